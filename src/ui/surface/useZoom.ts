import { useState } from 'react';
import { type PictureView, wholePicture } from './pictureView';

/** The view of a picture for a `ZoomPane`. @param key another picture is shown whole again */
export function useZoom(key: string): { readonly view: PictureView; readonly onView: (view: PictureView) => void } {
	const [zoomed, setZoomed] = useState({ key, view: wholePicture });
	return { view: zoomed.key === key ? zoomed.view : wholePicture, onView: (view) => setZoomed({ key, view }) };
}

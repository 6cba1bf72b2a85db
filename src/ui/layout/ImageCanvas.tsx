import { type CanvasHTMLAttributes, useEffect, useRef } from 'react';

interface ImageCanvasProps extends CanvasHTMLAttributes<HTMLCanvasElement> {
	/** What it shows, for those who do not see it; '' where what is around it says so. */
	readonly label: string;
	readonly picture: ImageData;
}

/** Draws pixels as they come; the canvas keeps its element, so that a live preview does not flicker. */
export function ImageCanvas({ label, picture, ...rest }: ImageCanvasProps) {
	const ref = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		const canvas = ref.current;
		if (canvas === null) return;
		// Setting a size clears the canvas: only when it changed.
		if (canvas.width !== picture.width) canvas.width = picture.width;
		if (canvas.height !== picture.height) canvas.height = picture.height;
		canvas.getContext('2d')?.putImageData(picture, 0, 0);
	}, [picture]);
	const spoken = label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
	return <canvas ref={ref} {...spoken} {...rest} />;
}

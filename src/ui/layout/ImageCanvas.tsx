import { type CanvasHTMLAttributes, useEffect, useRef } from 'react';

interface ImageCanvasProps extends CanvasHTMLAttributes<HTMLCanvasElement> {
	/** Alternative text; '' where the surrounding text says what it shows. */
	readonly label: string;
	readonly picture: ImageData;
}

/** Draws pixels on a canvas. The element stays the same, so that a live preview does not flicker. */
export function ImageCanvas({ label, picture, ...rest }: ImageCanvasProps) {
	const ref = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		const canvas = ref.current;
		if (canvas === null) return;
		// Setting the size clears the canvas, so it is set only when it changes.
		if (canvas.width !== picture.width) canvas.width = picture.width;
		if (canvas.height !== picture.height) canvas.height = picture.height;
		canvas.getContext('2d')?.putImageData(picture, 0, 0);
	}, [picture]);
	const spoken = label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
	return <canvas ref={ref} {...spoken} {...rest} />;
}

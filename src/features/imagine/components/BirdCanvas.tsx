import { ImageCanvas } from '../../../ui/layout/ImageCanvas';
import { imageDataOf } from '../imageData';
import type { BirdPicture } from '../types';

interface BirdCanvasProps {
	readonly picture: BirdPicture;
	readonly label: string;
	readonly className?: string | undefined;
}

/** Draws a bird at the size that CSS gives it. */
export function BirdCanvas({ picture, ...rest }: BirdCanvasProps) {
	return <ImageCanvas picture={imageDataOf(picture)} {...rest} />;
}

import { ImageCanvas } from '../../../ui/layout/ImageCanvas';
import { imageDataOf } from '../imageData';
import type { BirdPicture } from '../types';

interface BirdCanvasProps {
	readonly picture: BirdPicture;
	readonly label: string;
	readonly className?: string;
}

/** A bird at whatever size its place has. */
export function BirdCanvas({ picture, ...rest }: BirdCanvasProps) {
	return <ImageCanvas picture={imageDataOf(picture)} {...rest} />;
}

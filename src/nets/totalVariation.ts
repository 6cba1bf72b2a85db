/** Total variation: mean of the squared differences between neighbours, in both directions. */
import { add, mean, mul, pad, type Scalar, slice, square, sub, type Tensor4D, tidy } from '@tensorflow/tfjs-core';

/** Loss (a scalar on the device) and its gradient with respect to the picture, [1, height, width, channels]. */
export function totalVariation(picture: Tensor4D): { loss: Scalar; gradient: Tensor4D } {
	const [, height, width, channels] = picture.shape;
	if (height < 2 || width < 2) throw new RangeError('Total variation needs a picture of at least 2 by 2 pixels.');
	return tidy(() => {
		const across = sub<Tensor4D>(
			slice(picture, [0, 0, 1, 0], [1, height, width - 1, channels]),
			slice(picture, [0, 0, 0, 0], [1, height, width - 1, channels]),
		);
		const down = sub<Tensor4D>(
			slice(picture, [0, 1, 0, 0], [1, height - 1, width, channels]),
			slice(picture, [0, 0, 0, 0], [1, height - 1, width, channels]),
		);
		const loss = add<Scalar>(mean(square(across)), mean(square(down)));
		// Each difference pulls its right (lower) end down and its left (upper) end up.
		const scaledAcross = mul<Tensor4D>(across, 2 / across.size);
		const scaledDown = mul<Tensor4D>(down, 2 / down.size);
		const inRows = sub<Tensor4D>(widen(scaledAcross, 2, 1, 0), widen(scaledAcross, 2, 0, 1));
		const inColumns = sub<Tensor4D>(widen(scaledDown, 1, 1, 0), widen(scaledDown, 1, 0, 1));
		return { loss, gradient: add<Tensor4D>(inRows, inColumns) };
	});
}

function widen(x: Tensor4D, axis: 1 | 2, before: number, after: number): Tensor4D {
	const none: [number, number] = [0, 0];
	const here: [number, number] = [before, after];
	return pad(x, axis === 1 ? [none, here, none, none] : [none, none, here, none]);
}

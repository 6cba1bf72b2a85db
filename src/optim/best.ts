/** The lowest loss seen so far. A painting ends with the best picture, not with the last one. */
import type { Tensor1D } from '@tensorflow/tfjs-core';

export class Best {
	private held: { values: Float32Array; x: Tensor1D } | undefined;

	/** Takes a place if its loss is lower than all before it; a loss that is not a number never is. */
	offer(values: Float32Array, x: Tensor1D): boolean {
		const loss = values[0] as number;
		if (!Number.isFinite(loss)) return false;
		if (this.held && !(loss < (this.held.values[0] as number))) return false;
		this.held?.x.dispose();
		this.held = { values, x: x.clone() };
		return true;
	}

	/** @throws RangeError before the first finite loss */
	get value(): { readonly values: Float32Array; readonly x: Tensor1D } {
		if (!this.held) throw new RangeError('The loss is not a finite number at the start.');
		return this.held;
	}

	dispose(): void {
		this.held?.x.dispose();
		this.held = undefined;
	}
}

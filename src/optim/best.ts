/** Keeps the point with the lowest loss so far, so that an optimisation ends with its best result, not its last. */
import type { Tensor1D } from '@tensorflow/tfjs-core';

export class Best {
	private held: { values: Float32Array; x: Tensor1D } | undefined;

	/** Keeps a point if its loss is finite and lower than all before. @returns whether it was kept */
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

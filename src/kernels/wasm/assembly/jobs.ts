/** Dispatches a batch to the kernel of its job's kind. */
import { Gram, gramBatch } from './gram';
import { multiplyBatch, Product } from './product';
import { Convolution, convolveBatch } from './winograd';

export function doBatch(kind: i32, job: usize, index: i32, thread: i32): void {
	if (kind == 0) convolveBatch(changetype<Convolution>(job), index, thread);
	else if (kind == 1) multiplyBatch(changetype<Product>(job), index);
	else gramBatch(changetype<Gram>(job), index, thread);
}

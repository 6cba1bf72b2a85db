/** A helper thread of the kernels: a worker that waits for batches in shared memory until it is terminated. */
import type { HelperTask } from './helperTask';

self.onmessage = ({ data: { module, memory, control, thread } }: MessageEvent<HelperTask>) => {
	const { exports } = new WebAssembly.Instance(module, { env: { memory } });
	const serve = exports.serve as (control: number, thread: number, seen: number) => never;
	self.postMessage('ready');
	serve(control, thread, 0);
};

/** The message that starts a helper thread of the kernels. */
export interface HelperTask {
	readonly module: WebAssembly.Module;
	/** The memory that all threads share. */
	readonly memory: WebAssembly.Memory;
	/** Address of the `Control` in assembly/shared.ts. */
	readonly control: number;
	/** Counted from 1; the worker that runs the jobs is thread 0. */
	readonly thread: number;
}

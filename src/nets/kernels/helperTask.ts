/** What a helper thread of the kernels is started with. */
export interface HelperTask {
	readonly module: WebAssembly.Module;
	/** The same memory that all threads work in. */
	readonly memory: WebAssembly.Memory;
	/** Address of the `Control` in assembly/shared.ts. */
	readonly control: number;
	/** From 1: the worker that runs the jobs is thread 0. */
	readonly thread: number;
}

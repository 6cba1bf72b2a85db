/*
 * One thread of the WASM backend: the worker's half of Emscripten's pthread protocol (3.1), as a file.
 * TensorFlow.js makes the same from strings through blob: addresses, which needs `blob:` in script-src.
 * A classic script, because the factory that it imports is one.
 */

// The security policy lets a worker import no script by its name without this: see src/engine/shared/trustedTypes.ts.
self.trustedTypes?.createPolicy('default', {
	createScriptURL: (url) => (new URL(url, self.location.href).origin === self.location.origin ? url : null),
});

let Module = {};
const startedQueues = [];
let started = false;

/** The factory calls it by this name once the thread's own runtime stands. */
self.startWorker = (instance) => {
	Module = instance;
	postMessage({ cmd: 'loaded' });
};

function load({ wasmModule, wasmMemory, handlers, urlOrBlob }) {
	// Emscripten starts eight threads before it knows how many it will use; spare ones only report for duty.
	if (self.location.hash === '#spare') {
		postMessage({ cmd: 'loaded' });
		return;
	}
	for (const handler of handlers) {
		Module[handler] = (...args) => postMessage({ cmd: 'callHandler', handler, args });
	}
	Module.wasmMemory = wasmMemory;
	Module.buffer = wasmMemory.buffer;
	Module.ENVIRONMENT_IS_PTHREAD = true;
	Module.instantiateWasm = (imports, receive) => {
		const instance = new WebAssembly.Instance(wasmModule, imports);
		receive(instance);
		return instance.exports;
	};
	importScripts(urlOrBlob);
	self.WasmBackendModuleThreadedSimd(Module);
}

function run(message) {
	Module.__emscripten_thread_init(message.pthread_ptr, 0, 0, 1);
	Module.establishStackSpace();
	Module.PThread.receiveObjectTransfer(message);
	Module.PThread.threadInitTLS();
	if (!started) {
		for (const queue of startedQueues.splice(0)) Module.executeNotifiedProxyingQueue(queue);
		started = true;
	}
	try {
		Module.invokeEntryPoint(message.start_routine, message.arg);
	} catch (thrown) {
		if (thrown === 'unwind') return;
		if (!(thrown instanceof Module.ExitStatus)) throw thrown;
		if (!Module.keepRuntimeAlive()) Module.__emscripten_thread_exit(thrown.status);
	}
}

self.onunhandledrejection = (event) => {
	throw event.reason ?? event;
};

self.onmessage = ({ data: message }) => {
	try {
		if (message.cmd === 'load') load(message);
		else if (message.cmd === 'run') run(message);
		else if (message.cmd === 'cancel') Module._pthread_self() && Module.__emscripten_thread_exit(-1);
		else if (message.cmd === 'processProxyingQueue') {
			if (started) Module.executeNotifiedProxyingQueue(message.queue);
			else startedQueues.push(message.queue);
		}
	} catch (thrown) {
		Module.__emscripten_thread_crashed?.();
		throw thrown;
	}
};

/**
 * Errors that visitors can meet: a code, and a sentence that says what to do.
 * They are in `models` because it is the lowest layer that can fail for external reasons.
 */

export const errorCodes = [
	// Files from the server
	'network-failed',
	'model-missing',
	'model-damaged',
	'model-invalid',
	'model-incompatible',
	// The browser's storage
	'storage-refused',
	'storage-full',
	'storage-closed',
	// The worker and its device
	'worker-failed',
	'worker-died',
	'device-lost',
	'out-of-memory',
	'backend-unavailable',
	'unknown-job',
	'engine-closed',
	// Pictures
	'picture-empty',
	'picture-unreadable',
	'picture-truncated',
	'picture-unsupported',
	'picture-too-large',
	'picture-too-small',
	'pictures-missing',
	'pictures-too-many',
	'camera-unavailable',
	// Clips
	'clip-unreadable',
	'clip-unsupported',
	'clip-too-long',
	'clip-too-large',
	// The visitor's input
	'option-invalid',
	'sentence-empty',
	'sentence-unknown',
	'recipe-invalid',
	'archive-invalid',
	'network-unsupported',
	'diverged',
	// Anything unforeseen
	'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error as data between worker and page, because structured clone drops an error's class, code and cause. */
export interface WireError {
	readonly code: ErrorCode | 'aborted';
	readonly message: string;
	readonly stack?: string;
	readonly cause?: string;
}

/** An error with a machine-readable code and a message for the visitor that says what to do. */
export class AtelierError extends Error {
	override readonly name = 'AtelierError';
	readonly code: ErrorCode;

	constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** Creates the error of a cancellation, the same as `fetch` and `AbortController` use. */
export function abortError(): DOMException {
	return new DOMException('The work was stopped.', 'AbortError');
}

/** Whether an error is a cancellation from any source: ours, `fetch`'s, or an `AbortSignal`'s default reason. */
export function isAbort(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError';
}

/** Throws an AbortError if the signal was aborted, whatever its reason. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw abortError();
}

/** Converts any thrown value to data. Errors without a code become `internal` and keep their stack. */
export function toWire(error: unknown): WireError {
	if (isAbort(error)) return { code: 'aborted', message: 'The work was stopped.' };
	if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
	return {
		code: error instanceof AtelierError ? error.code : 'internal',
		message: error.message,
		...(error.stack === undefined ? {} : { stack: error.stack }),
		...(error.cause === undefined ? {} : { cause: String(error.cause) }),
	};
}

/** Restores the error that `toWire` converted: an AbortError, or an AtelierError with its code. */
export function fromWire(wire: WireError): Error {
	if (wire.code === 'aborted') return abortError();
	const error = new AtelierError(wire.code, wire.message, wire.cause === undefined ? undefined : { cause: wire.cause });
	if (wire.stack !== undefined) error.stack = wire.stack;
	return error;
}

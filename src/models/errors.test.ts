import { describe, expect, it } from 'vitest';
import { AtelierError, abortError, errorCodes, fromWire, isAbort, throwIfAborted, toWire } from './errors';

const overTheWire = (error: unknown): Error => fromWire(structuredClone(toWire(error)));

describe('errors', () => {
	it.each(errorCodes)('%s keeps code, sentence and cause across a structured clone', (code) => {
		const arrived = overTheWire(new AtelierError(code, 'Do this.', { cause: new TypeError('deep') }));
		expect(arrived).toBeInstanceOf(AtelierError);
		expect(arrived).toMatchObject({ code, message: 'Do this.', cause: 'TypeError: deep' });
	});

	it('keeps a cancellation a cancellation', () => {
		expect(isAbort(overTheWire(abortError()))).toBe(true);
		const controller = new AbortController();
		controller.abort();
		expect(isAbort(overTheWire(controller.signal.reason))).toBe(true);
		expect(isAbort(new Error('AbortError'))).toBe(false);
	});

	it('gives unknown errors the code internal, and keeps their stack', () => {
		const thrown = new RangeError('index');
		expect(overTheWire(thrown)).toMatchObject({ code: 'internal', message: 'index', stack: thrown.stack });
		expect(overTheWire('a string')).toMatchObject({ code: 'internal', message: 'a string' });
		expect(overTheWire(undefined)).toMatchObject({ code: 'internal' });
	});

	it('throws one AbortError whatever the reason given', () => {
		const controller = new AbortController();
		expect(() => throwIfAborted(controller.signal)).not.toThrow();
		controller.abort('no reason that is an error');
		expect(() => throwIfAborted(controller.signal)).toThrow(expect.objectContaining({ name: 'AbortError' }));
		expect(() => throwIfAborted(undefined)).not.toThrow();
	});
});

/** For tests in Node: a job's context without a worker. */
import { abortError } from '../../models/errors';
import type { LoadedModel } from '../../models/types';
import type { JobContext } from '../protocol';

export interface TestContext<P, S> extends JobContext<P, S> {
	readonly events: P[];
	readonly snapshots: S[];
	yields: number;
}

/** Creates a context. @param atYield called at every yieldTurn with its number, from 1; may throw or set `finishing` */
export function testContext<P, S>(
	models: Readonly<Record<string, LoadedModel>>,
	options: { resumeFrom?: S; atYield?: (count: number, ctx: { finishing: boolean; abort(): void }) => void } = {},
): TestContext<P, S> {
	const controller = new AbortController();
	const residents = new Map<string, object>();
	const control = { finishing: false, abort: () => controller.abort() };
	const context: TestContext<P, S> = {
		signal: controller.signal,
		backend: { name: 'cpu', reason: 'test' },
		...(options.resumeFrom === undefined ? {} : { resumeFrom: options.resumeFrom }),
		get finishing() {
			return control.finishing;
		},
		events: [],
		snapshots: [],
		yields: 0,
		progress: (event) => context.events.push(event),
		deliver: (event) => context.events.push(event),
		snapshot: (state) => context.snapshots.push(structuredClone(state)),
		async yieldTurn() {
			options.atYield?.(++context.yields, control);
			if (controller.signal.aborted) throw abortError();
		},
		model: async (name) => {
			const model = models[name];
			if (!model) throw new Error(`no model ${name}`);
			return model;
		},
		resident: <T extends object>(key: string, create: () => T) => {
			const value = residents.get(key) ?? create();
			residents.set(key, value);
			return value as T;
		},
	};
	return context;
}

import { engine, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { nodeBackends, startBackend } from '../../../nets/testing/backends';
import { decodeMadeUp, madeUp, tinyModels, tinyPerception } from '../../../networks/testing/captioner';
import type { CaptionOptions } from '../options';
import type { EmbeddedPicture, EmbedProgress } from '../types';
import { BATCH, createEmbedJob, type EmbedSnapshot } from './embed';

const captions: CaptionOptions = {
	beamSize: 3,
	count: 2,
	lengthNormalisation: 0.7,
	maxLength: 12,
	temperature: 0,
	seed: 1,
};
const job = createEmbedJob(decodeMadeUp);
const broken = new Blob(['no picture']);
const request = (count: number, bad: readonly number[] = []) => ({
	pictures: Array.from({ length: count }, (_, at) => ({
		id: `${at}`,
		picture: bad.includes(at) ? broken : madeUp(at),
	})),
	captions,
});
const context = (options: Parameters<typeof testContext<EmbedProgress, EmbedSnapshot>>[1] = {}) =>
	testContext<EmbedProgress, EmbedSnapshot>(tinyModels, options);
const embedded = (events: readonly EmbedProgress[]): EmbeddedPicture[] =>
	events.flatMap((event) => (event.type === 'embedded' ? [event.picture] : []));

describe.each(nodeBackends)('embedPictures on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('delivers each picture once, in order, with a unit vector and its best captions', async () => {
		const ctx = context();
		const { modelHash } = await job.run(request(BATCH + 3), ctx);
		expect(modelHash).toMatch(/^[0-9a-f]{64}$/);
		expect(ctx.events.map((event) => 'done' in event && event.done)).toEqual(
			Array.from({ length: BATCH + 3 }, (_, at) => at + 1),
		);
		const pictures = embedded(ctx.events);
		expect(pictures.map(({ id }) => id)).toEqual(request(BATCH + 3).pictures.map(({ id }) => id));
		for (const { vector, captions: found } of pictures) {
			expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
			expect(found.length).toBeLessThanOrEqual(2);
			expect(found[0]?.text).toBe(found[0]?.words.join(' '));
			expect(found[0]?.logProbability).toBeLessThan(0);
		}
		expect(new Set(pictures.map(({ vector }) => vector.join())).size).toBe(BATCH + 3);
	});

	it('gives a picture the same vector alone and in a batch', async () => {
		const [together, alone] = [context(), context()];
		await job.run(request(4), together);
		await job.run({ ...request(4), pictures: request(4).pictures.slice(2, 3) }, alone);
		const [a, b] = [embedded(together.events)[2], embedded(alone.events)[0]] as [EmbeddedPicture, EmbeddedPicture];
		expect(a.captions.map(({ text }) => text)).toEqual(b.captions.map(({ text }) => text));
		a.vector.forEach((value, at) => {
			expect(value).toBeCloseTo(b.vector[at] as number, 5);
		});
	});

	it('leaves only the weights on the device', async () => {
		const ctx = context();
		await job.run(request(1), ctx);
		engine().startScope();
		const before = memory().numTensors;
		await job.run(request(BATCH + 1, [3]), ctx);
		expect(memory().numTensors).toBe(before);
		engine().endScope();
	});
});

describe('embedPictures', () => {
	beforeAll(() => startBackend('wasm'));

	it('reports files that are not pictures, and continues', async () => {
		const ctx = context();
		await job.run(request(5, [0, 3]), ctx);
		expect(ctx.events).toMatchObject([
			{ type: 'unreadable', id: '0', done: 1, total: 5 },
			{ type: 'embedded', done: 2 },
			{ type: 'embedded', done: 3 },
			{ type: 'unreadable', id: '3', done: 4 },
			{ type: 'embedded', done: 5, total: 5 },
		]);
		const none = context();
		await job.run(request(BATCH + 1, [...Array(BATCH + 1).keys()]), none);
		expect(none.events.map(({ type }) => type)).toEqual(Array(BATCH + 1).fill('unreadable'));
	});

	it('returns the hash for a request without pictures', async () => {
		const ctx = context();
		expect(await job.run(request(0), ctx)).toEqual(await job.run(request(1), context()));
		expect(ctx.events).toEqual([]);
	});

	it('resumes after the last complete batch when its worker was lost', async () => {
		const whole = context();
		await job.run(request(2 * BATCH + 2), whole);
		let told = 0;
		const lost = context({
			atYield: (_, control) => {
				told = lost.events.length;
				if (told > BATCH) control.abort();
			},
		});
		await expect(job.run(request(2 * BATCH + 2), lost)).rejects.toMatchObject({ name: 'AbortError' });
		const resumeFrom = lost.snapshots.at(-1) as EmbedSnapshot;
		expect(resumeFrom).toEqual({ done: told });
		const rest = context({ resumeFrom });
		await job.run(request(2 * BATCH + 2), rest);
		const ids = (events: readonly EmbedProgress[]) => embedded(events).map(({ id }) => id);
		expect([...ids(lost.events), ...ids(rest.events)]).toEqual(ids(whole.events));
		expect(rest.events.at(-1)).toMatchObject({ done: 2 * BATCH + 2, total: 2 * BATCH + 2 });
	});

	it('ends early with the results so far when asked to', async () => {
		const ctx = context({
			atYield: (_, control) => {
				control.finishing = true;
			},
		});
		expect(await job.run(request(BATCH + 4), ctx)).toHaveProperty('modelHash');
		expect(ctx.events).toHaveLength(BATCH);
	});

	it('samples captions when the temperature is above 0', async () => {
		const run = async (seed: number) => {
			const ctx = context();
			await job.run({ ...request(2), captions: { ...captions, temperature: 1, seed, count: 4 } }, ctx);
			return embedded(ctx.events).map(({ captions: found }) => found.map(({ text }) => text));
		};
		expect(await run(1)).toEqual(await run(1));
		expect(await run(1)).not.toEqual(await run(2));
	});

	it('rejects networks that do not belong together, and options out of range', async () => {
		const other = { ...tinyModels, perception: { ...tinyPerception, hash: 'c'.repeat(64) } };
		await expect(job.run(request(1), testContext(other))).rejects.toMatchObject({ code: 'model-incompatible' });
		for (const wrong of [{ beamSize: 0 }, { beamSize: 2.5 }, { maxLength: 41 }, { temperature: Number.NaN }]) {
			const [name] = Object.keys(wrong);
			const refused = job.run({ ...request(1), captions: { ...captions, ...wrong } }, context());
			await expect(refused, name).rejects.toMatchObject({ code: 'option-invalid' });
		}
	});
});

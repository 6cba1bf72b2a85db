import { beforeAll, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { installImageData } from './pipeline/testing/job';
import { catalogue, ready, snapshot, told } from './testing/prepared';

beforeAll(installImageData);

it('keeps what was painted when the worker is lost for good, and can still go on with it', async () => {
	const { paint, last } = ready();
	paint.setCatalogue(catalogue);
	const done = paint.paint();
	last().options.onSnapshot?.({ ...snapshot, evaluations: 1 });
	last().options.onSnapshot?.({ ...snapshot, picture: { width: 1, height: 1, rgb: Float32Array.of(1, 0.5, 0) } });
	last().reject(new AtelierError('device-lost', 'The device was lost.'));
	await expect(done).rejects.toThrow('The device was lost.');
	const { paintings, failure, draft } = paint.getState();
	expect(paintings).toHaveLength(1);
	expect([...(paintings[0]?.result.picture.data ?? [])]).toEqual([255, 128, 0, 255]);
	expect(paintings[0]?.recipe).toMatchObject({ evaluations: 2, network: { hash: 'n' }, photo: { hash: 'cat' } });
	expect(failure?.code).toBe('device-lost');
	expect(draft?.snapshot?.evaluations).toBe(1);
	expect(told.at(-1)).toMatch(/until step 2 is kept/);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../engine/testing/context';
import type { LoadedModel } from '../../models/types';
import { startBackend } from '../../nets/testing/backends';
import { tinyStackGan } from '../testing/stackgan';
import { tinyModels as models } from '../testing/story';
import { openBank } from './bank';
import { openCaptioner } from './captioner';
import { openImageEncoder } from './imageEncoder';
import { openSkipThought } from './skipThought';
import { openStackGan } from './stackgan';
import { openStoryteller } from './storyteller';
import { openStylePack } from './styles';

type Models = Readonly<Record<string, LoadedModel>>;

const styles: LoadedModel = {
	name: 'styles',
	hash: '8'.repeat(64),
	config: { architecture: 'styles', network: models.perception.hash, layers: ['relu1_1'], scales: [256], styles: [] },
	tensors: new Map(),
};
const all: Models = {
	...models,
	stackgan: tinyStackGan,
	styles,
	'styles/none': { ...styles, name: 'styles/none' },
};

/** The same models, but one of them has other weights than its partners were trained with. */
const retrained = (name: string): Models => ({
	...all,
	[name]: { ...(all[name] as LoadedModel), hash: '0'.repeat(64) },
});

type Opening = readonly [network: string, partner: string, open: (models: Models) => Promise<unknown>];

const openings: readonly Opening[] = [
	...(['perception', 'recognition'] as const).map(
		(partner): Opening => [
			'captioner',
			partner,
			async (given) => {
				const ctx = testContext(given);
				return openImageEncoder(ctx, await openCaptioner(ctx));
			},
		],
	),
	[
		'bank',
		'captioner',
		async (given) => {
			const ctx = testContext(given);
			return openBank(ctx, await openCaptioner(ctx));
		},
	],
	[
		'storyteller',
		'skipthought',
		async (given) => {
			const ctx = testContext(given);
			return openStoryteller(ctx, await openSkipThought(ctx));
		},
	],
	['stackgan', 'skipthought', (given) => openStackGan(testContext(given))],
];

beforeAll(() => startBackend('cpu'));

describe('networks that were trained together', () => {
	it.each(openings)('%s opens beside its %s', async (_, __, open) => {
		await expect(open(all)).resolves.toBeDefined();
	});

	it.each(openings)('%s is refused beside another %s', async (_, partner, open) => {
		await expect(open(retrained(partner))).rejects.toMatchObject({
			code: 'model-incompatible',
			message: expect.stringContaining('Reload the page'),
		});
	});

	it('keeps built-in styles from any network that they were not measured with', async () => {
		const { hash } = models.perception;
		const vgg = { config: {} as never, tensors: new Map() };
		const open = (name: string, own: string) => openStylePack(testContext(all), 'none', { ...vgg, name, hash: own });
		await expect(open('perception', hash)).rejects.toMatchObject({ code: 'option-invalid' });
		await expect(open('perception', '0'.repeat(64))).rejects.toMatchObject({ code: 'model-incompatible' });
		await expect(open('own:1234', '0'.repeat(64))).rejects.toMatchObject({ code: 'network-unsupported' });
	});
});

describe('opening a network', () => {
	it('reads its files once, however many jobs open it', async () => {
		const [one, two] = [testContext(models), testContext(models)];
		expect(await openSkipThought(one)).toBe(await openSkipThought(two));
	});

	it('says which network has weights that do not fit', async () => {
		const tensors = new Map(models.storyteller.tensors);
		tensors.delete('genre.romance.mean');
		const ctx = testContext({ ...models, storyteller: { ...models.storyteller, tensors } });
		await expect(openStoryteller(ctx, await openSkipThought(ctx))).rejects.toMatchObject({
			code: 'model-invalid',
			message: expect.stringMatching(/storyteller.*genre\.romance\.mean/),
		});
	});
});

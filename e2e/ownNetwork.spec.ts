/** A VGG-19 of the true layout and size, dropped on the built page: read, kept over a reload, painted with, refused to packs. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Engine } from '../src/engine/protocol';
import { defaultPaintOptions, type PaintOptions } from '../src/features/paint/options';
import type { PaintJobs, StyleChoice } from '../src/features/paint/types';
import { writeKerasFile } from './support/ownNetworkFiles';
import { expect, test } from './support/test';

let folder: string;
test.beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atelier-own-'));
	await writeKerasFile(join(folder, 'vgg19.h5'), 'vgg19');
});
test.afterAll(() => rmSync(folder, { recursive: true }));

async function open(page: Page): Promise<void> {
	await page.goto('/?automation&backend=wasm#paint');
	await page.waitForFunction(() => window.atelier !== undefined);
}

/** Hands a file to the page as a visitor's choice does, without sending its bytes through the debugger. */
async function adopt(page: Page, path: string) {
	await page.evaluate(() => {
		const input = document.createElement('input');
		input.type = 'file';
		input.id = 'own-network';
		document.body.append(input);
	});
	await page.locator('#own-network').setInputFiles(path);
	return page.evaluate(() => {
		const file = document.querySelector<HTMLInputElement>('#own-network')?.files?.[0] as File;
		const engine = window.atelier?.engine as Engine<PaintJobs>;
		return engine.run('adoptNetwork', { file, name: file.name }).catch((error) => ({ code: error.code as string }));
	});
}

interface Asked {
	readonly network: string;
	readonly style: 'picture' | Extract<StyleChoice['source'], { readonly kind: 'pack' }>;
	readonly options: PaintOptions;
}

/** Paints colour ramps, in the style of stripes or of a pack. */
async function paint(page: Page, asked: Asked) {
	return page.evaluate(async ({ network, style, options }) => {
		const pictures: Blob[] = [];
		for (const stripes of [false, true]) {
			const canvas = new OffscreenCanvas(64, 64);
			const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
			for (let x = 0; x < 64; x++) {
				context.fillStyle = stripes ? (x % 8 < 4 ? '#c33' : '#ee9') : `rgb(${x * 4} ${255 - x * 2} 128)`;
				context.fillRect(x, 0, 1, 64);
			}
			pictures.push(await canvas.convertToBlob());
		}
		const [content, picture] = pictures as [Blob, Blob];
		const source = style === 'picture' ? { kind: 'picture' as const, picture } : style;
		const engine = window.atelier?.engine as Engine<PaintJobs>;
		return engine.run('paint', { content, styles: [{ source, weight: 1 }], options, network }).then(
			({ losses, modelHash, trace, styleLayerLosses }) => ({
				losses,
				modelHash,
				first: trace[0]?.total,
				layers: Object.keys(styleLayerLosses),
			}),
			(error) => ({ code: error.code as string, message: error.message as string }),
		);
	}, asked);
}

test('a dropped VGG-19 paints, also after a reload, and built-in styles are marked as incompatible', async ({
	page,
}) => {
	await open(page);
	const adopted = await adopt(page, join(folder, 'vgg19.h5'));
	if (!('network' in adopted)) throw new Error(`refused: ${adopted.code}`);
	const { network, kept } = adopted;
	expect(kept).toBe(true);
	expect(network).toMatchObject({ architecture: 'VGG-19', title: 'VGG-19 (vgg19.h5)', contentLayers: { relu4_2: 1 } });

	await page.reload();
	await page.waitForFunction(() => window.atelier !== undefined);
	const { contentLayers, styleLayers } = network;
	const options = { ...defaultPaintOptions, size: 64, evaluations: 4, contentLayers, styleLayers };
	const painting = await paint(page, { network: network.key, style: 'picture', options });
	if (!('losses' in painting)) throw new Error(painting.message);
	expect(painting.modelHash).toBe(network.hash);
	expect(painting.layers).toEqual(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']);
	expect(painting.losses.total).toBeLessThan(painting.first as number);

	const refusal = await paint(page, { network: network.key, style: { kind: 'pack', id: 'starry-night' }, options });
	expect(refusal).toMatchObject({
		code: 'network-unsupported',
		message: expect.stringContaining('use a picture as the style'),
	});
});

test('a network that was removed is asked for again', async ({ page }) => {
	await open(page);
	const options = { ...defaultPaintOptions, size: 64, evaluations: 1 };
	const refusal = await paint(page, { network: 'own:0123456789abcdef', style: 'picture', options });
	expect(refusal).toMatchObject({ code: 'model-missing', message: expect.stringContaining('drop its file again') });
});

test('a file that is not a network is refused with its code', async ({ page }) => {
	await open(page);
	expect(await adopt(page, 'package.json')).toEqual({ code: 'network-unsupported' });
});

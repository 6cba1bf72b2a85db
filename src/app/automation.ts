/**
 * `window.atelier`, for the command line, the bench and the tests: the same engine and the same intake as the panels,
 * without clicking. Loaded only when the page was opened with `?automation`.
 */

import { defaultPaintOptions } from '../features/paint/options';
import type { OwnNetwork } from '../features/paint/ownNetwork/shared/types';
import type { PaintProgress, PaintRequest } from '../features/paint/types';
import { takePicture } from '../library/intake/intake';
import { browserTools } from '../library/intake/tools';
import type { AutomatedPaint, AutomatedPainting, Automation, Base64 } from './automationTypes';
import { engine } from './engine';

const toBytes = (text: Base64) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function toBase64(file: Blob): Promise<Base64> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	// A call takes only so many arguments, so a piece at a time.
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; at += 0x8000) {
		pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
	}
	return btoa(pieces.join(''));
}

async function picture(data: Base64, name: string): Promise<Blob> {
	return (await takePicture(new Blob([toBytes(data)]), name, browserTools)).picture;
}

async function adopt(network: AutomatedPaint['network']): Promise<OwnNetwork | undefined> {
	if (network === undefined) return undefined;
	const file = new Blob([toBytes(network.file)]);
	return (await engine.run('adoptNetwork', { file, name: network.name })).network;
}

async function requestOf(job: AutomatedPaint): Promise<PaintRequest> {
	const own = await adopt(job.network);
	const layers = own && { contentLayers: own.contentLayers, styleLayers: own.styleLayers };
	const styles = job.styles.map(async ({ source, weight }, at) => ({
		weight,
		source:
			source.kind === 'pack'
				? source
				: { kind: 'picture' as const, picture: await picture(source.picture, `style ${at + 1}`) },
	}));
	return {
		content: await picture(job.content, 'content'),
		styles: await Promise.all(styles),
		options: { ...defaultPaintOptions, ...layers, ...job.options },
		network: own?.key ?? 'perception',
		...(job.mask === undefined ? {} : { mask: await picture(job.mask, 'mask') }),
	};
}

function lineOf(event: PaintProgress): string {
	switch (event.type) {
		case 'loading':
			return `${event.what}: ${(event.loaded / 1e6).toFixed(1)} of ${(event.total / 1e6).toFixed(1)} MB`;
		case 'preparing':
			return event.what;
		case 'smaller':
			return `Smaller, ${event.size} px: ${event.why}`;
		case 'step': {
			const { evaluation, evaluations, losses, width, height, secondsLeft } = event;
			return `${evaluation}/${evaluations}  ${width} x ${height}  loss ${losses.total.toPrecision(4)}  ${Math.ceil(secondsLeft)} s left`;
		}
	}
}

async function pngOf(image: ImageData): Promise<Blob> {
	const canvas = new OffscreenCanvas(image.width, image.height);
	canvas.getContext('2d')?.putImageData(image, 0, 0);
	return canvas.convertToBlob({ type: 'image/png' });
}

async function paint(job: AutomatedPaint, onProgress?: (line: string) => void): Promise<AutomatedPainting> {
	const request = await requestOf(job);
	const result = await engine.run('paint', request, { onProgress: (event) => onProgress?.(lineOf(event)) });
	const { picture: image, losses, styleLayerLosses, evaluations, seconds, backend, modelHash } = result;
	const { width, height } = image;
	const png = await toBase64(await pngOf(image));
	return { png, width, height, losses, styleLayerLosses, evaluations, seconds, backend, modelHash };
}

/** Sets `window.atelier`. */
export function exposeAutomation(): void {
	const automation: Automation = { paint, engine };
	window.atelier = automation;
}

/** Paints for scripts, without the panel but with the same store, engine and intake. */
import { type Catalogue, loadCatalogue } from '../../../features/paint/catalogue';
import type { ClipOptions } from '../../../features/paint/clips/options';
import { isWhite, WHITE_MASK } from '../../../features/paint/maskSheet';
import type { PaintOptions } from '../../../features/paint/options';
import { dataAddress, encode } from '../../../features/paint/picture';
import { waitingText } from '../../../features/paint/run';
import type { Photo, Run } from '../../../features/paint/state';
import { createPaint, type Paint } from '../../../features/paint/store';
import { takeFilm } from '../../../library/film/takeFilm';
import { videoTypeOf } from '../../../library/intake/fileKinds';
import { takePicture } from '../../../library/intake/intake';
import { browserTools, hashOf } from '../../../library/intake/tools';
import { fromBase64, toBase64 } from '../../../models/base64';
import { AtelierError } from '../../../models/errors';
import type { AutomatedFile } from '../../automation/types';
import type { AutomatedPaint, AutomatedPainting } from './automationTypes';
import { engine } from './engine';

async function take({ data, name }: AutomatedFile): Promise<Photo> {
	const file = new Blob([fromBase64(data)]);
	if (videoTypeOf({ name }) !== undefined) return takeFilm(file, name);
	const { picture, width, height, film } = await takePicture(file, name, browserTools);
	return { name, picture, width, height, hash: await hashOf(film ?? picture), ...(film && { film }) };
}

async function setStyles(paint: Paint, styles: AutomatedPaint['styles'], catalogue: Catalogue): Promise<void> {
	paint.setBlending(styles.length > 1);
	for (const [at, { source, weight }] of styles.entries()) {
		if (source.kind === 'pack') {
			const title = catalogue.styles.find(({ id }) => id === source.id)?.title ?? source.id;
			paint.pickStyle({ kind: 'pack', key: source.id, title, weight });
		} else {
			const photo = await take(source.picture);
			paint.pickStyle({ kind: 'picture', key: `${at} ${photo.hash}`, title: photo.name, photo, weight });
		}
	}
}

async function setNetwork(paint: Paint, { data, name }: AutomatedFile): Promise<void> {
	const { network } = await engine.run('adoptNetwork', { file: new Blob([fromBase64(data)]), name });
	paint.setOwnNetworks([network]);
	paint.setNetwork(network);
}

function setOptions(paint: Paint, options: Partial<PaintOptions>): void {
	for (const name of Object.keys(options) as (keyof PaintOptions)[]) {
		const value = options[name];
		if (value !== undefined) paint.setOption(name, value);
	}
}

/** @throws AtelierError `option-invalid` when a film is asked for and the content is none */
function setClip(paint: Paint, film: AutomatedPaint['film']): void {
	paint.setWholeClip(film !== undefined);
	if (film === undefined) return;
	if (paint.getState().photo?.film === undefined) {
		throw new AtelierError('option-invalid', 'Only a video or an animated picture becomes a film: end --out in .png.');
	}
	for (const name of Object.keys(film.options) as (keyof ClipOptions)[]) {
		const value = film.options[name];
		if (value !== undefined) paint.setClipOption(name, value);
	}
}

function lineOf(run: Run): string {
	if (run.waiting) return waitingText(run.waiting);
	if (!run.step) return 'Starting';
	const { evaluation, evaluations, losses, width, height, secondsLeft } = run.step;
	const loss = losses.total.toPrecision(4);
	const frame = run.frame ? `frame ${run.frame.at}/${run.frame.count}  ` : '';
	return `${frame}${evaluation}/${evaluations}  ${width} x ${height}  loss ${loss}  ${Math.ceil(secondsLeft)} s left`;
}

/** Paints as the tab would. @param onProgress gets a line of text now and then */
export async function paint(job: AutomatedPaint, onProgress?: (line: string) => void): Promise<AutomatedPainting> {
	const paint = createPaint(engine, {
		...{ encode, dataAddress, tell: (sentence: string) => onProgress?.(sentence) },
		async clips() {
			const { readFrames, writeFrames } = await import('../../../features/paint/clips/film');
			return { readFrames, writeFrames: (frames, clip, signal) => writeFrames(frames, clip, signal, job.film?.ending) };
		},
	});
	const catalogue = await loadCatalogue();
	paint.setPhoto(await take(job.content));
	if (job.network !== undefined) await setNetwork(paint, job.network);
	await setStyles(paint, job.styles, catalogue);
	// After the styles: before them it would choose one by itself. Recipes name the packs' hashes from it.
	paint.setCatalogue(catalogue);
	setOptions(paint, job.options);
	setClip(paint, job.film);
	if (job.mask !== undefined) {
		const { picture } = await take(job.mask);
		if (await isWhite(picture)) onProgress?.(WHITE_MASK);
		paint.setMask({ picture, source: 'file' });
	}

	let last = '';
	paint.subscribe(({ run }) => {
		const line = run === undefined ? last : lineOf(run);
		if (line !== last) onProgress?.(line);
		last = line;
	});
	const painting = await paint.paint();
	if (painting === undefined) throw new Error('The painting was discarded.');
	const { picture, losses, styleLayerLosses, evaluations, seconds, backend, modelHash } = painting.result;
	const { width, height } = picture;
	const png = toBase64(await painting.png.arrayBuffer());
	const film = painting.film && {
		film: toBase64(await painting.film.arrayBuffer()),
		frames: painting.frames.length,
	};
	return { png, ...film, width, height, losses, styleLayerLosses, evaluations, seconds, backend, modelHash };
}

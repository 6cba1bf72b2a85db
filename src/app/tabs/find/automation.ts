/** The Find tab without its panel: pictures to vectors and captions, sentences to vectors, and words. */
import type { LoadProgress } from '../../../engine/protocol';
import type { EmbedProgress, InvertProgress, InvertRequest, SentenceRequest } from '../../../features/find/types';
import { takePicture } from '../../../library/intake/intake';
import { browserTools } from '../../../library/intake/tools';
import { AtelierError } from '../../../models/errors';
import { bytes, figure } from '../../../ui/format';
import { fromBase64, toBase64 } from '../../automation/base64';
import type { AutomatedFile } from '../../automation/types';
import type {
	AutomatedEmbedding,
	AutomatedFind,
	AutomatedPicture,
	AutomatedSentence,
	EmbedFilesRequest,
} from './automationTypes';
import { engine } from './engine';

type Tell = (line: string) => void;

const loading = (tell?: Tell) => (event: LoadProgress) =>
	tell?.(`Loading ${event.what}: ${bytes(event.loaded)} of ${bytes(event.total)}`);

interface Taken {
	readonly name: string;
	readonly picture: Blob;
	readonly width: number;
	readonly height: number;
}

/** The same judgement as at the page's door; what does not pass is told in its sentence. */
async function take({ data, name }: AutomatedFile): Promise<Taken | AutomatedPicture> {
	try {
		const { picture, width, height } = await takePicture(new Blob([fromBase64(data)]), name, browserTools);
		return { name, picture, width, height };
	} catch (error) {
		if (error instanceof AtelierError) return { name, why: error.message };
		throw error;
	}
}

async function embed({ files, captions }: EmbedFilesRequest, tell?: Tell): Promise<AutomatedEmbedding> {
	const taken: (Taken | AutomatedPicture)[] = [];
	for (const file of files) taken.push(await take(file));
	const readable = taken.flatMap((one, at) => ('picture' in one ? [{ id: String(at), picture: one.picture }] : []));
	if (readable.length === 0) return { pictures: taken as AutomatedPicture[] };

	const pictures = taken.map((one): AutomatedPicture => {
		const why = `“${one.name}” could not be read by the network. Open it in another program and save it again.`;
		return 'picture' in one ? { name: one.name, why } : one;
	});
	const keep = (event: EmbedProgress) => {
		if (event.type === 'loading') loading(tell)(event);
		if (event.type !== 'embedded') return;
		const { id, vector, captions: found } = event.picture;
		const { name, width, height } = taken[Number(id)] as Taken;
		pictures[Number(id)] = { name, width, height, vector: toBase64(vector), captions: found };
	};
	const { modelHash } = await engine.run('embedPictures', { pictures: readable, captions }, { onProgress: keep });
	return { modelHash, pictures };
}

async function encode(request: SentenceRequest, tell?: Tell): Promise<AutomatedSentence> {
	const { vector, ...rest } = await engine.run('encodeSentence', request, { onProgress: loading(tell) });
	return { ...rest, ...(vector && { vector: toBase64(vector) }) };
}

function stepLine({ step, steps, negativeLogLikelihood, prior }: InvertProgress): string {
	return `${step}/${steps}  ${figure(negativeLogLikelihood)} a word, prior ${figure(prior)}`;
}

async function invert(request: InvertRequest, tell?: Tell) {
	const { vector, ...rest } = await engine.run('invertSentence', request, {
		onProgress: (event) => (event.type === 'loading' ? loading(tell)(event) : tell?.(stepLine(event))),
	});
	return { ...rest, vector: toBase64(vector) };
}

export const find: AutomatedFind = {
	embed,
	encode,
	invert,
	nearWords: (request, tell) => engine.run('nearWords', request, { onProgress: loading(tell) }),
	analogy: (request, tell) => engine.run('analogy', request, { onProgress: loading(tell) }),
};

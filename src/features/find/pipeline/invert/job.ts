/** Job 'invertSentence': runs a deep search for a sentence's vector. */
import type { Job, JobContext, LoadProgress } from '../../../../engine/protocol';
import { AtelierError } from '../../../../models/errors';
import type { CaptionDecoder } from '../../../../nets/captionDecoder';
import {
	type CaptionerFiles,
	captionerOnDevice,
	captionerTensor,
	openCaptioner,
} from '../../../../networks/worker/captioner';
import { checkOptions } from '../../../../options/check';
import { invertOptions } from '../../options';
import type { InvertProgress, InvertRequest, InvertResult } from '../../types';
import { idsOf } from '../points';
import { type InvertSnapshot, makeSearchWeights, type SearchWeights, searchThroughDecoder } from './search';

type Progress = LoadProgress | InvertProgress;

/** Fails with AtelierError option-invalid for options out of range, and for unknown, no or too many words. */
export const invertSentence: Job<InvertRequest, Progress, InvertResult, InvertSnapshot> = {
	priority: 'streaming',
	async run({ words, ...options }, ctx) {
		checkOptions(invertOptions, options);
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const { maxWords } = files.config;
		if (words.length < 1 || words.length > maxWords) {
			throw new AtelierError('option-invalid', `Describe the picture in 1 to ${maxWords} words, not ${words.length}.`);
		}
		const ids = idsOf(files, words);
		const { decoder } = captionerOnDevice(ctx, files);
		return searchThroughDecoder(decoder, weightsOnDevice(ctx, files, decoder), ids, options, ctx);
	},
};

function weightsOnDevice(
	ctx: JobContext<Progress, InvertSnapshot>,
	files: CaptionerFiles,
	decoder: CaptionDecoder,
): SearchWeights {
	const width = files.config.pictureVector;
	const numbers = (name: string, shape: readonly [number] | readonly [number, number]) =>
		captionerTensor(files, name, shape);
	return ctx.resident(`search/${files.hash}`, () =>
		makeSearchWeights(
			decoder,
			numbers('prior.mean', [width]),
			numbers('prior.whitening', [width, width]),
			numbers('decoder.wordBias', [files.vocabulary.words.length]),
		),
	);
}

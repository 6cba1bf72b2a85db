/** What is left of a painting whose worker was lost for good. */
import { AtelierError } from '../../models/errors';
import { toImageData } from './shared/imageData';
import type { Choices, PaintState } from './state';
import type { PaintResult, PaintSnapshot } from './types';

/** Whether a job ended because its device or its worker did, too often to be resumed. */
export const isLoss = (error: unknown): boolean =>
	error instanceof AtelierError && ['worker-died', 'device-lost', 'out-of-memory'].includes(error.code);

const unknownLosses = { total: Number.NaN, style: Number.NaN, content: Number.NaN, totalVariation: Number.NaN };

/** The result as far as the last snapshot has it; undefined if nothing was painted by then. */
export function resultOf(
	{ picture, losses = unknownLosses, styleLayerLosses, trace, evaluations, seconds }: PaintSnapshot,
	{ network }: Choices,
	{ ownNetworks, catalogue, speed }: PaintState,
): PaintResult | undefined {
	if (picture === undefined) return undefined;
	const own = ownNetworks.find(({ key }) => key === network);
	return {
		...{ picture: toImageData(picture), losses, styleLayerLosses, trace, evaluations, seconds },
		backend: speed?.backend ?? '',
		modelHash: own?.hash ?? catalogue?.networkHash ?? '',
	};
}

/** config.json of a captioner of these sizes. */
export const captionerConfigOf = (perception: string, size: number, pictureVector: number, hidden: number) => ({
	architecture: 'captioner',
	perception,
	size,
	pictureVector,
	decoder: { kind: 'gru', hidden },
	sentenceEncoder: { kind: 'lstm', hidden, pooling: 'mean' },
	special: { pad: 0, start: 1, end: 2, unknown: 3 },
	maxWords: 24,
});

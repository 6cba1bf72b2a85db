/** config.json of a captioner of these sizes. */
export const captionerConfigOf = (perception: string, size: number, pictureVector: number, hidden: number) => ({
	architecture: 'captioner',
	version: 2,
	perception,
	recognition: 'b'.repeat(64),
	size,
	pictureVector,
	embedding: pictureVector,
	decoder: { kind: 'gru', hidden },
	attention: { grid: hidden, hidden },
	imageHead: { hidden },
	sentenceEncoder: { kind: 'lstm', hidden, pooling: 'mean' },
	special: { pad: 0, start: 1, end: 2, unknown: 3 },
	maxWords: 24,
	confidence: { weights: [1, 2, 3], bias: 0 },
	searchCutOff: 0.3,
	rerankWeight: 0.05,
});

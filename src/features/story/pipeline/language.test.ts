import { expect, it } from 'vitest';
import { checkEnglish } from './language';

it.each([
	'It was a dark night on the moor, and the old shepherd pulled his cloak around him as he listened for his flock.',
	'Lattice computations regularise the divergences of the interaction between quarks, which are mediated by gluons.',
])('accepts English: %j', (text) => {
	expect(() => checkEnglish([text])).not.toThrow();
});

it.each([
	'Es war eine dunkle Nacht auf dem Moor, und der alte Schäfer zog seinen Mantel enger um sich.',
	"C'était une nuit noire sur la lande, et le vieux berger serrait son manteau autour de lui.",
	'Была тёмная ночь на болоте, и старый пастух закутался в плащ.',
	'那是荒原上一个漆黑的夜晚，老牧羊人把斗篷裹紧。',
])('refuses other languages: %j', (text) => {
	expect(() => checkEnglish([text])).toThrow(expect.objectContaining({ code: 'option-invalid' }));
});

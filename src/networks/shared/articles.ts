/** Words that begin with a vowel's letter but not with its sound, and the reverse. */
const consonantSound = /^(?:u(?:ni(?!n)|s[aeiu]|k|te|rin)|eu|ewe|one(?:s|$)|once)/;
const vowelSound = /^(?:[aeiou]|hour|heir|honest|honou?r)/;

/** Puts "a" or "an" as the next word wants it: captions are sampled word by word, and "a orange sofa" is likely enough. */
export const withArticles = (words: readonly string[]): string[] =>
	words.map((word, at) => {
		const next = words[at + 1];
		if ((word !== 'a' && word !== 'an') || next === undefined) return word;
		return vowelSound.test(next) && !consonantSound.test(next) ? 'an' : 'a';
	});

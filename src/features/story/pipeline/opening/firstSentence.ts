/** Turns a caption into a story's first sentence, in the past tense, and into its title. */
import { withArticles } from '../../../../networks/shared/articles';
import { repeatsItself } from '../repeatsItself';
import { type Clause, clauseOf, determiners, isParticiple, prepositions } from './clause';
import { isPluralVerb, pastTenseOf } from './verbs';

const LONGEST = 20;
const SHORTEST = 3;
/** Captions that speak of the picture instead of what it shows, or of nobody in particular. */
const unusable =
	/\b(?:photo|photograph|picture|image|camera|closeup|close-up|close up|view|shot|background|foreground|unk)\b|^(?:i|he|she|it|they|we|you)\b/;

/** @returns the caption in the past tense, as a sentence; undefined where its grammar is unclear */
export function firstSentence(caption: string): string | undefined {
	const words = wordsOf(caption);
	const clause = words && clauseOf(words);
	if (!clause) return undefined;
	const told = toldOf(clause);
	return told && `${capitalised(told.join(' '))}.`;
}

/** @returns a title of at most about six words: "The Brown Dog in the Snow"; undefined where the grammar is unclear */
export function titleOf(caption: string): string | undefined {
	const words = wordsOf(caption);
	const clause = words && clauseOf(words);
	if (!clause) return undefined;
	const subject = titled(nounPhrase(clause.head));
	if (subject === undefined) return undefined;
	const rest = words.slice(clause.head.length);
	const last = rest.findLastIndex((word) => determiners.has(word) && !notTitled.has(word));
	const object = last < 0 ? [] : nounPhrase(rest.slice(last));
	if (object.length < 2 || object.length > 4) return capitalised(subject);
	const before = rest[last - 1] ?? '';
	const joint = places.has(before) ? before : 'and';
	const other = titled(object)?.replace(/^The /, 'the ');
	return other === undefined ? capitalised(subject) : `${capitalised(subject)} ${joint} ${other}`;
}

/** Determiners that need what was said before. */
const notTitled = new Set('his her their its this that these those another both few'.split(' '));
const places = new Set('in on at by near under behind beside'.split(' '));

function wordsOf(caption: string): readonly string[] | undefined {
	const text = caption
		.trim()
		.toLowerCase()
		.replace(/[\s.]+$/, '');
	const words = withArticles(text.split(/\s+/));
	if (/[^a-z '-]/.test(text) || unusable.test(text) || words.length < SHORTEST || words.length > LONGEST) {
		return undefined;
	}
	return repeatsItself(words) ? undefined : words;
}

function toldOf({ subject, isPlural, predicate, hasFiniteVerb }: Clause): readonly string[] | undefined {
	const was = isPlural ? 'were' : 'was';
	const named = withDeterminer(subject, isPlural);
	const later = laterVerbs(predicate.slice(1), isPlural);
	if (later === undefined) return undefined;
	const [verb = '', ...rest] = predicate;
	// "There was a group of sheep", although a group are eating.
	if (verb === '') return ['there', /^an?$/.test(named[0] as string) ? 'was' : was, ...named];
	if (!hasFiniteVerb) return [...named, was, verb, ...later];
	if (verb === 'is' || verb === 'are') {
		// "is a dog": a caption of two clauses that were run together.
		return rest.length === 0 || determiners.has(rest[0] as string) ? undefined : [...named, was, ...later];
	}
	return [...named, pastTenseOf(verb) as string, ...later];
}

/**
 * The rest of a predicate, with the verbs of "while", "as" and "who" clauses and those joined by "and" in the past tense.
 *
 * @returns undefined where a second main verb stands unjoined
 */
function laterVerbs(words: readonly string[], isPlural: boolean): readonly string[] | undefined {
	let isJoined = false;
	const told: string[] = [];
	for (const [at, word] of words.entries()) {
		const isBe = /^(?:is|are|has)$/.test(word);
		if (/^(?:while|as|who|which|that|and)$/.test(word)) isJoined = true;
		if (isBe && !isJoined) return undefined;
		const before = words[at - 1];
		const isThird =
			isJoined && /s$/.test(word) && before !== undefined && !isPluralVerb(word) && pastTenseOf(word) !== undefined;
		const isPlain = (before === 'they' || (isPlural && before === 'and')) && pastTenseOf(word) !== undefined;
		const isVerb = isBe || isThird || isPlain;
		if (isVerb) isJoined = false;
		told.push(isVerb ? (pastTenseOf(word) as string) : word);
	}
	return told;
}

function withDeterminer(subject: readonly string[], isPlural: boolean): readonly string[] {
	const [first = ''] = subject;
	if (isPlural || determiners.has(first)) return subject;
	return [/^[aeiou]/.test(first) ? 'an' : 'a', ...subject];
}

/** The words from a determiner to the noun that ends its phrase. */
function nounPhrase(words: readonly string[]): readonly string[] {
	const end = words.findIndex((word, at) => at > 0 && word !== 'of' && (prepositions.has(word) || endsPhrase(word)));
	const phrase = end < 0 ? words : words.slice(0, end);
	return phrase.at(-1) === 'and' ? phrase.slice(0, -1) : phrase;
}

const endsPhrase = (word: string) => isParticiple(word) || (/s$/.test(word) && pastTenseOf(word) !== undefined);

const small = new Set('a an the and of in on at by near under behind beside'.split(' '));

/** In title case, with "The" in place of "a"; undefined for a determiner alone. */
function titled([first = '', ...rest]: readonly string[]): string | undefined {
	const isCounted = determiners.has(first) && !/^(?:a|an|the|some)$/.test(first);
	const nouns = determiners.has(first) && !isCounted ? rest : [first, ...rest];
	if (nouns.length === 0) return undefined;
	const text = nouns.map((word) => (small.has(word) ? word : capitalised(word))).join(' ');
	return isCounted ? text : `The ${text}`;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

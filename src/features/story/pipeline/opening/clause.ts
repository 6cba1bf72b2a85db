/** Finds a caption's subject and verb. Captions are simple: one subject, then what it does or where it is. */
import { isPluralVerb, pastTenseOf, unclear } from './verbs';

export interface Clause {
	/** The subject with its determiner and everything that describes it: "a boy in a red shirt". */
	readonly subject: readonly string[];
	/** The subject up to its first preposition: "a boy". */
	readonly head: readonly string[];
	readonly isPlural: boolean;
	/** What follows the subject, from its verb on; empty when the caption has none. */
	readonly predicate: readonly string[];
	/** Whether the predicate begins with a finite verb, and not with a participle ("running"). */
	readonly hasFiniteVerb: boolean;
}

export const determiners = new Set(
	'a an the his her their its this that these those another one two three four five six several some many few both'.split(
		' ',
	),
);
export const prepositions = new Set(
	(
		'in on at with of by near under behind beside through over into onto from across along down up for off around ' +
		'between against next to inside outside above below among during toward towards while as after before past'
	).split(' '),
);
const subordinating = new Set(['while', 'as', 'who', 'which', 'that']);
const joining = new Set(['and', 'or', ...prepositions]);
const many = new Set('two three four five six several some many few both these those'.split(' '));
const pluralNouns = new Set('people men women children kids police firemen policemen sheep geese'.split(' '));
const singularNouns = new Set('bus grass glass dress canvas boss lens tennis us class cross'.split(' '));
/** Nouns and adjectives that look like participles. */
const notParticiple = new Set(
	(
		'building wedding clothing evening morning painting king ring string thing something nothing ceiling railing ' +
		'swing wing spring during bring sing sling fencing'
	).split(' '),
);

export const isParticiple = (word: string): boolean => /^[a-z]{2,}ing$/.test(word) && !notParticiple.has(word);

/** @param words of the caption, in lower case, without punctuation @returns undefined when the grammar is unclear */
export function clauseOf(words: readonly string[]): Clause | undefined {
	const isPlural = isPluralSubject(words);
	let participle: number | undefined;
	for (let at = 1; at < words.length; at++) {
		const [before, word, next] = [words[at - 1] as string, words[at] as string, words[at + 1]];
		if (subordinating.has(word)) break;
		if (joining.has(before) || determiners.has(before)) continue;
		if (isFiniteVerb(word, isPlural) && (participle === undefined || isSurelyVerb(word, next, at - participle))) {
			return made(words, at, isPlural || word === 'are', true);
		}
		// "a boy wearing a hat eats": the participle belongs to the subject if a verb follows.
		if (isParticiple(word) && words.slice(0, at).some((noun) => !determiners.has(noun))) participle ??= at;
		else if (unclear.has(word)) return undefined;
	}
	if (participle !== undefined) return made(words, participle, isPlural, false);
	const head = headOf(words);
	const hidden = words.some((word, at) => at > 0 && isPluralVerb(word) && prepositions.has(words[at + 1] ?? ''));
	// A verb that is not known: "a dog nips at a horse".
	return hidden || (!isPlural && looksPlural(head.at(-1) ?? ''))
		? undefined
		: made(words, words.length, isPlural, false);
}

const isBe = (word: string) => /^(?:is|are|has)$/.test(word);

function isFiniteVerb(word: string, isPlural: boolean): boolean {
	return isBe(word) || (pastTenseOf(word) !== undefined && isPlural === isPluralVerb(word));
}

/** Whether a word after a participle is a verb, and not its object: "playing catch". @param distance from the participle */
function isSurelyVerb(word: string, next: string | undefined, distance: number): boolean {
	if (isBe(word)) return true;
	return distance > 1 && next !== undefined && (prepositions.has(next) || determiners.has(next));
}

function made(words: readonly string[], verb: number, isPlural: boolean, hasFiniteVerb: boolean): Clause {
	const subject = words.slice(0, verb);
	return { subject, head: headOf(subject), isPlural, predicate: words.slice(verb), hasFiniteVerb };
}

function headOf(subject: readonly string[]): readonly string[] {
	const end = subject.findIndex((word, at) => {
		const isDescribed = prepositions.has(subject[at + 1] ?? '') && /[^e]ed$/.test(word);
		return at > 0 && word !== 'of' && (prepositions.has(word) || isParticiple(word) || isBe(word) || isDescribed);
	});
	return end < 0 ? subject : subject.slice(0, end);
}

/** Whether a subject is plural: "two dogs", "people", "a man and a woman", "a group of people". */
function isPluralSubject(subject: readonly string[]): boolean {
	const [first = ''] = subject;
	if (many.has(first)) return true;
	const text = subject.join(' ');
	if (/^(?:a|an|the)? ?(?:\w+ )?(?:group|couple|pair|crowd|number|bunch) of\b/.test(text)) return true;
	const head = headOf(subject);
	if (head.some((word, at) => word === 'and' && determiners.has(head[at + 1] ?? ''))) return true;
	if (/^(?:a|an|another|one|this|that)$/.test(first)) return false;
	const noun = head.at(-1) ?? '';
	return pluralNouns.has(noun) || looksPlural(noun);
}

const looksPlural = (noun: string) => /[^s]s$/.test(noun) && !singularNouns.has(noun);

/** Finds which parts a sentence gives which colour. Where it is ambiguous, nothing is found: what is found is looked for in the birds. */
import { type BirdParts, wholeBird } from '../../networks/birdParts.shared';
import type { BirdVocabulary, WordKind } from '../../networks/birdVocabulary.shared';
import { readSentence } from './sentence';
import type { Told } from './types';

/** What a sentence tells of the parts, as far as the words are loaded. */
export function toldOf(
	text: string,
	{ vocabulary, parts }: { readonly vocabulary?: BirdVocabulary; readonly parts?: BirdParts },
): readonly Told[] {
	return vocabulary && parts ? toldIn(readSentence(text, vocabulary).read, vocabulary, parts) : [];
}

/** Whether a part has a colour of its own: the whole bird's is nearly always right. */
export const tellsPart = (told: readonly Told[]): boolean => told.some(({ slot }) => slot !== wholeBird);

/** Such as "white belly". */
export const nameOf = ({ slot, colour }: Told): string => `${colour} ${slot}`;

/** Words that begin a noun phrase. */
const determiners = wordSet("a an the its his it it's this that whose which");
/** Words that end a noun phrase or a predicate. */
const ends = wordSet(
	'with has have having features but except and in of on at to from along around over under below above',
);
const copulas = wordSet('is are');
/** Words between a colour and its noun, or after "is", that leave the colour as it is. */
const degrees = wordSet(
	'bright very particular color colors colored colour coloured mostly mainly primarily completely entirely totally almost all jet deep dark covered feathered as bodied',
);
/** A part's noun before one of these names marks on it. */
const marks = wordSet(
	'bar bars patch patches tip tips tipped edge edges band bands line lines spot spots streaks stripe stripes markings ring rings',
);
/** Kinds of words that can stand between a colour and its noun. */
const looks: ReadonlySet<WordKind> = new Set<WordKind>(['size', 'bill']);

function wordSet(words: string): ReadonlySet<string> {
	return new Set(words.split(' '));
}

/**
 * Reads the colours of parts: "a red head", "a white belly and breast", "wings that are black", "a bird that is all blue".
 *
 * @param read known words in lower case, as `readSentence` gives them
 * @returns each part once, in the order of the sentence; `body` stands for the whole bird
 */
export function toldIn(read: string, vocabulary: BirdVocabulary, parts: BirdParts): readonly Told[] {
	const reader = new TellingReader(vocabulary, parts);
	const words = read.split(' ');
	for (const [at, word] of words.entries()) reader.take(word, words[at - 1], words[at + 1]);
	return reader.end();
}

class TellingReader {
	private readonly found = new Map<string, string | undefined>();
	/** The colours of the noun phrase or the predicate that is being read; undefined for one that is not measured. */
	private colours: (string | undefined)[] = [];
	/** Whether a pattern came between the colours and the noun: "a red spotted breast". */
	private patterned = false;
	/** The parts that were named last without a colour, which a predicate may give one. */
	private subjects: string[] = [];
	/** Whether the words are those of a predicate: after "is". */
	private predicate = false;
	/** Whether a bird that is named now only says whose part it is: "the head of this bird". */
	private possessive = false;
	/** The colours of the noun before, which nouns after "and" share: "a white belly and breast". */
	private shared: readonly (string | undefined)[] | undefined;

	constructor(
		private readonly vocabulary: BirdVocabulary,
		private readonly parts: BirdParts,
	) {}

	take(word: string, before: string | undefined, after: string | undefined): void {
		const kind = this.vocabulary.words.get(word)?.kind ?? 'other';
		const noun = this.parts.nouns.get(word);
		if (noun !== undefined && !(noun === wholeBird && before !== undefined && this.parts.nouns.has(before))) {
			this.name(noun, marks.has(after ?? '') || marks.has(before ?? ''));
		} else if (kind === 'kind') this.nameBird();
		else if (kind === 'colour') this.colour(word, before);
		else if (copulas.has(word)) this.begin(true);
		else if (word === 'and' && (this.colours.length > 0 || this.shared)) {
			// Between two colours, or between two nouns of one colour.
		} else if (determiners.has(word)) this.determine(word);
		else if (ends.has(word)) this.close(word);
		// A part that is not looked for, such as eyes, takes its colours with it.
		else if (kind === 'part' && noun === undefined) this.close(word);
		else if (kind === 'pattern') this.patterned = true;
		else if (!looks.has(kind) && !degrees.has(word) && noun === undefined) this.shared = undefined;
	}

	end(): readonly Told[] {
		this.settle();
		return [...this.found].flatMap(([slot, colour]) => (colour === undefined ? [] : { slot, colour }));
	}

	private colour(word: string, before: string | undefined): void {
		const named = before === 'light' ? undefined : this.parts.colours.get(word);
		// "Reddish brown" and "olive green" are neither.
		const isCompound = before !== undefined && this.vocabulary.words.get(before)?.kind === 'colour';
		if (isCompound) this.colours[this.colours.length - 1] = undefined;
		else this.colours.push(named);
		this.shared = undefined;
	}

	/** A part's noun. @param marked whether marks on it are meant */
	private name(slot: string, marked: boolean): void {
		if (this.predicate) this.settle();
		const colours = this.colours.length > 0 ? this.colours : (this.shared ?? []);
		const isPlain = !this.patterned && !marked;
		if (colours.length > 0) {
			if (isPlain) this.tell(slot, colours);
			this.shared = isPlain ? colours : undefined;
			this.subjects = [];
		} else if (isPlain) this.subjects = [...this.subjects.filter((one) => one !== wholeBird), slot];
		this.colours = [];
		this.patterned = false;
	}

	private nameBird(): void {
		if (this.predicate) this.settle();
		if (this.colours.length > 0) this.tell(wholeBird, this.colours);
		if (!this.possessive) this.subjects = [wholeBird];
		this.possessive = false;
		this.colours = [];
		this.patterned = false;
		this.shared = undefined;
	}

	private determine(word: string): void {
		if (this.predicate) this.settle();
		if (word === 'it') this.subjects = [wholeBird];
		if (word === 'whose') this.subjects = [];
		this.colours = [];
		this.patterned = false;
		this.shared = undefined;
	}

	private close(word: string): void {
		if (this.predicate) this.settle();
		if (word === 'of') this.possessive = this.subjects.length > 0;
		else if (word !== 'and') this.subjects = [];
		this.colours = [];
		this.patterned = false;
		this.shared = undefined;
	}

	private begin(predicate: boolean): void {
		this.settle();
		this.predicate = predicate;
	}

	/** Ends a predicate: its subjects have its colours. */
	private settle(): void {
		if (this.predicate && this.colours.length > 0 && !this.patterned) {
			for (const slot of this.subjects) this.tell(slot, this.colours);
			this.subjects = [];
		}
		if (this.predicate) this.colours = [];
		this.predicate = false;
	}

	/** A part with several colours, or told twice in different ones, is told none. */
	private tell(slot: string, colours: readonly (string | undefined)[]): void {
		const colour = colours.length === 1 ? colours[0] : undefined;
		this.found.set(slot, this.found.has(slot) && this.found.get(slot) !== colour ? undefined : colour);
	}
}

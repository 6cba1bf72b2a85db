/** Who a sentence speaks of, and whether a draft brings the story's people into disorder. */
import type { DecoderNames } from './cast';
import { wordsOf } from './words';

type Gender = 'he' | 'she';
const opposite = { he: 'she', she: 'he' } as const;
const words = (list: string) => list.split(' ');
const nouns: Readonly<Record<Gender, readonly string[]>> = {
	he: words('he him his himself man boy men boys father brother son uncle king prince husband guy mr'),
	she: words(
		'she her hers herself woman girl women girls mother sister daughter aunt queen princess wife lady mrs miss',
	),
};
/** People that a reader keeps apart in a short story. */
const MANY = 2;
const saying = '(?:said|asked|replied|whispered|called|cried|answered|exclaimed)';
const speaker = new RegExp(`${saying} (\\p{L}+)|(\\p{L}+) ${saying}\\b`, 'giu');

export interface Disorder {
	/** The draft speaks of women only and the story of men only, or the other way about. */
	readonly changesGender: boolean;
	/** How many people it names for the first time that are too many for the story. */
	readonly newcomers: number;
	/** Somebody speaks to himself by name: "Come in, Lucy," said Lucy. */
	readonly addressesSelf: boolean;
}

/** Finds what is wrong with the people of a draft. @param names the decoder's own */
export class People {
	private readonly ofGender: Readonly<Record<Gender, ReadonlySet<string>>>;
	/** In lower case. */
	readonly names: ReadonlySet<string>;

	constructor({ male, female }: Pick<DecoderNames, 'male' | 'female'>) {
		const lower = (list: readonly string[]) => list.map((name) => name.toLowerCase());
		this.ofGender = { he: new Set([...nouns.he, ...lower(male)]), she: new Set([...nouns.she, ...lower(female)]) };
		this.names = new Set([...lower(male), ...lower(female)]);
	}

	/** @returns a function that tells what is wrong with a draft after this story */
	after(story: string): (draft: string) => Disorder {
		const person = this.genderOf(story);
		const known = this.namesIn(story);
		const paragraph = story.slice(story.lastIndexOf('\n') + 1);
		return (draft) => {
			const named = this.namesIn(draft);
			const all = new Set([...known, ...named]).size;
			return {
				changesGender: person !== undefined && this.genderOf(draft) === opposite[person],
				newcomers: all - Math.max(known.size, Math.min(MANY, all)),
				addressesSelf: named.size > 0 && this.hasOwnName(paragraph + draft),
			};
		};
	}

	/** Whether a speaker's name is said in a paragraph. */
	private hasOwnName(paragraph: string): boolean {
		const parts = paragraph.split('"');
		const said = this.namesIn(parts.filter((_, at) => at % 2 === 1).join(' '));
		const told = parts.filter((_, at) => at % 2 === 0).join(' ');
		return [...told.matchAll(speaker)].some(([, after, before]) => said.has((after ?? before ?? '').toLowerCase()));
	}

	private namesIn(text: string): ReadonlySet<string> {
		return new Set(wordsOf(text).filter((word) => this.names.has(word)));
	}

	/** Undefined where a text speaks of both or of neither. */
	private genderOf(text: string): Gender | undefined {
		const found = wordsOf(text);
		const [he, she] = [
			found.some((word) => this.ofGender.he.has(word)),
			found.some((word) => this.ofGender.she.has(word)),
		];
		if (he === she) return undefined;
		return he ? 'he' : 'she';
	}
}

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

	/** Whether a draft speaks of women only where the story speaks of men only, or the other way about. */
	changesGender(story: string, draft: string): boolean {
		const person = this.genderOf(story);
		return person !== undefined && this.genderOf(draft) === opposite[person];
	}

	/** How many people a draft names for the first time that are too many for the story. */
	newcomers(story: string, draft: string): number {
		const before = this.namesIn(story);
		const after = new Set([...before, ...this.namesIn(draft)]);
		return after.size - Math.max(before.size, Math.min(MANY, after.size));
	}

	/** Whether somebody speaks to himself by name: "Come in, Lucy," said Lucy. */
	addressesSelf(story: string, draft: string): boolean {
		const paragraph = story.slice(story.lastIndexOf('\n') + 1) + draft;
		const parts = paragraph.split('"');
		const said = this.namesIn(parts.filter((_, at) => at % 2 === 1).join(' '));
		const speakers =
			/(?:said|asked|replied|whispered|called|cried|answered|exclaimed) (\p{L}+)|(\p{L}+) (?:said|asked|replied|whispered|called|cried|answered|exclaimed)\b/giu;
		const told = parts.filter((_, at) => at % 2 === 0).join(' ');
		const tellers = [...told.matchAll(speakers)].map(([, after, before]) => (after ?? before ?? '').toLowerCase());
		return tellers.some((name) => said.has(name)) && this.namesIn(draft).size > 0;
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

/** Texts for tests: one long enough to be a style, and ones that are not. */
import type { TestFile } from './pictures';

const textFile = (name: string, text: string | Buffer): TestFile => ({
	name,
	mimeType: 'text/plain',
	buffer: Buffer.from(text),
});

const people = ['The captain', 'Her sister', 'An old servant', 'The stranger', 'Nobody in the house'];
const deeds = ['looked towards', 'had never forgotten', 'spoke quietly of', 'walked away from', 'dreamt of'];
const things = ['the dark garden', 'the letter', 'a distant shore', 'the white horse', 'that long winter'];
const times = ['that evening', 'in the rain', 'as before'];

/** Returns `count` sentences; up to 375 are all different. */
export function prose(sentences: number, name = 'my prose.txt'): TestFile {
	const pick = (from: readonly string[], at: number) => from[at % from.length];
	const sentence = (at: number) =>
		`${pick(people, at)} ${pick(deeds, Math.floor(at / 5))} ${pick(things, Math.floor(at / 25))} ${pick(times, Math.floor(at / 125))}.`;
	return textFile(name, Array.from({ length: sentences }, (_, at) => sentence(at)).join(' '));
}

export const oneSentence = () => textFile('short.txt', 'It was a dark and stormy night.');
/** Named as a text, and none. */
export const binary = () =>
	textFile('binary.txt', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 37) % 256)));

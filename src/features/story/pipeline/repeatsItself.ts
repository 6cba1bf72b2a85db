import { functionWords } from '../../../networks/shared/functionWords';

/** Whether a caption says a word with a meaning twice: "a cat with a cat" is near to every picture of a cat, and says nothing more. */
export function repeatsItself(words: readonly string[]): boolean {
	const content = words.filter((word) => !functionWords.has(word));
	return new Set(content).size < content.length;
}

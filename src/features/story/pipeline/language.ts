/** Refuses texts in languages that the sentence encoder has not learned: it would encode all of them alike. */
import { AtelierError } from '../../../models/errors';
import { functionWords } from '../../../networks/shared/functionWords';
import { spread } from './sentences';
import { wordsOf } from './writing/words';

/** Sentences that are looked at. */
const SENTENCES = 300;
/** Least share of English function words: English prose has 0.35 to 0.5, science 0.25, other languages below 0.1. */
const LEAST = 0.15;

/** @throws AtelierError option-invalid when a text is not in English */
export function checkEnglish(sentences: readonly string[]): void {
	const words = spread(sentences, SENTENCES).flatMap(wordsOf);
	const known = words.filter((word) => functionWords.has(word)).length;
	if (known >= LEAST * words.length) return;
	throw new AtelierError(
		'option-invalid',
		'This text does not seem to be English, the only language the network has learned. Give an English text.',
	);
}

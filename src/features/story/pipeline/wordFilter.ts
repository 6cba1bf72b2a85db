/** Filters words that no story may contain: slurs, which are common in the old prose, explicit words, and names of known characters. */
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

/** The same words as in training/prose/filter.py, which removes them from the training data. */
const barred =
	/^(?:n[i1]gg\w*|negress\w*|darkey?s?|darkies|coons?|kikes?|chinks?|dagoe?s?|wops?|sambos?|pickaninn\w+|japs?|gypp\w*|papist\w*|half-?breeds?|half-?castes?|squaws?|redskins?|savages?|sluts?|whores?|bitch(?:es)?|rap(?:e|ed|ist|ing)|harlots?|faggots?|cretins?|mongoloids?|octoroons?|quadroons?|mulatto\w*|(?:god)?damn\w*)(?:'s?)?$/i;

/** Peoples and faiths of which the old prose speaks ill: a story has no need of them. */
const peoples =
	/^(?:jews?|jewish|jewess\w*|arabs?|chinam[ae]n|injuns?|hindoos?|mahometans?|mohammedans?|moslems?|muslims?|heathens?|infidels?|pagans?|gyps(?:y|ies)|cannibals?)(?:'s?)?$/i;

/** Characters and places of the books in the training data, and those that language models never tire of. */
const ofBooks =
	/^(?:rochester|nemo|heathcliff|earnshaw|hareton|jekyll|utterson|dracula|helsing|harker|renfield|frankenstein|sherlock|lestrade|moriarty|darcy|bingley|wickham|dashwood|knightley|woodhouse|ahab|queequeg|quixote|trelawney|livesey|smollett|umslopogaas|quatermain|gagool|twala|ignosi|summerlee|roxton|aronnax|conseil|fogg|passepartout|tarzan|thoris|barsoom|fagin|ganimard|elara|kael|eldrador|eridoria|blackwood|ravenswood|jameson)(?:'s?)?$/i;

/** Harmless words and names of the prose that the matcher would reject. */
const harmless = [
	...['annals', 'assort', 'rapped', 'traffick', 'assegai', 'assyria', 'cockpit', 'cocksure', 'fagin', 'dickson'],
	...['dickinson', 'penistone', 'arsène', 'arsene', 'bechuana', 'kukuana'],
];
const name = /^Dick(?:y|ie)?(?:'s?)?$/;

let matcher: RegExpMatcher | undefined;

function makeMatcher(): RegExpMatcher {
	const { blacklistedTerms, whitelistedTerms } = englishDataset.build();
	return new RegExpMatcher({
		blacklistedTerms,
		whitelistedTerms: [...(whitelistedTerms ?? []), ...harmless],
		...englishRecommendedTransformers,
	});
}

/** Whether a word is filtered. Each word is matched by itself, never across two words. @param word with its capital */
export function isBarred(word: string): boolean {
	matcher ??= makeMatcher();
	const found = matcher;
	const parts = word.match(/[\p{L}\p{N}_'-]+/gu) ?? [];
	return parts.some(
		(part) =>
			barred.test(part) || peoples.test(part) || ofBooks.test(part) || (found.hasMatch(part) && !name.test(part)),
	);
}

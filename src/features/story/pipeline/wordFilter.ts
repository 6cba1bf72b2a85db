/** Words that no story says: slurs, of which the old prose has many, and explicit ones. */
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

/** The same as in training/prose/filter.py, which keeps them from the networks. */
const barred =
	/^(?:n[i1]gg\w*|negress\w*|darkey?s?|darkies|coons?|kikes?|chinks?|dagoe?s?|wops?|sambos?|pickaninn\w+|japs?|gypp\w*|papist\w*|half-?breeds?|half-?castes?|squaws?|redskins?|savages?|sluts?|whores?|bitch(?:es)?|rap(?:e|ed|ist|ing)|harlots?|faggots?|cretins?|mongoloids?|octoroons?|quadroons?|mulatto\w*)(?:'s?)?$/i;

/** Words and names of the prose that the matcher takes amiss. */
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

/** Words are looked at alone: what lies across two of them, or within a harmless one, is no hit. @param word with its capital */
export function isBarred(word: string): boolean {
	matcher ??= makeMatcher();
	const found = matcher;
	const parts = word.match(/[\p{L}\p{N}_'-]+/gu) ?? [];
	return parts.some((part) => barred.test(part) || (found.hasMatch(part) && !name.test(part)));
}

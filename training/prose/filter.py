"""Filters sentences unfit for training: the prose is old."""

import re

# Slurs that the page's filter (src/features/story/pipeline/wordFilter.ts) keeps out of stories as well.
_BARRED = re.compile(
    r"\b(n[i1]gg\w*|negress\w*|darkey?s?|darkies|coons?|kikes?|chinks?|dagoe?s?|wops?|sambos?|pickaninn\w+|japs?|gypp\w*|papist\w*|half-?breeds?|half-?castes?|squaws?|redskins?|savages?|sluts?|whores?|bitch(?:es)?|rap(?:e|ed|ist|ing)|harlots?|faggots?|cretins?|mongoloids?|octoroons?|quadroons?|mulatto\w*|(?:god)?damn\w*)\b",
    re.IGNORECASE,
)


def is_clean(sentence: str) -> bool:
    return _BARRED.search(sentence) is None

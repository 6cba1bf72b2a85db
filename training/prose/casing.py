"""Encodes capitals as special tokens, so that "then" and "Then" share one vocabulary entry.

"Then Mr. Darcy smiled" is written "^ then^ mr.^ darcy smiled", with CAPITAL for ^, placed before the space.
The same rules as src/nets/text/casing.ts.
"""

import re

CAPITAL = "⇧"
PARAGRAPH = "¶"
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "—", "…": "...", " ": " "})
_WORD = re.compile(r"( ?)([^\W\d_]+(?:'[^\W\d_]+)*)")
_PLAIN_I = re.compile(r"i(?:'[a-z]+)?")


def _lower(match: re.Match) -> str:
    space, word = match.groups()
    low = word.lower()
    if not word[0].isupper() or _PLAIN_I.fullmatch(low):
        return space + low
    return CAPITAL + space + low


def straighten(text: str) -> str:
    """Normalises quotes, dashes and spaces."""
    return re.sub(r"\s+", " ", text.translate(_STRAIGHT).replace(CAPITAL, "").replace(PARAGRAPH, "")).strip()


def mark(text: str) -> str:
    """Prepares a sentence for the tokeniser: a leading space, lower case, and CAPITAL for each capital."""
    return _WORD.sub(_lower, " " + straighten(text))


def unmark(text: str) -> str:
    """Restores ordinary text from marked text: the inverse of `mark`."""
    text = re.sub(CAPITAL + r"+([^\w]*)(\w)", lambda m: m[1] + m[2].upper(), text).replace(CAPITAL, "")
    return re.sub(r"(?<!\w)(?<!\w')i(?![\w-])", "I", text).strip()

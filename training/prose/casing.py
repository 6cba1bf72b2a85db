"""Capitals as signs of their own: a small vocabulary then has one entry for "then" and "Then".

"Then Mr. Darcy smiled" is written "^ then^ mr.^ darcy smiled", with CAPITAL for ^: the sign stands before the space.
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
    """Typographic quotes and dashes as the prose has them; one space between words."""
    return re.sub(r"\s+", " ", text.translate(_STRAIGHT).replace(CAPITAL, "").replace(PARAGRAPH, "")).strip()


def mark(text: str) -> str:
    """A sentence as the tokeniser reads it: a space first, no capitals, CAPITAL where one was."""
    return _WORD.sub(_lower, " " + straighten(text))


def unmark(text: str) -> str:
    """What `mark` made, or a network wrote, as people read it."""
    text = re.sub(CAPITAL + r"+([^\w]*)(\w)", lambda m: m[1] + m[2].upper(), text).replace(CAPITAL, "")
    return re.sub(r"(?<!\w)(?<!\w')i(?![\w-])", "I", text).strip()

"""Cleans stories: plain characters, no layout marks, no unsuitable content."""

import re

from training.prose.casing import straighten
from training.prose.filter import is_clean

_EXPLICIT = re.compile(
    r"\b(sex(?:ual\w*|y|ting)?|porn\w*|erotic\w*|orgasm\w*|nipples?|genital\w*|penis|vagina\w*|masturbat\w*|condoms?|strippers?|fuck\w*|shit\w*|cunts?|assholes?|dickheads?|motherf\w*|prostitut\w*|molest\w*|suicid\w*|nazis?|terrorists?|cocaine|heroin|meth)\b",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"�|[\u0080-\u009f]|https?:|www\.|@\w|\[[^\]]*\]|_{3,}|\bISBN\b")
_MARKS = re.compile(r"\*+|^#+\s*|^\s*[-•>]\s+|[\U0001F000-\U0001FAFF☀-➿]|_(?=\w)|(?<=\w)_")
_META = re.compile(
    r"^\(?(the end|to be continued|fade to black|fade out|end of (?:part|chapter|story)|chapter\b.{0,90}|part (?:one|two|three|[ivx\d]+)\b.{0,60}|act \w+|scene \w+|epilogue|prologue|note:.*|title:.*|(?:and so,? )?(?:the )?moral(?: of (?:the|this) \w+)?(?: is)?\b.*)\W*$",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"^(?:\w+|[A-Z][\w ]{2,20})(?: \([^)]*\))?: ")
_SHOUTED = re.compile(r"^[A-Z]{2,}(?: [A-Z]{2,})*\b")
_WORD = re.compile(r"[A-Za-z]")


def tidy(paragraph: str) -> str:
    """Normalises a paragraph: straight quotes, no Markdown, no emoji, no words in capitals at the beginning."""
    text = straighten(_MARKS.sub("", paragraph.replace("``", '"').replace("''", '"').replace("´", "'").replace("`", "'")))
    text = re.sub(r"\s+([,;:!?]|\.(?!\.))", r"\1", text)
    text = re.sub(r"\s*--+\s*", "—", text)
    text = re.sub(r"(?<=\w) - (?=\w)", "—", text)
    return _SHOUTED.sub(lambda m: m[0].capitalize() if len(m[0].split()) < 6 else m[0], text).strip()


def is_narrative(paragraph: str) -> bool:
    """Returns whether a paragraph belongs to the story: not a heading, a moral, a stage direction or a row of symbols."""
    return _WORD.search(paragraph) is not None and _META.match(paragraph) is None


def is_fit(text: str) -> bool:
    """Returns whether a text is free of slurs, explicit content, broken characters and links."""
    return is_clean(text) and _EXPLICIT.search(text) is None and _BROKEN.search(text) is None


def cleaned(paragraphs: list[str]) -> list[str]:
    """Returns a story's paragraphs, tidied. Returns none if one of them is unfit, since the rest would not make sense, or if it is a play."""
    found = [p for p in map(tidy, paragraphs) if is_narrative(p)]
    if sum(_SCRIPT.match(p) is not None for p in found) > 1:
        return []
    return found if all(map(is_fit, found)) else []


def fit_run(paragraphs: list[str]) -> list[str]:
    """Returns the longest run of fit paragraphs, for pieces of novels."""
    best: list[str] = []
    run: list[str] = []
    for paragraph in map(tidy, paragraphs):
        if not is_narrative(paragraph):
            continue
        run = [*run, paragraph] if is_fit(paragraph) else []
        if len(run) > len(best):
            best = run
    return best

"""Cleans stories: plain characters, no marks of layout, nothing that a story should not teach."""

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
    """A paragraph in plain characters: straight quotes, no markdown, no emoji, no printer's capitals at its beginning."""
    text = straighten(_MARKS.sub("", paragraph.replace("``", '"').replace("''", '"').replace("´", "'").replace("`", "'")))
    text = re.sub(r"\s+([,;:!?]|\.(?!\.))", r"\1", text)
    text = re.sub(r"\s*--+\s*", "—", text)
    text = re.sub(r"(?<=\w) - (?=\w)", "—", text)
    return _SHOUTED.sub(lambda m: m[0].capitalize() if len(m[0].split()) < 6 else m[0], text).strip()


def is_told(paragraph: str) -> bool:
    """Whether a paragraph belongs to the story: not a heading, a moral, a stage direction or a row of marks."""
    return _WORD.search(paragraph) is not None and _META.match(paragraph) is None


def is_fit(text: str) -> bool:
    """No slur, nothing explicit, no broken characters or links."""
    return is_clean(text) and _EXPLICIT.search(text) is None and _BROKEN.search(text) is None


def cleaned(paragraphs: list[str]) -> list[str]:
    """Tidy paragraphs of a story; none at all where any is unfit, since what follows would lack its reason,
    and none of a play."""
    found = [p for p in map(tidy, paragraphs) if is_told(p)]
    if sum(_SCRIPT.match(p) is not None for p in found) > 1:
        return []
    return found if all(map(is_fit, found)) else []


def fit_run(paragraphs: list[str]) -> list[str]:
    """Of a novel's piece: the longest run of paragraphs without an unfit one."""
    best: list[str] = []
    run: list[str] = []
    for paragraph in map(tidy, paragraphs):
        if not is_told(paragraph):
            continue
        run = [*run, paragraph] if is_fit(paragraph) else []
        if len(run) > len(best):
            best = run
    return best

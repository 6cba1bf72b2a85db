"""Thins out formulas and stock phrases: what a language model writes in every story is kept in only a few."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from training.tales.sources import Story, number_of

FORMULA_SHARE = 0.05
"""Largest share of a kind's stories that may keep a given formula."""
STOCK_SHARE = 0.03
"""Largest share of a kind's stories that may keep a given run of four words."""
LEAST_STORIES = 10
"""Stories of a kind that may keep a run of four words in any case."""
PURPLE_SHARE = 0.25
"""Share of the sentences with a language model's favourite words that are kept."""
TOO_MUCH = 0.4
"""Largest share of its sentences that a story may lose; otherwise it is not used."""
TIMES_USUAL = 5.0
"""How many times as often as in people's texts a run of four words must occur to be a stock phrase."""

NIGHTS = [
    "a cold night in March",
    "a wet evening",
    "a quiet night",
    "a warm evening in June",
    "a windy night",
    "a clear, cold night",
    "a grey afternoon",
    "a foggy evening",
    "a long winter night",
    "a night without a moon",
    "a mild autumn evening",
    "a rainy night in spring",
]
_ONCE = re.compile(r"^once(?:,)? upon a time(?:,? (?:long,? long ago|not so long ago|many years ago|long ago))?,?\s+", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?:Once )?There (?:was|lived|once was|once lived) (an? [^.!?\"]{3,90}?(?:named|called) ([A-Z]\w+)(?: the [A-Z]\w+)?)\. (?:\2|He|She|It) (?!and |or )(?=(?:was|had|loved|lived|liked|wanted|always|would|could|did|spent|worked|\w+ed)\b)",
)
_STORM = re.compile(r"\b(?:a )?dark and stormy (?:night|evening)\b")
# Sentences that announce the story.
_CALL = re.compile(
    r"^(?:\"?\s*)?(?:gather (?:'?round|around)|listen (?:close|closely|up)|come closer|sit (?:down|back)|let me tell you|you guys|alright,|okay,|now,? (?:i know|listen)|hey,? (?:guys|kids|everyone))\b",
    re.IGNORECASE,
)
_HEART = re.compile(r"^(?:deep )?in (?:the )?(?:very )?(?:heart|realm|depths|land|world|kingdom|city|year) ", re.IGNORECASE)
_DAY_ON = re.compile(r"^(?:and )?(?:so,? )?from that day (?:on|forward|onward)s?,?\s+", re.IGNORECASE)
_MORAL = re.compile(r"\bmoral of (?:the|this|our) (?:story|tale|fable)\b|^moral\b", re.IGNORECASE)
_PURPLE = re.compile(
    r"\b(?:tapestry|tapestries|testament to|symphony of|kaleidoscope|whispered secrets|whispers? of (?:the )?(?:ancient|forgotten|wind|past)|(?:very )?(?:fabric|essence) of|otherworldly|ethereal|hues of|dance of (?:light|shadow)\w*|bathed in|long-lost|sending shivers?|shivers? (?:ran |run )?down|barely above a whisper|barely audible|couldn't help but|(?:couldn't|could not) shake (?:off )?the feeling|heart skipped a beat|mix(?:ture)? of (?:\w+ and \w+)|sense of (?:\w+) wash\w*|wash(?:ed|ing) over (?:her|him|me|them)|beacon of|dipped (?:below|into) the horizon|unspoken|palpable|the weight of|a world where|little did (?:\w+) know|would never be the same)\b",
    re.IGNORECASE,
)
# A sentence that refers to the one before.
_REFERS = re.compile(r"^\W*(?:he|she|it|they|his|her|their|its|him|them|this|these|that|those|such|here|there|then|but|and|so|yet)\b", re.IGNORECASE)
# ", her voice barely above a whisper": the sentence is complete without it.
_TAIL = re.compile(
    r",\s+(?:(?:his|her|their|my|its) (?:voice|eyes|face|heart|words|gaze|smile)|sending|casting|as if|as though|a sense of|a mix)\b[^,.!?;\"]*(?=[.!?]$)"
)
_WORDS = re.compile(r"[a-z']+")
CALLS, STORMS = "calls", "storms"


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def without_once(sentences: list[str]) -> list[str]:
    """Removes "Once upon a time" from the opening sentences, and merges "There was a girl named Ann. She" where possible."""
    opening = " ".join(sentences[:2])
    opening = upper(_ONCE.sub("", opening))
    opening = _NAMED.sub(lambda m: upper(f"{m[1]} "), opening)
    return [opening, *sentences[2:]]


def _chance(story: Story, what: str) -> float:
    return number_of(f"{what} {story.key}") % 10**6 / 10**6


def _share_allowed(count: int, stories: int, share: float) -> float:
    """Returns the share of the stories with a formula that may keep it."""
    return min(1.0, share * stories / max(1, count))


def formulas_of(story: Story) -> set[str]:
    """Returns the formulas that a story contains."""
    first = story.sentences[0][0]
    found = set()
    if _ONCE.match(first):
        found.add("once")
    elif re.match(r"^There (?:was|lived|once)", first):
        found.add("there")
    if _CALL.match(first):
        found.add(CALLS)
    if _HEART.match(first):
        found.add("heart")
    text = " ".join(s for p in story.sentences for s in p)
    if _STORM.search(text):
        found.add(STORMS)
    if any(_DAY_ON.match(s) for p in story.sentences for s in p):
        found.add("day")
    if _MORAL.search(text):
        found.add("moral")
    return found


def thin_formulas(stories: list[Story]) -> dict[str, dict[str, float]]:
    """Removes formulas from all but a few stories of each kind. Returns the remaining share of stories with each formula, by kind."""
    by_kind: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_kind[story.kind].append(story)
    for own in by_kind.values():
        has = {story.key: formulas_of(story) for story in own}
        counts = Counter(f for found in has.values() for f in found)
        keeps = {f: _share_allowed(n, len(own), FORMULA_SHARE) for f, n in counts.items()}
        for story in own:
            too_many = {f for f in has[story.key] if _chance(story, f) >= keeps[f]}
            if too_many:
                take_out(story, too_many)
    after = {kind: Counter(f for story in own if story.sentences for f in formulas_of(story)) for kind, own in by_kind.items()}
    return {kind: {f: round(n / len(by_kind[kind]), 4) for f, n in found.items()} for kind, found in after.items()}


def without_opening(paragraphs: list[list[str]]) -> list[list[str]]:
    """Removes a story's first sentence, or its first paragraph if the second sentence refers to the first.

    Returns the story unchanged if the second paragraph refers to the first, or too little would be left.
    """
    first, rest = paragraphs[0], paragraphs[1:]
    if len(first) > 1 and not _REFERS.match(first[1]):
        return [first[1:], *rest]
    if len(rest) > 1 and not _REFERS.match(rest[0][0]):
        return rest
    return paragraphs


def take_out(story: Story, formulas: set[str]) -> None:
    """Rewrites or removes the sentences that contain one of these formulas."""
    rng = random.Random(number_of(f"formula {story.key}"))
    first = story.sentences[0]
    if CALLS in formulas:
        while first and _CALL.match(first[0]):
            first = first[1:]
    if first and ("once" in formulas or "there" in formulas):
        first = without_once(first)
    paragraphs = [p for p in (first, *story.sentences[1:]) if p]
    if paragraphs and "heart" in formulas:
        paragraphs = without_opening(paragraphs)
    for i, sentences in enumerate(paragraphs):
        if STORMS in formulas:
            sentences = [_STORM.sub(rng.choice(NIGHTS), s) for s in sentences]
        if "day" in formulas:
            sentences = [upper(_DAY_ON.sub("", s)) for s in sentences]
        if "moral" in formulas:
            sentences = [s for s in sentences if not _MORAL.search(s)]
        paragraphs[i] = sentences
    story.sentences = [p for p in paragraphs if p]


def fours(text: str) -> set[tuple[str, ...]]:
    """Returns all runs of four words."""
    words = _WORDS.findall(text.lower())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def rates(texts: Iterable[str]) -> tuple[Counter, int]:
    """Returns the number of texts with each run of four words, and the total number of words."""
    found: Counter = Counter()
    words = 0
    for text in texts:
        found.update(fours(text))
        words += len(text.split())
    return found, words


def stock_phrases(texts: list[str], usual: Counter, usual_words: int) -> dict[tuple[str, ...], int]:
    """Returns the runs of four words that are in too many of these texts and much rarer in people's, with the number of texts."""
    found, words = rates(texts)
    least = max(LEAST_STORIES, STOCK_SHARE * len(texts))
    scale = words / max(1, usual_words)
    return {four: n for four, n in found.items() if n > least and n > TIMES_USUAL * scale * usual.get(four, 0)}


def thin_stock(story: Story, keeps: dict[tuple[str, ...], float], purple: float = PURPLE_SHARE) -> int:
    """Removes or shortens sentences with stock phrases that this story may not keep. Returns the number removed.

    keeps: share of its stories that may keep each phrase. purple: share of sentences with words of _PURPLE that are kept.
    The opening is removed with everything that refers to it, or kept. A story that would lose more than TOO_MUCH of its sentences is emptied.
    """
    dropped = 0
    total = sum(map(len, story.sentences))
    paragraphs: list[list[str]] = []

    def is_stock(sentence: str) -> bool:
        if _PURPLE.search(sentence) and _chance(story, f"purple {sentence}") >= purple:
            return True
        return any(_chance(story, " ".join(four)) >= keeps[four] for four in fours(sentence) if four in keeps)

    def shortened(sentence: str) -> str:
        """Returns the sentence, without a stock phrase at its end; empty if stock phrases remain."""
        if not is_stock(sentence):
            return sentence
        shorter = _TAIL.sub("", sentence)
        return "" if is_stock(shorter) else shorter

    given = story.sentences
    if given and not shortened(given[0][0]):
        given = without_opening(given)
        dropped += total - sum(map(len, given))
        # An opening that cannot be removed is kept.
        paragraphs = [] if dropped else [[given[0][0]]]
        given = given if dropped else [given[0][1:], *given[1:]]
    for number, sentences in enumerate(given):
        kept = [shorter for shorter in map(shortened, sentences) if shorter]
        dropped += len(sentences) - len(kept)
        if number == 0 and paragraphs:
            paragraphs[0] += kept
        elif kept:
            paragraphs.append(kept)
    story.sentences = paragraphs if dropped <= TOO_MUCH * total else []
    return dropped

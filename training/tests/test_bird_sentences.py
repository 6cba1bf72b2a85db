import re

import numpy as np
import pytest

from training.birds.attributes import Bird
from training.birds.phrasings import COLOURS, KINDS, PARTS
from training.birds.sentences import all_words, describe

PARTS_WITH_COLOUR = [*PARTS, "bill", "primary"]


def table(**percentages: dict[str, float]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Returns a class's row and the attribute names, given values by group."""
    cells = {f"has_{group}::{value}": percent for group, values in percentages.items() for value, percent in values.items()}
    return np.array(list(cells.values()), np.float32), tuple(cells)


def drawn(row: np.ndarray, names: tuple[str, ...], count: int, seed: int = 1) -> list[str]:
    random = np.random.default_rng(seed)
    return [describe(row, names, random) for _ in range(count)]


def words_of(sentences: list[str]) -> set[str]:
    return {word for sentence in sentences for word in re.findall("[a-z]+", sentence)}


@pytest.fixture
def red():
    return table(**{f"{part}_color": {"red": 100, "blue": 0, "olive": 0, "buff": 0} for part in PARTS_WITH_COLOUR})


@pytest.fixture
def mixed():
    colours = {f"{part}_color": {"white": 60, "grey": 50, "orange": 30, "olive": 20} for part in PARTS_WITH_COLOUR}
    return table(
        **colours,
        size={"small_(5_-_9_in)": 70, "medium_(9_-_16_in)": 30},
        shape={"perching-like": 80, "owl-like": 20},
        bill_shape={"cone": 60, "hooked": 40},
        bill_length={"shorter_than_head": 100},
        head_pattern={"capped": 50, "eyering": 50},
        breast_pattern={"striped": 60, "solid": 40},
        wing_pattern={"spotted": 50, "multi-colored": 50},
        tail_shape={"forked_tail": 100},
        wing_shape={"long-wings": 100},
    )


def test_the_same_seed_gives_the_same_sentences(mixed):
    assert drawn(*mixed, 50, seed=3) == drawn(*mixed, 50, seed=3)
    assert drawn(*mixed, 50, seed=3) != drawn(*mixed, 50, seed=4)


def test_a_red_bird_is_described_as_red_only(red):
    sentences = drawn(*red, 400)
    colours = words_of([word for words in COLOURS.values() for word in words]) & words_of(sentences)
    assert colours == {"red", "bright", "reddish"}
    assert "a red bird" in sentences and re.search("bird (that )?is (all|completely|entirely) red", " ".join(sentences))
    assert not re.search("mostly|mainly|primarily|except", " ".join(sentences))


def test_colours_are_sampled_in_proportion_without_mistakes():
    row, names = table(crown_color={"red": 75, "white": 25, "pink": 3})
    random = np.random.default_rng(1)
    seen = [Bird(row, names, random).seen("crown_color") for _ in range(2000)]
    assert all(len(colours) == 1 for colours in seen)
    assert 0.7 < seen.count(("red",)) / len(seen) < 0.8
    assert ("pink",) not in seen


def test_the_main_colour_is_a_colour_of_the_parts():
    parts = {f"{part}_color": {"blue": 50, "grey": 50} for part in ("crown", "breast", "belly", "back", "wing")}
    row, names = table(primary_color={"blue": 40, "grey": 40, "yellow": 20}, **parts)
    random = np.random.default_rng(1)
    for _ in range(200):
        bird = Bird(row, names, random)
        assert set(bird.main_colours()) <= {colour for part in parts for colour in bird.seen(part)}


def test_articles_agree_and_text_is_lower_case(mixed):
    sentences = drawn(*mixed, 1000)
    text = "\n".join(sentences)
    assert text == text.lower()
    assert "an orange" in text and "an olive" in text and "an owl" in text
    assert not re.search(r"\ba [aeiou]|\ban [^aeiou]|  |\b(\w+) \1\b", text)
    assert not re.search(r"[{}]|,,| ,|^[ ,]|[ ,]$", text, re.MULTILINE)


def test_sentences_vary_and_use_synonyms(mixed):
    assert len(set(drawn(*mixed, 200))) > 100
    said = words_of(drawn(*mixed, 2000))
    for synonyms in ("beak bill", "belly tummy abdomen stomach", "breast chest", "grey gray", "crown head cap", "legs feet tarsus", "small little"):
        assert set(synonyms.split()) <= said
    assert {"striped", "speckled", "forked", "long", "perching", "ring"} <= said


def test_parts_of_one_colour_are_merged(red):
    assert any(re.search(r"a red (belly|back|breast) and (belly|back|breast|crown|head)", sentence) for sentence in drawn(*red, 2000))


def test_an_unknown_bird_is_called_a_bird():
    assert set(drawn(*table(crown_color={"red": 0}), 50)) == {"a bird", "this is a bird", "this is a picture of a bird"}


def test_all_words_covers_every_sentence(mixed, red):
    words = all_words()
    assert words_of(drawn(*mixed, 1000) + drawn(*red, 1000)) <= words
    assert set("red blue purple iridescent rufous tan belly wings tarsus nape body an and except".split()) <= words
    assert words_of([phrase for phrases in KINDS.values() for phrase in phrases]) <= words
    assert not {"noun", "looks", "things"} & words

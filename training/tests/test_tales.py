"""The corpus builder on made-up stories: cleaning, thinning, passages, names and genres."""

import re
from collections import Counter

import numpy as np
import pytest

from training.common import minilm
from training.tales import clean, cut, genre, lexicon, names, sources, stock, thin
from training.tales.captions import grouped, tidy
from training.tales.make import beginning
from training.tales.sources import Story


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("“Come in,” she said… **now**.", '"Come in," she said... now.'),
        ("ONCE upon a time there was a fox .", "Once upon a time there was a fox."),
        ("She ran -- fast - to the door ✨", "She ran—fast—to the door"),
        ("``Well,'' he said", '"Well," he said'),
    ],
)
def test_paragraphs_are_normalised(given: str, wanted: str):
    assert clean.tidy(given) == wanted


def test_headings_and_morals_are_not_narrative():
    assert clean.cleaned(["# Chapter 3", "The fox ran.", "***", "The End", "Moral of the story: be kind."]) == ["The fox ran."]


@pytest.mark.parametrize("bad", ["The savages came.", "See www.example.com now.", "It was bro�ken.", "Some porn lay there."])
def test_unfit_paragraphs_drop_a_story_but_only_shorten_a_novel(bad: str):
    assert clean.cleaned(["A fine day.", bad]) == []
    assert clean.fit_run(["One.", bad, "Two.", "Three."]) == ["Two.", "Three."]


def sentences(count: int, words: int) -> list[str]:
    return [" ".join([f"Word{i}", *["word"] * (words - 2), "end."]) for i in range(count)]


def test_passages_begin_with_paragraphs_and_have_60_to_200_words():
    story = [sentences(4, 10), sentences(5, 10), sentences(3, 10), sentences(40, 10), sentences(7, 10), sentences(2, 10)]
    found = cut.passages(story)
    assert all(cut.LEAST <= cut.count([s for p in f.paragraphs for s in p]) <= cut.MOST for f in found)
    assert [f.opens for f in found] == ["story", "paragraph", "", "", ""]
    assert [s for f in found for p in f.paragraphs for s in p] == [s for p in story[:-1] for s in p], "the last 20 words are too few"


def test_a_short_story_is_one_passage_and_a_short_remainder_is_dropped():
    assert len(cut.passages([sentences(5, 8)])) == 1
    assert cut.passages([sentences(2, 8)]) == []
    found = cut.passages([sentences(12, 10), sentences(3, 10)])
    assert len(found) == 1, "30 words at the end are too few"


def test_passages_keep_their_paragraphs():
    assert cut.passages([["A b c."] * 15, ["D e f."] * 10])[0].text == f"{' '.join(['A b c.'] * 15)}\n{' '.join(['D e f.'] * 10)}"


def test_overused_names_are_replaced_consistently_by_names_of_their_kind():
    texts = [f"The lamp fell. Then Elara{i % 2 * ','} smiled because she saw that Kael had hurt his hand near Xylos." for i in range(9)]
    texts += ["Long ago Rosamund smiled at her own shadow, and she sang to herself."]
    found = names.over_used(texts, most=3)
    assert found.kinds["Elara"] in ("female", "either")
    assert "Rosamund" not in found.kinds
    assert found.share["Elara"] == pytest.approx(3 / 9)
    fixed = names.Names({"Elara": "female", "Kael": "male"}, {"Elara": 0.0, "Kael": 0.0})
    given = ["Elara met Kael and Alice.", "Elara's hat fell. Elaraby laughed, and so did Kael."]
    told = names.replaced(given, "a", fixed)
    assert told == names.replaced(given, "a", fixed)
    new = told[0].split()[0]
    assert new in names.FEMALE and new != "Alice"
    assert told[1].startswith(f"{new}'s hat") and "Elaraby" in told[1]
    assert told[0].split()[2] in names.MALE
    assert "Kael" not in " ".join(told)


def test_a_person_of_either_gender_is_resolved_by_the_story():
    either = names.Names({"Zephyr": "either"}, {"Zephyr": 0.0})
    assert names.replaced(["Zephyr lost his hat, and he wept."], "a", either)[0].split()[0] in names.MALE
    assert names.replaced(["Zephyr lost her hat, and she wept."], "a", either)[0].split()[0] in names.FEMALE


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["Once upon a time, in a small village, there lived a fox.", "He ran."], "In a small village, there lived a fox. He ran."),
        (["Once upon a time there was a little girl named Lily.", "She lived near a lake."], "A little girl named Lily lived near a lake."),
        (["Once upon a time there was a big dog named Max.", "The sun was hot."], "There was a big dog named Max. The sun was hot."),
    ],
)
def test_once_upon_a_time_is_removed_and_the_sentence_stays_complete(given: list[str], wanted: str):
    assert " ".join(thin.without_once(given)) == wanted


def told(kind: str, name: str, text: str) -> Story:
    return Story(kind, name, [], None, False, [re.findall(r"[^.]+\.", text.replace(". ", "."))])


def test_one_story_in_twenty_keeps_its_formula():
    stories = [told("children", str(i), f"Once upon a time there was a cat named Tom{i}. He sat on wall {i}.") for i in range(400)]
    share = thin.thin_formulas(stories)["children"]
    assert 0.02 < share["once"] < 0.08
    assert all("sat on wall" in s.sentences[0][-1] for s in stories)


def test_calls_to_listen_are_removed():
    story = told("campfire", "1", "Gather 'round, friends, and listen close. It was a dark and stormy night. A wolf howled.")
    thin.take_out(story, thin.formulas_of(story))
    assert len(story.sentences[0]) == 2
    assert "stormy" not in " ".join(story.sentences[0])
    assert story.sentences[0][1].strip() == "A wolf howled."


def test_stock_phrases_are_rare_in_peoples_texts():
    usual, words = thin.rates(["they went to the edge of the wood"] * 20)
    texts = [f"he stood at the edge of the wood number {i} and his voice was barely there" for i in range(40)]
    found = thin.stock_phrases(texts, usual, words)
    assert ("voice", "was", "barely", "there") in found
    assert ("the", "edge", "of", "the") not in found


def test_stock_sentences_are_shortened_or_removed_and_a_story_of_them_is_emptied():
    phrase = {("a", "chill", "down", "my"): 0.0}
    story = Story(
        "x", "1", [], None, False, [["He spoke, sending a chill down my back.", "I felt a chill down my neck.", "We left.", "Rain fell.", "He came."]]
    )
    assert thin.thin_stock(story, phrase, 1.0) == 1
    assert story.sentences == [["He spoke.", "We left.", "Rain fell.", "He came."]]
    worse = Story("x", "2", [], None, False, [["I felt a chill down my neck.", "Rain fell."]])
    thin.thin_stock(worse, phrase, 1.0)
    assert worse.sentences == []


def test_an_opening_that_is_referred_to_is_kept_or_removed_with_its_paragraph():
    opening = ["A chill down my neck told me of her.", "She stood there.", "Rain fell."]
    alone = Story("x", "1", [], None, False, [[*opening, "Tom came."]])
    assert thin.thin_stock(alone, {("a", "chill", "down", "my"): 0.0}, 1.0) == 0
    assert len(alone.sentences[0]) == 4
    longer = Story("x", "1", [], None, False, [list(opening), ["Tom came.", "He sat."], ["Anna saw him.", "She laughed.", "Night fell."]])
    assert thin.thin_stock(longer, {("a", "chill", "down", "my"): 0.0}, 1.0) == 3
    assert longer.sentences == [["Tom came.", "He sat."], ["Anna saw him.", "She laughed.", "Night fell."]]
    assert thin.without_opening([["A.", "It was."], ["He ran."], ["B."]]) == [["A.", "It was."], ["He ran."], ["B."]]


def test_a_play_is_not_a_story():
    assert clean.cleaned(["We went out.", "Steve: Okay, come.", "Me (laughing): Fine!"]) == []
    assert len(clean.cleaned(["He had one wish: to go home.", "Then he said it."])) == 2


def test_purple_prose_is_thinned_out():
    rows = ["It was a tapestry of light."] + ["Rain fell."] * 5
    story = Story("x", "1", [], None, False, [list(rows)])
    thin.thin_stock(story, {}, 0.0)
    assert story.sentences == [rows[1:]]


def test_the_same_tenth_is_always_held_out():
    keys = [f"kind/{i}" for i in range(3000)]
    held = [sources.is_held_out(key) for key in keys]
    assert 0.08 < np.mean(held) < 0.12
    assert held == [sources.is_held_out(key) for key in keys]


def test_pieces_of_a_novel_are_whole_paragraphs_of_similar_size():
    paragraphs = ["word " * 40] * 100
    found = sources.pieces(paragraphs, 500)
    assert [p for piece in found for p in piece] == paragraphs
    assert Counter(len(piece) for piece in found).most_common(1)[0][0] == 13


def test_captions_are_sentences_and_grouped_by_picture():
    assert tidy("a green apron roasts a pig over coals .`") == "A green apron roasts a pig over coals."
    assert tidy("did someone yell snake ?") == "Did someone yell snake?"
    vectors = np.eye(3)[[0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2]]
    assert [len(g) for g in grouped(list("abcdefghijk"), vectors)] == [2, 3, 5, 1]


def test_a_beginning_is_the_first_sentences_up_to_the_word_limit():
    assert beginning("It was late. The old man walked to the river with his dog and his net, as he always did. He sat.\nThen.") == (
        "It was late. The old man walked to the river with his dog and his net, as he always did."
    )


def test_genres_are_assigned_where_words_and_vectors_are_clear():
    random = np.random.default_rng(1)
    vocabulary = {c: [f"{c.replace('_', '')}{chr(97 + i)}" for i in range(8)] for c in genre.CLASSES}
    centres = random.normal(size=(len(genre.CLASSES), 16))
    labels = np.arange(210) % len(genre.CLASSES)
    texts = [" ".join(random.choice(vocabulary[genre.CLASSES[c]], 12)) for c in labels]
    vectors = centres[labels] + random.normal(size=(210, 16)) * 0.3
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    judge = genre.Classifier(least=1).fit(texts[:140], vectors[:140], labels[:140])
    found = genre.named(judge.probabilities(texts[140:], vectors[140:]), 0.5)
    wanted = [genre.CLASSES[c] if c < 6 else None for c in labels[140:]]
    assert np.mean([a == b for a, b in zip(found, wanted, strict=True)]) > 0.9
    assert genre.named(np.full((1, 7), 1 / 7)) == [None]
    described = {c: centres[i : i + 1].repeat(2, 0) for i, c in enumerate(genre.CLASSES)}
    best, lead = genre.nearest(vectors, described)
    assert (best == labels).mean() > 0.9 and (lead >= 0).all()


def test_minilm_vectors_are_computed_once(tmp_path, monkeypatch):
    asked = []

    def compute(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return np.array([[len(t)] * minilm.WIDTH for t in texts], dtype=np.float16)

    monkeypatch.setattr(minilm, "compute", compute)
    monkeypatch.setattr(minilm, "CHUNK", 2)
    first = minilm.Cache(tmp_path)
    first.add(["a", "bb", "ccc", "a"], "test")
    second = minilm.Cache(tmp_path)
    assert second.vectors(["ccc", "dddd", "a"])[:, 0].tolist() == [3, 4, 1]
    assert asked == ["a", "bb", "ccc", "dddd"]
    first.refresh()
    assert first.rows(["dddd", "e"]).tolist()[1] == -1 and first.has("dddd")


def test_minilm_encodes_sentences_in_any_dtype():
    import torch

    generator = torch.Generator().manual_seed(1)
    shapes = {
        "embeddings.word_embeddings.weight": (20, 384),
        "embeddings.position_embeddings.weight": (8, 384),
        "embeddings.token_type_embeddings.weight": (2, 384),
    }
    tensors = {name: torch.randn(shape, generator=generator) for name, shape in shapes.items()}
    sizes = {
        "attention.self.query": (384, 384),
        "attention.self.key": (384, 384),
        "attention.self.value": (384, 384),
        "attention.output.dense": (384, 384),
        "intermediate.dense": (1536, 384),
        "output.dense": (384, 1536),
    }
    for norm in ("embeddings.LayerNorm", *(f"encoder.layer.{i}.{n}.LayerNorm" for i in range(6) for n in ("attention.output", "output"))):
        tensors |= {f"{norm}.weight": torch.ones(384), f"{norm}.bias": torch.zeros(384)}
    for i in range(6):
        for name, shape in sizes.items():
            tensors[f"encoder.layer.{i}.{name}.weight"] = torch.randn(shape, generator=generator) * 0.05
            tensors[f"encoder.layer.{i}.{name}.bias"] = torch.zeros(shape[0])
    ids = torch.randint(20, (3, 5), generator=generator)
    exact, fast = minilm.MiniLm(tensors, torch.float32)(ids), minilm.MiniLm(tensors)(ids)
    assert torch.allclose(exact.norm(dim=1), torch.ones(3), atol=1e-5)
    assert float((exact * fast).sum(1).min()) > 0.99
    assert torch.allclose(minilm.MiniLm(tensors, torch.float32)(ids[1:2])[0], exact[1], atol=1e-4)


def test_stock_phrases_are_those_of_many_stories_counted_once_in_each():
    stories = ["He took a deep breath. He took a deep breath.", "She took a deep breath!", "The fox ran over the hill.", "The fox ran over the bridge."]
    assert stock.stock_phrases(stories) == ["fox ran over the", "the fox ran over", "took a deep breath"]
    assert stock.stock_phrases(stories, 1) == ["fox ran over the"]


def test_a_lexicon_has_the_words_of_one_genre_without_names_and_those_left_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lexicon, "LEAST", 2)
    stories = [("The ship left the star. Rachel slept.", "science_fiction"), ("The ship flew when Rachel woke.", "science_fiction")]
    stories += [("The princess slept when Rachel flew.", "fairy_tales"), ("The princess left; the castle stood.", "fairy_tales")]
    found = lexicon.lexicon(stories, frozenset({"when"}), 1)
    assert found == {"science_fiction": ["ship"], "fairy_tales": ["princess"]}
    every = {word for words in lexicon.lexicon(stories, frozenset({"when"})).values() for word in words}
    assert every == {"ship", "princess", "slept", "flew", "left"}

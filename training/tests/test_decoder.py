"""The storyteller's decoder on made-up stories: conditioning, reading windows, learning."""

from argparse import Namespace
from contextlib import nullcontext
from itertools import groupby

import numpy as np
import pytest
import torch

from training.common.task import Place
from training.decoder import data, earlier, endings, evaluate, measure
from training.decoder import train as training
from training.decoder.data import Scenes, in_parts, principal, scenes_of
from training.decoder.export import names_of
from training.decoder.model import Conditions, Decoder, Sizes, word_loss
from training.decoder.narrow import narrow
from training.decoder.windows import NOVELS, Windows
from training.fixtures.story_fixture import Storyteller

START, PARAGRAPH = 0, 2


def invented(stories: int = 12) -> Scenes:
    """Stories of two scenes. Each story has its own tokens, which identify the reading position."""
    random = np.random.default_rng(1)
    tokens, opens, sizes = [], [], []
    for story in range(stories):
        for scene in range(2):
            body = [*[START] * (scene == 0), *[10 + story] * int(random.integers(3, 9))]
            tokens += body
            sizes.append(len(body))
            opens.append(scene == 0)
    count = len(sizes)
    vectors = [random.normal(size=(count, 6)).astype(np.float16) for _ in range(3)]
    flags = (np.array(opens), np.arange(count) % 6, np.zeros(count, dtype=bool), np.arange(count) >= count - 4, np.array(sizes))
    return Scenes(np.array(tokens, dtype=np.int16), np.cumsum(sizes), *vectors, *flags)


class FakeTokenizer:
    def token_to_id(self, _: str) -> int:
        return START

    def decode(self, row: list[int], **_) -> str:
        return " ".join(map(str, row))


def test_novels_are_read_seldom():
    scenes = invented(40)
    scenes.novel[::2] = True  # the scenes that open stories
    scenes.novel[:40] = False
    random = np.random.default_rng(3)
    windows = Windows(scenes, 1, 7, random)
    drawn = np.array([windows._story(random) for _ in range(2000)])
    assert scenes.opens[drawn].all()
    assert scenes.novel[drawn].mean() == pytest.approx(NOVELS / (1 + NOVELS), abs=0.03)


def test_windows_cover_whole_stories_without_losing_tokens():
    scenes, random = invented(), np.random.default_rng(2)
    windows = Windows(scenes, 3, 7, random)
    columns = [[] for _ in range(3)]
    last = None
    for _ in range(60):
        heard, wanted, owner = windows.next(random)
        assert heard.shape == wanted.shape == owner.shape == (7, 3)
        assert (heard[1:] == wanted[:-1]).all()
        if last is not None:
            assert (heard[0] == last).all(), "a window begins with the token that the last one ended with"
        last = wanted[-1]
        for column in range(3):
            columns[column] += wanted[:, column].tolist()
            told = wanted[:, column] != START
            assert (wanted[told, column] == 10 + owner[told, column] // 2).all()
    lengths = {10 + s: int((scenes.tokens == 10 + s).sum()) for s in range(12)}
    for column in columns:
        text = column[column.index(START) :]
        runs = [list(run) for begins, run in groupby(text, key=lambda token: token == START) if not begins]
        for own in runs[:-1]:
            assert len(set(own)) == 1 and len(own) == lengths[own[0]], "a story is read to its end"


def test_scenes_consist_of_whole_passages():
    passages = [{"words": 150, "story": "a"}] * 7
    assert [len(s) for s in scenes_of(passages)] == [3, 3, 1]
    rows = [{"story": s} for s in "aabccc"]
    assert [[len(story) for story in part] for part in in_parts(iter(rows), 2)] == [[2, 1], [3]]


def test_themes_keep_the_directions_of_largest_variance():
    random = np.random.default_rng(1)
    means = random.normal(size=(500, 8)) * np.array([9, 5, 1, 0.1, 0.1, 0.1, 0.1, 0.1]) + 3
    centre, basis, spread = principal(means, 2)
    themes = (torch.from_numpy(means).float() - centre) @ basis.T / spread
    assert torch.allclose(themes.mean(0), torch.zeros(2), atol=1e-4)
    assert float(themes.square().mean()) == pytest.approx(1, abs=0.01)
    assert abs(float(basis[0, 0])) > 0.99


def test_conditions_affect_their_own_row_only():
    torch.manual_seed(1)
    decoder = Decoder(Sizes(30, 6, 4, 8, 16), dropout=0.0).eval()
    tokens, which = torch.randint(30, (5, 2)), torch.tensor([0, 1]).expand(5, 2)
    theme, said = torch.randn(2, 4), torch.randn(2, 6)
    first, _ = decoder(tokens, Conditions(theme, said, which), decoder.initial_state(2), torch.ones(5, 2))
    for changed in (Conditions(theme * torch.tensor([[1.0], [2.0]]), said, which), Conditions(theme, said * torch.tensor([[1.0], [2.0]]), which)):
        second, _ = decoder(tokens, changed, decoder.initial_state(2), torch.ones(5, 2))
        assert torch.equal(first.view(5, 2, -1)[:, 0], second.view(5, 2, -1)[:, 0])
        assert not torch.allclose(first.view(5, 2, -1)[:, 1], second.view(5, 2, -1)[:, 1])
    state = decoder(tokens[:3], Conditions(theme, said, which[:3]), decoder.initial_state(2), torch.ones(3, 2))[1]
    rest, _ = decoder(tokens[3:], Conditions(theme, said, which[3:]), state, torch.ones(2, 2))
    assert torch.allclose(rest, first[6:], atol=1e-6), "the state is carried over"


@pytest.fixture
def task(monkeypatch):
    torch.manual_seed(1)
    for module in (training, measure):
        monkeypatch.setattr(module, "load", FakeTokenizer)
    monkeypatch.setattr(training, "load_scenes", invented)
    monkeypatch.setattr(training, "DIRECTIONS", 3)
    monkeypatch.setattr(data, "DIRECTIONS", 3)
    monkeypatch.setattr(training, "principal", lambda means: principal(means, 3))
    monkeypatch.setattr(training, "VOCABULARY", 40)
    return training.DecoderTask(Namespace(rows=4, window=12, hidden=16, lr=5e-3, dropout=0.2), Place("cpu", nullcontext, "fp32"))


def test_the_decoder_learns_and_is_evaluated(task, tmp_path):
    random = np.random.default_rng(1)
    task.begin(random)
    losses = [float(task.update(task.draw(random, 0.0), i, 0.0)["loss"].detach()) for i in range(120)]
    assert np.mean(losses[-20:]) < np.mean(losses[:20]) - 0.5
    task.model.eval()
    figures = task.report(task.model)
    assert set(figures) == {"stories, perplexity"} and figures["stories, perplexity"] > 1
    task.preview(task.model, tmp_path)
    assert (tmp_path / "stories.txt").read_text().startswith("romance\n")


def test_a_run_resumes_where_it_stopped(task):
    random = np.random.default_rng(1)
    task.begin(random)
    task.model.eval()
    for i in range(3):
        task.losses(task.draw(random, 0.0), i, 0.0)
    state = task.state()
    there = np.random.default_rng(5)
    first = [float(task.losses(task.draw(there, 0.0), i, 0.0)["loss"].detach()) for i in range(3)]
    task.restore(state)
    there = np.random.default_rng(5)
    assert first == [float(task.losses(task.draw(there, 0.0), i, 0.0)["loss"].detach()) for i in range(3)]


def test_the_loss_is_of_the_next_token():
    torch.manual_seed(1)
    decoder = Decoder(Sizes(30, 6, 4, 8, 16), dropout=0.0)
    out, wanted = torch.randn(20, 8), torch.randint(30, (20,))
    stock = torch.nn.functional.cross_entropy(out @ decoder.embedding.T + decoder.word_bias, wanted)
    assert torch.allclose(word_loss(decoder, out, wanted, torch.float32), stock, atol=1e-5)


def test_exported_decoder_computes_the_same():
    torch.manual_seed(1)
    sizes = Sizes(vocabulary=30, thought=6, theme=3, embedding=5, hidden=7, layers=2)
    decoder = Decoder(sizes).eval()
    tokens = torch.randint(0, 30, (9, 1))
    theme, opening = torch.randn(1, 3), torch.randn(1, 6)
    with torch.no_grad():
        conditions = Conditions(theme, opening, torch.zeros(9, 1, dtype=torch.long))
        out, h = decoder(tokens, conditions, decoder.initial_state(1), torch.ones(9, 1))
        basis, said = narrow(decoder, torch.randn(40, 6), 6)
        condition = torch.cat([theme, opening @ basis.T], 1).expand(9, -1)
        states, logits = Storyteller(names_of(decoder, said)).states_and_logits(tokens[:, 0].tolist(), condition)
    assert torch.allclose(states[-1].view(2, 7), h[:, 0], atol=1e-5)
    assert torch.allclose(logits, out @ decoder.embedding.T + decoder.word_bias, atol=1e-4)


def test_narrowed_weights_are_exact_with_all_directions_and_lose_least_with_few():
    torch.manual_seed(1)
    random = np.random.default_rng(1)
    decoder = Decoder(Sizes(30, 6, 3, 8, 10)).eval()
    openings = torch.from_numpy(random.normal(size=(200, 6)) * np.array([3, 2, 1, 0.1, 0.1, 0.1])).float()
    with torch.no_grad():
        wanted = torch.cat([*(said(openings) for said in decoder.said), decoder.output_said(openings)], 1)

        def error(directions: int) -> float:
            basis, said = narrow(decoder, openings, directions)
            found = torch.cat([(openings @ basis.T) @ weight.T for weight in said], 1)
            return float((found - wanted).norm() / wanted.norm())

        assert error(6) < 1e-4
        assert error(3) < 0.1 < error(1)


def test_figures_of_stories():
    assert evaluate.busiest("The snowman saw a snowman, and the snowman that sees all.") == pytest.approx(3 / 11)
    assert evaluate.commonest4(["One two three four five.", "So one two three four.", "Nothing."]) == ("one two three four", pytest.approx(2 / 3))
    assert evaluate.is_whole(" ".join(map(str, range(60))) + ' and "so it ended."')
    assert not evaluate.is_whole("word " * 80)
    assert not evaluate.is_whole("A short one.")
    stories, captions = np.eye(3), np.eye(3)[[0, 2, 1]]
    assert evaluate.ranks(stories, captions).tolist() == [0, 1, 1]


def test_vectors_of_an_earlier_encoder_are_translated():
    torch.manual_seed(1)
    wanted, shift, before = torch.randn(4, 6), torch.randn(4), torch.randn(300, 6) * 0.1 + 1
    weight, bias = earlier.fit(before, before @ wanted.T + shift)
    assert torch.allclose(before @ weight.T + bias, before @ wanted.T + shift, atol=0.02)


def test_an_ending_lies_towards_last_sentences(monkeypatch: pytest.MonkeyPatch):
    rows = [
        {"story": name, "part": part, "kind": kind, "held": held, "text": " ".join(["Go on."] * 5 + [end])}
        for name, kind, held, end in (("a", "aesop", False, "They slept."), ("b", "novels", False, "It rained."), ("c", "aesop", True, "It snowed."))
        for part in (1, 0)
    ]
    stories = endings.whole_stories(rows, {"novels"})
    assert len(stories) == 1 and len(stories[0]) == 2
    monkeypatch.setattr(endings, "encode", lambda texts: texts)
    monkeypatch.setattr(endings, "vectors_of", lambda _, texts: torch.tensor([[1.0, 0.0] if text == "Go on." else [1.0, 2.0] for text in texts]))
    assert endings.ending_of(None, stories).tolist() == [0.0, 1.0]

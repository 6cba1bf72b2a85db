"""True sentences about birds: regions of the parts, their colours, recolouring, what is told of them, and who hears and reads it."""

import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from training.birds.attributes import Attributes
from training.birds.told import NOUNS, chosen, confusable, known_bird, table_of, tell
from training.common.eightbit import unpacked
from training.parts.birds import facts_of, whole_of
from training.parts.colours import lab, srgb
from training.parts.export import nouns, tensors_of, words
from training.parts.places import BORDER, without_border
from training.parts.reader import Reader, reading_losses
from training.parts.recolour import recoloured
from training.parts.regions import array_places, bird_of, regions_of
from training.parts.scoring import best_of, fit_of, precision, score_of, spread_of
from training.parts.shipped import load_folded
from training.parts.slots import BODY, COLOURS, LARGE, NAMES, SLOTS
from training.parts.sureness import likely, other_colours
from training.parts.table import FEATURES, body_of, class_shares, described, fitted, posterior
from training.stackgan.data import contradicts
from training.stackgan.listener import CHOICES, UNSAID, Listener, with_whole
from training.stackgan.reading_loss import attention_loss, told_loss, told_share

HEAD, BELLY, WINGS = (NAMES.index(name) for name in ("head", "belly", "wings"))
RED, WHITE, BLACK, BROWN = (COLOURS.index(name) for name in ("red", "white", "black", "brown"))
GROUPS = [slot.group for slot in SLOTS] + ["primary_color", "size", "shape"]
ATTRIBUTES = Attributes(
    tuple(f"has_{group}::{colour}" for group in GROUPS for colour in (*COLOURS, "rufous")), ("bird",), np.zeros((1, len(GROUPS) * 10), np.float32)
)


def two_tone() -> tuple[np.ndarray, np.ndarray]:
    """Returns a picture (72,72,3) of a bird with a red upper and a white lower half on green, and its halves (2,72,72)."""
    y, x = np.mgrid[:72, :72]
    inside = (x - 36) ** 2 + (y - 36) ** 2 < 20**2
    picture = np.zeros((72, 72, 3), np.uint8)
    picture[:] = (60, 140, 50)
    picture[inside & (y < 36)], picture[inside & (y >= 36)] = (200, 30, 30), (235, 235, 230)
    return picture + np.random.default_rng(0).integers(0, 12, picture.shape, dtype=np.uint8), np.stack([inside & (y < 36), inside & (y >= 36)])


def test_places_on_a_padded_picture_are_converted():
    assert without_border(np.array([BORDER, 224 + BORDER]) / (224 + 2 * BORDER)) == pytest.approx([0, 1])
    places = np.array([[[0.0, 1.0]]])
    assert array_places(places, np.array([True]))[0, 0] == pytest.approx([3 / 72, 69 / 72])
    assert array_places(places, np.array([False]))[0, 0] == pytest.approx([0, 1])


def test_a_birds_pixels_belong_to_the_nearest_part_of_their_colour():
    picture, halves = two_tone()
    parts = ["crown", "forehead", "belly", "breast", "left leg"]
    places = np.array([[0.5, 0.26], [0.3, 0.42], [0.5, 0.74], [0.7, 0.58], [np.nan, np.nan]])
    bird = bird_of(picture, places[:4])
    assert ((bird > 0.5) == halves.any(0)).mean() > 0.95
    regions = regions_of(picture, places, np.array([1, 1, 1, 1, 0]), parts)
    below = regions[BELLY] + regions[NAMES.index("breast")]
    assert regions[HEAD][halves[0]].mean() > 0.9 and below[halves[1]].mean() > 0.9 and below[halves[0]].mean() < 0.1
    assert not regions_of(picture, places, np.array([1, 1, 0, 0, 0]), parts).any()


def test_a_recoloured_part_leaves_the_others_as_they_are():
    picture, halves = two_tone()
    assert np.abs(srgb(lab(picture)).astype(int) - picture).max() <= 1
    blue = lab(np.array([30, 60, 180], np.uint8))
    changed = recoloured(picture, [(halves[0].astype(float), blue)])
    assert np.abs(np.median(changed[halves[0]], 0) - [30, 60, 180]).max() < 12
    assert np.abs(changed[halves[1]].astype(int) - picture[halves[1]]).max() <= 1
    assert changed[halves[0]].std(0).mean() > 1


def test_colours_are_learned_from_pixels_and_classes_together():
    random = np.random.default_rng(1)
    # One class is red or white, as males and females are; another red only, a third white only.
    true = random.integers(2, size=300)
    prior = np.full((300, 2), 0.5)
    for rows, colour in ((slice(0, 100), 0), (slice(100, 200), 1)):
        true[rows], prior[rows] = colour, np.eye(2)[colour]
    features = random.normal(np.where(true[:, None] == 0, -1.0, 1.0), 0.4, (300, 3))
    model = fitted(features, prior)
    named = posterior(model.probabilities(features), prior, prior.mean(0), 1.0)
    assert (named.argmax(1) == true).mean() > 0.95


def test_descriptions_and_classes_have_their_shapes():
    picture, halves = two_tone()
    rows = described(picture, np.stack([halves[0], halves[1], np.zeros((72, 72))]).astype(np.float32))
    assert rows.shape == (3, FEATURES) and rows[0, 4] > 40 and rows[1, 1] > 80 and not rows[2].any()
    table = ATTRIBUTES.percentages.copy()
    table[0, ATTRIBUTES.names.index("has_belly_color::rufous")] = 50
    shares = class_shares(Attributes(ATTRIBUTES.names, ATTRIBUTES.classes, table))
    assert shares[0, BELLY, BROWN] == pytest.approx(0.7, abs=1e-3) and np.allclose(shares.sum(2), 1)


def test_the_whole_has_the_colour_of_its_large_parts():
    shares = np.zeros((2, len(NAMES), len(COLOURS)))
    shares[0, list(LARGE), RED] = 1
    shares[1, HEAD, RED] = 1
    whole = body_of(shares, np.ones((2, len(SLOTS))))
    assert whole[0, RED] == pytest.approx(1) and not whole[1].any()
    assert facts_of(shares[1]) == {HEAD: RED}
    facts = dict.fromkeys(LARGE, RED)
    assert whole_of(facts) == RED and whole_of(facts | {BELLY: WHITE}) == RED and whole_of(facts | {BELLY: WHITE, WINGS: BLACK}) is None
    assert whole_of({HEAD: RED, BELLY: RED}) is None


def test_sentences_say_what_their_table_says():
    random = np.random.default_rng(4)
    facts = {HEAD: RED, BELLY: WHITE, WINGS: BLACK, BODY: BLACK}
    for _ in range(200):
        slots = chosen(facts, random)
        told = tell(known_bird(ATTRIBUTES.percentages[0], ATTRIBUTES, facts, random), facts, slots, random)
        assert told.said and all(facts[slot] == colour for slot, colour in told.said.items())
        for slot, word in ((HEAD, "red"), (BELLY, "white"), (WINGS, "black")):
            assert (slot in told.said or (slot == WINGS and BODY in told.said)) == bool(re.search(rf"\b{word}", told.text))
    assert table_of([{HEAD: RED}, {}])[:, HEAD].tolist() == [RED, -1]


def test_a_confusable_sentence_differs_in_what_is_told():
    random, facts = np.random.default_rng(2), {HEAD: RED, BELLY: WHITE}
    swapped = 0
    for _ in range(50):
        other = confusable(facts, [HEAD, BELLY], random)
        assert other != facts and contradicts(other, facts)
        swapped += other == {HEAD: WHITE, BELLY: RED}
    assert 10 < swapped < 45
    assert not contradicts({HEAD: RED}, facts) and not contradicts({WINGS: RED}, facts)


def test_the_listener_learns_what_is_said():
    torch.manual_seed(0)
    said = torch.randint(0, CHOICES, (300, len(NAMES)))
    text = F.one_hot(said, CHOICES).flatten(1).float() @ torch.randn(len(NAMES) * CHOICES, 120)
    listener = Listener(120, 64)
    listener.fit(text)
    optimiser = torch.optim.Adam(listener.parameters(), 0.01)
    for _ in range(150):
        loss = F.cross_entropy(listener.logits(text).flatten(0, 1), said.flatten())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    listener.eval()
    assert (listener.logits(text).argmax(2) == said).float().mean() > 0.95
    assert len(COLOURS) == UNSAID


def test_a_reader_learns_and_its_losses_have_gradients():
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    reader = Reader(8)
    pictures, regions = torch.full((16, 3, 64, 64), -0.2), torch.zeros(16, len(NAMES), 32, 32)
    shares, paints = torch.zeros(16, len(NAMES), len(COLOURS)), torch.rand(len(COLOURS), 3) * 2 - 1
    for i in range(16):
        for slot, top in ((HEAD, 4), (BELLY, 36)):
            colour, left = int(random.integers(len(COLOURS))), int(random.integers(4, 40))
            pictures[i, :, top : top + 20, left : left + 20] = paints[colour][:, None, None]
            regions[i, slot, top // 2 : top // 2 + 10, left // 2 : left // 2 + 10] = 1
            shares[i, slot, colour] = 1
    regions = F.adaptive_avg_pool2d(regions, reader.cells).flatten(2)
    optimiser = torch.optim.Adam(reader.parameters(), 0.01)
    for _ in range(60):
        parts = reading_losses(reader(pictures), regions, shares)
        optimiser.zero_grad()
        sum(parts.values()).backward()
        optimiser.step()
    said = torch.where(shares.sum(2) > 0, shares.argmax(2), -1)
    reader.eval()
    assert told_share(reader(pictures), said) > 0.8
    shown = pictures.clone().requires_grad_(True)
    told_loss(reader(shown), said).backward()
    assert shown.grad.abs().sum() > 0
    assert told_loss(reader(pictures), torch.full_like(said, -1)) == 0


def test_the_exported_reader_reads_the_same():
    torch.manual_seed(2)
    reader = Reader(8).eval()
    for name, value in reader.named_buffers():
        if name.endswith(("running_mean", "running_var")):
            value.copy_(torch.rand(value.shape) + 0.5)
    pictures = torch.rand(2, 3, 64, 64) * 2 - 1
    trained = reader(pictures)[0]
    exported = load_folded(Reader(8), unpacked(tensors_of(reader)))(pictures)[0]
    assert (exported - trained).abs().max() < 0.05 * trained.abs().max()


def test_every_noun_and_colour_of_the_grammar_is_read():
    said = {noun.split()[0] for part in ("crown", "wing", "upper_tail", "bill", "belly") for noun in NOUNS[part]}
    assert said <= set(nouns()) and set(nouns().values()) == set(NAMES)
    assert words()["gray"] == "grey" and set(words().values()) == set(COLOURS)


def test_what_is_likely_is_read_where_something_is_said():
    logits = torch.full((2, len(NAMES), len(COLOURS)), -9.0)
    logits[0, HEAD, RED], logits[1, BELLY, WHITE] = 9, 9
    said = torch.full((2, len(NAMES)), -1)
    said[0, HEAD], said[1, BELLY], said[1, HEAD] = RED, WHITE, RED
    assert likely(logits, said).tolist() == pytest.approx([1, 1 / len(COLOURS), 1], abs=1e-3)
    others = other_colours(said, np.random.default_rng(1))
    assert ((others == said) == (said < 0)).all()


def test_attention_that_agrees_with_the_reader_costs_less():
    where = torch.full((1, len(NAMES), 24 * 24), -9.0)
    where[:, :, :96] = 9.0
    read = (torch.zeros(1, len(NAMES), len(COLOURS)), where, torch.where(torch.arange(len(NAMES)) == HEAD, 5.0, -5.0)[None])
    right, wrong = torch.full((2, 1, len(NAMES) + 1, 16, 16), 0.01)
    right[:, -1], wrong[:, -1] = 0.9, 0.9
    for maps, slot in ((right, HEAD), (wrong, BELLY)):
        maps[:, slot, :3], maps[:, -1, :3] = 0.9, 0.01
    assert attention_loss([right], read) < 0.8 < 3 < attention_loss([wrong], read)
    # Attending to a part in the background costs, too.
    right[:, HEAD], right[:, -1] = 0.9, 0.01
    assert attention_loss([right], read) > 3


def test_unsaid_parts_have_the_colour_of_the_whole():
    heard = F.one_hot(torch.full((1, len(NAMES)), UNSAID), CHOICES).float()
    heard[:, [BODY, BELLY]] = F.one_hot(torch.tensor([RED, WHITE]), CHOICES).float()
    table = with_whole(heard)
    assert table[0, HEAD].argmax() == RED and table[0, BELLY].argmax() == WHITE and table[0, NAMES.index("beak")].argmax() == UNSAID
    assert torch.allclose(table.sum(2), torch.ones(1, len(NAMES)))


def test_the_best_pictures_of_each_sentence_come_first():
    said = torch.full((6, len(NAMES)), -1)
    said[:, HEAD] = RED

    def scorer(pictures):
        logits = torch.zeros(len(pictures), len(NAMES), len(COLOURS))
        logits[:, HEAD, RED] = pictures[:, 0, 0, 0]
        return logits, torch.zeros(len(pictures), len(NAMES), 16), None

    pictures = torch.tensor([0.1, 0.9, 0.5, 0.3, 0.2, 0.8])[:, None, None, None].expand(-1, 3, 64, 64)
    assert best_of(scorer, pictures, said, 2, 2).tolist() == [1, 2, 5, 3]
    assert fit_of(torch.zeros(1, len(NAMES), len(COLOURS)), torch.full((1, len(NAMES)), -1)).item() == 0


def test_a_head_in_two_places_is_spread_and_comes_last():
    where = torch.full((3, len(NAMES), 16), -20.0)
    where[0, :, 5] = where[1, :, 0] = where[1, :, 15] = where[2, :, 1] = where[2, :, 2] = 20
    spread = spread_of(where)
    assert spread[0].max() < 1e-3
    assert torch.allclose(spread[1], torch.tensor(0.375 * 2**0.5)) and torch.allclose(spread[2], torch.tensor(0.125))
    said = torch.full((3, len(NAMES)), -1)
    read = torch.zeros(3, len(NAMES), len(COLOURS)), where, None
    assert score_of(read, said).argsort(descending=True).tolist() == [0, 2, 1]


def test_precision_counts_own_sentences_that_fit_best():
    said, logits = torch.full((4, len(NAMES)), -1), torch.zeros(4, len(NAMES), len(COLOURS))
    said[:, HEAD] = torch.tensor([RED, WHITE, BLACK, BROWN])
    for row, shown in enumerate((RED, WHITE, BLACK, RED)):
        logits[row, HEAD, shown] = 5
    assert precision(logits, said, torch.arange(4)) == 0.75
    # Sentences about the same class do not count.
    assert precision(logits, said, torch.tensor([0, 1, 2, 0])) == 0.75

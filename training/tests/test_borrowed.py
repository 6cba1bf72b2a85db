"""Captions that pictures without any borrow."""

import torch

from training.captioner.borrowed import EACH, MOST_USES, lines_by_word, shared_out


def test_lines_are_found_by_singular_and_plural():
    found = lines_by_word([["two", "cats"], ["a", "dog"], ["a", "cat", "and", "a", "dog"]], {"cat", "dog"})
    assert found["cat"].tolist() == [0, 2]
    assert found["dog"].tolist() == [1, 2]


def test_a_caption_is_borrowed_by_few_and_only_by_near_pictures():
    cosines = torch.tensor([[0.9, 0.7, 0.6, 0.4]]).repeat(MOST_USES + 2, 1)
    found = shared_out(cosines)
    assert found[0] == [0, 1, 2] and len(found[0]) == EACH
    assert sum(0 in own for own in found) == MOST_USES
    assert found[-1] == [] and not any(3 in own for own in found)

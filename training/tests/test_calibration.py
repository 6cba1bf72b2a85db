"""The captioner's calibration: main nouns, confidence and the cut-off of a search."""

import numpy as np
import pytest

from training.captioner.calibrate import equal_errors, fit_confidence, reliability
from training.captioner.nouns import is_named, main_noun


@pytest.mark.parametrize(
    ("caption", "noun"),
    [
        ("a brown dog is running through the snow", "dog"),
        ("two dogs running on grass", "dog"),
        ("a smiling girl holds a cup", "girl"),
        ("a group of people standing in front of a building", "person"),
        ("three young women in red dresses", "woman"),
        ("a man wearing a hat", "man"),
        ("a close up of a tabby cat", "cat"),
        ("", ""),
    ],
)
def test_the_main_noun_is_the_head_of_the_first_phrase(caption, noun):
    assert main_noun(caption.split()) == noun


def test_a_noun_is_named_by_its_plural_and_a_person_by_any_word_for_one():
    assert is_named("dog", [["two", "dogs"]])
    assert is_named("person", [["a", "girl"]])
    assert not is_named("cat", [["two", "dogs"]])


def test_the_confidence_is_a_regression_on_the_raw_signs():
    random = np.random.default_rng(0)
    features = random.normal(size=(2000, 3)) * [0.5, 0.1, 2] + [-2, 0.4, 1]
    truth = 1 / (1 + np.exp(-(2 * (features[:, 0] + 2) + 5 * (features[:, 1] - 0.4))))
    right = random.random(2000) < truth
    confidence, predicted = fit_confidence(features, right)
    own = 1 / (1 + np.exp(-(features @ confidence["weights"] + confidence["bias"])))
    assert np.abs(own - truth).mean() < 0.03
    assert all(abs(said - share) < 0.08 for said, share, _ in reliability(predicted, right))


def test_the_cut_off_errs_as_often_either_way():
    cut, error = equal_errors(np.array([0.4, 0.6, 0.7, 0.8]), np.array([0.1, 0.2, 0.3, 0.65]))
    assert 0.4 < cut <= 0.65
    assert error == 0.25

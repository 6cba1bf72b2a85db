"""The joint space's names, targets and losses."""

import numpy as np
import pytest
import torch

from training.joint.data import named_vectors
from training.joint.model import JointSpace, contrastive_loss
from training.joint.names import article, classes, label_text, phrasings


def test_there_are_a_thousand_classes_in_imagenets_order():
    names = classes()
    assert len(names) == 1000
    assert names[281] == ("tabby", "cat")
    assert names[967] == ("espresso", "cup of coffee")
    assert all(specific and everyday for specific, everyday in names)


@pytest.mark.parametrize(("noun", "phrase"), [("owl", "an owl"), ("cat", "a cat"), ("jeans", "jeans"), ("glass", "a glass"), ("a dog", "a dog")])
def test_indefinite_article(noun, phrase):
    assert article(noun) == phrase


def test_phrasings_use_both_names_of_a_class():
    assert phrasings("tabby", "cat") == ["A cat.", "A photo of a cat.", "A close-up of a tabby cat."]
    assert phrasings("Persian cat", "cat")[2] == "A close-up of a Persian cat."


def test_labels_become_sentences():
    assert label_text("general", "caltech101/water_lilly") == "A photo of a water lilly."
    assert label_text("general", "imagewoof/n02086240") == "A dog."
    assert label_text("general", "caltech101/BACKGROUND_Google") == ""
    assert label_text("general-more", "jet, plane, sky") == "A photo of jet, plane, sky."
    assert label_text("birds", "Cardinal") == ""


def test_named_vectors_follow_the_most_likely_class_and_the_label():
    names = np.eye(1000, 384, dtype=np.float32)
    answers = np.zeros((2, 1000), np.float16)
    answers[:, 7] = 20
    labels = np.zeros((2, 384), np.float32)
    labels[1, 300] = 1
    vectors = named_vectors(answers, names, labels)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0].argmax() == 7
    assert vectors[1].argmax() == 300 and vectors[1, 7] > 0.3


def test_equivalent_sentences_are_not_negatives():
    points = torch.nn.functional.normalize(torch.eye(3) + 0.01, dim=1)
    twins = torch.stack([points[0], points[0], points[2]])
    none, alike = torch.eye(3, dtype=torch.bool), torch.eye(3, dtype=torch.bool)
    alike[0, 1] = alike[1, 0] = True
    temperature = torch.tensor(-2.0)
    assert contrastive_loss(twins, twins, temperature, alike) < 0.01
    assert contrastive_loss(twins, twins, temperature, none) > 0.4


def test_both_encoders_return_unit_vectors():
    space = JointSpace(16, hidden=8)
    for points in (space.encode_image(torch.randn(4, 16)), space.encode_text(torch.randn(4, 384))):
        assert points.shape == (4, 300)
        assert torch.allclose(points.norm(dim=1), torch.ones(4), atol=1e-5)

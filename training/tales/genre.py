"""Classifies stories by genre from their words and sentence vectors. A story may have none."""

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from training.prose.corpus import GENRES

EVERYDAY = "everyday"
CLASSES = [*GENRES, EVERYDAY]
DESCRIPTIONS = {
    "romance": [
        "A love story: two people fall in love, kiss and marry.",
        "She blushed as he took her hand and told her that he loved her.",
        "A heart broken, a proposal, a wedding, a lover who comes back.",
        "They had their first date and she knew he was the one.",
    ],
    "adventure": [
        "An adventure: an expedition through jungle, desert or sea.",
        "They fought the pirates and found the treasure on the island.",
        "A daring escape, a chase on horseback, a climb over the mountains.",
        "The explorers followed the map to the lost city.",
    ],
    "mystery": [
        "A detective looks for clues and solves the murder.",
        "Who stole the necklace? The inspector questioned every suspect.",
        "A crime, a witness, an alibi and an arrest.",
        "The private eye studied the body and the locked room.",
    ],
    "gothic_horror": [
        "A ghost haunts the old mansion at night.",
        "A vampire rose from his coffin in the crypt.",
        "A scream, blood, a cursed house, a dark shape in the shadows.",
        "They heard footsteps in the abandoned house and something evil watched them.",
    ],
    "fairy_tales": [
        "A fairy tale with a king, a princess, a witch and a magic spell.",
        "The animals of the forest talked, and the fox tricked the crow.",
        "A dragon, an enchanted castle, three wishes and a brave prince.",
        "The wise owl told the little rabbit a secret about the magic tree.",
    ],
    "science_fiction": [
        "A spaceship flies to another planet and meets aliens.",
        "The robots and the artificial intelligence took over the station.",
        "A scientist builds a time machine.",
        "In the far future astronauts live on Mars.",
    ],
    EVERYDAY: [
        "A day at school with friends.",
        "He went to the store and bought groceries.",
        "She got a new job at the office and was happy.",
        "The family drove to the beach and ate ice cream.",
        "Two friends talk on a bench in the park.",
        "A boy plays baseball and his team wins the game.",
    ],
}
SURE = 0.08
"""Least lead of a story's nearest genre over the second nearest for the story to be a training example."""
CONFIDENT = 0.65
"""Least probability at which a genre is assigned."""
MEANING = 2.0
"""Weight of a story's vector relative to its words."""


def nearest(vectors: np.ndarray, described: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Returns the nearest class of each story (N), and its lead over the second nearest (N). vectors (N,D) and described[class] (K,D): unit vectors.

    Similarities are centred for each class first, since some descriptions are close to everything.
    """
    scores = np.stack([np.sort(vectors @ described[c].T, 1)[:, -2:].mean(1) for c in CLASSES], 1)
    scores -= scores.mean(0)
    order = np.sort(scores, 1)
    return scores.argmax(1), order[:, -1] - order[:, -2]


class Classifier:
    """A logistic regression on TF-IDF words and MiniLM vectors."""

    def __init__(self, words: int = 30000, least: int = 5):
        self.counter = TfidfVectorizer(token_pattern=r"[a-z]{3,}", sublinear_tf=True, min_df=least, max_df=0.5, max_features=words)
        self.model = LogisticRegression(C=4.0, max_iter=200, class_weight="balanced")

    def _features(self, words, vectors: np.ndarray) -> csr_matrix:
        return hstack([words, csr_matrix(vectors * MEANING)], format="csr")

    def fit(self, texts: list[str], vectors: np.ndarray, labels: np.ndarray) -> "Classifier":
        self.model.fit(self._features(self.counter.fit_transform(texts), vectors), labels)
        return self

    def probabilities(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        """Returns (N, classes), in the order of CLASSES."""
        found = self.model.predict_proba(self._features(self.counter.transform(texts), vectors))
        out = np.zeros((len(texts), len(CLASSES)))
        out[:, self.model.classes_] = found
        return out


def named(probabilities: np.ndarray, least: float = CONFIDENT) -> list[str | None]:
    """Returns the genre of each story, or None if it is about everyday life or uncertain."""
    best = probabilities.argmax(1)
    return [GENRES[b] if b < len(GENRES) and p[b] >= least else None for b, p in zip(best, probabilities, strict=True)]

"""The map of words: places by t-SNE, and clusters."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.manifold import TSNE

CLUSTERS = 24


def map_of(embedding: np.ndarray, counts: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Maps the words to 2-D coordinates in -1..1 by t-SNE (van der Maaten and Hinton 2008) and clusters them by k-means, largest first."""
    unit = embedding / np.linalg.norm(embedding, axis=1, keepdims=True)
    places = TSNE(2, perplexity=30, metric="cosine", init="pca", random_state=1, n_jobs=2).fit_transform(unit)
    places = (places - places.mean(0)) / np.abs(places - places.mean(0)).max()
    found = KMeans(CLUSTERS, n_init=4, random_state=1).fit_predict(places, sample_weight=np.sqrt(counts))
    order = np.argsort(-np.bincount(found, minlength=CLUSTERS))
    return places, np.argsort(order)[found]

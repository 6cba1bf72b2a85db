"""A genre classifier for evaluation: naive Bayes over novels and stories, with names removed."""

import re
from collections import Counter

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from training.prose.corpus import GENRES, Book

_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
PIECE = 120
"""Words per classified piece."""


def names_of(books: list[Book]) -> set[str]:
    """Returns the words that are usually capitalised inside sentences."""
    capital, all_of = Counter(), Counter()
    for book in books:
        for paragraph in book.paragraphs:
            for sentence in paragraph:
                for word in _WORD.findall(sentence)[1:]:
                    all_of[word.lower()] += 1
                    capital[word.lower()] += word[0].isupper()
    return {word for word, n in all_of.items() if capital[word] > n / 2 and word != "i" and not word.startswith("i'")}


def plain(text: str, names: set[str]) -> str:
    return " ".join(w for w in (x.lower() for x in _WORD.findall(text)) if w not in names)


def pieces(book: Book, names: set[str]) -> list[str]:
    words = plain(" ".join(s for p in book.parts()[0] for s in p), names).split()
    return [" ".join(words[i : i + PIECE]) for i in range(0, len(words) - PIECE, PIECE)]


class Judge:
    def __init__(self, books: list[Book], stories: list[tuple[str, str]]):
        """stories: texts with their genres."""
        kept = [b for b in books if b.genre in GENRES]
        self.names = names_of(books)
        texts, labels = [], []
        for book in kept:
            found = pieces(book, self.names)
            texts += found
            labels += [GENRES.index(book.genre)] * len(found)
        texts += [plain(text, self.names) for text, _ in stories]
        labels += [GENRES.index(genre) for _, genre in stories]
        self.counter = CountVectorizer(token_pattern=r"\S+", min_df=5)
        counts = self.counter.fit_transform(texts)
        self.model = MultinomialNB(alpha=0.3, class_prior=np.full(len(GENRES), 1 / len(GENRES))).fit(counts, labels)

    def genre(self, texts: list[str]) -> list[str]:
        counts = self.counter.transform([plain(t, self.names) for t in texts])
        return [GENRES[i] for i in self.model.predict(counts)]

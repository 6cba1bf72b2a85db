"""Builds the storyteller's corpus from stories, novels, tales and captions.

    ATELIER_DATA=... python -m training.tales.make [--until STEP]

The steps are: stories (cleaned, thinned, renamed), passages, genres, captions (the nearest to each passage's beginning),
corpus. Each saves its result in the run folder `tales` and is skipped if the result exists. MiniLM vectors are cached as
well, so that an interrupted run resumes. --again STEP repeats that step and all later ones.
"""

import argparse
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from training.common.minilm import Cache
from training.common.paths import runs_root
from training.prose.corpus import GENRES, sentences_of
from training.tales import captions, clean, cut, genre, names, sources, thin
from training.tales.sources import Story

BY_PEOPLE = {"aesop", "fairytaleqa", "storybooks", "rocstories", "storycloze", "mctest", "novels"}
"""Sources written by people. Their names and formulas are left unchanged."""
BEGINNING_WORDS = 15
"""A passage's beginning ends with the sentence that reaches this many words."""
NEAREST = 5
"""Captions per passage."""


def folder() -> Path:
    found = runs_root() / "tales"
    found.mkdir(parents=True, exist_ok=True)
    return found


def write_lines(name: str, rows: list[dict]) -> None:
    path = folder() / f"{name}.jsonl"
    with open(path.with_suffix(".new"), "w") as handle:
        handle.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    os.replace(path.with_suffix(".new"), path)


def read_lines(name: str) -> Iterator[dict]:
    """Yields the rows of a step. Raises SystemExit if the step has not run."""
    path = folder() / f"{name}.jsonl"
    if not path.exists():
        raise SystemExit("Make the corpus first: python -m training.tales.make")
    with open(path) as handle:
        for line in handle:
            yield json.loads(line)


def text_of(story: Story) -> str:
    return " ".join(s for p in story.sentences for s in p)


def beginning(text: str) -> str:
    """Returns the first sentences of a passage, up to the one that reaches BEGINNING_WORDS words."""
    taken: list[str] = []
    for sentence in sentences_of(text.split("\n")[0]):
        taken.append(sentence)
        if sum(len(s.split()) for s in taken) >= BEGINNING_WORDS:
            break
    return " ".join(taken)


def make_stories() -> None:
    found = [*sources.stories(), *sources.tales()]
    for story in found:
        story.paragraphs = clean.cleaned(story.paragraphs)
    seen: set[str] = set()
    kept = []
    for story in found:
        mark = " ".join(" ".join(story.paragraphs).lower().split()[:30])
        if story.paragraphs and mark not in seen:
            seen.add(mark)
            kept.append(story)
    print(f"{len(kept)} of {len(found)} stories are fit and distinct", flush=True)
    recurring = names.over_used(["\n".join(s.paragraphs) for s in kept if s.kind not in BY_PEOPLE])
    print(f"{len(recurring.kinds)} names recur too often", flush=True)
    for story in kept:
        if story.kind not in BY_PEOPLE:
            story.paragraphs = names.replaced(story.paragraphs, story.key, recurring)
        story.sentences = [s for s in map(sentences_of, story.paragraphs) if s]
    novels = sources.novels()
    for story in novels:
        story.sentences = [s for s in map(sentences_of, clean.fit_run(story.paragraphs)) if s]
    kept = [s for s in [*kept, *novels] if s.sentences]
    formulas = thin.thin_formulas([s for s in kept if s.kind not in BY_PEOPLE])
    kept = [s for s in kept if s.sentences]
    thinned = thin_all(kept)
    kept = [s for s in kept if s.sentences]
    (folder() / "thinned.json").write_text(json.dumps({"formulas": formulas, "stock": thinned}, indent=1))
    write_lines(
        "stories",
        [{"key": s.key, "kind": s.kind, "genre": s.genre, "certain": s.certain, "held": sources.is_held_out(s.key), "sentences": s.sentences} for s in kept],
    )


def thin_all(stories: list[Story]) -> dict[str, dict]:
    """Thins out stock phrases within each kind. Returns statistics by kind."""
    usual, usual_words = thin.rates(text_of(s) for s in stories if s.kind in BY_PEOPLE)
    by_kind = defaultdict(list)
    for story in stories:
        if story.kind not in BY_PEOPLE:
            by_kind[story.kind].append(story)
    report = {}
    for kind, own in by_kind.items():
        stock = thin.stock_phrases([text_of(s) for s in own], usual, usual_words)
        allowed = max(thin.LEAST_STORIES, thin.STOCK_SHARE * len(own))
        keeps = {four: allowed / n for four, n in stock.items()}
        before = sum(len(p) for s in own for p in s.sentences)
        dropped = sum(thin.thin_stock(s, keeps) for s in own)
        after, _ = thin.rates(text_of(s) for s in own)
        report[kind] = {
            "stories": len(own),
            "phrases": len(stock),
            "sentences dropped": round(dropped / max(1, before), 3),
            "stories dropped": sum(not s.sentences for s in own),
            "commonest after": [(" ".join(four), round(n / len(own), 3)) for four, n in after.most_common(5)],
        }
        print(kind, report[kind], flush=True)
    return report


def make_passages() -> None:
    rows = []
    for story in read_lines("stories"):
        for i, passage in enumerate(cut.passages(story["sentences"])):
            rows.append(
                {
                    "story": story["key"],
                    "part": i,
                    "opens": passage.opens,
                    "words": len(passage.text.split()),
                    "begins": beginning(passage.text),
                    "text": passage.text,
                }
            )
    write_lines("passages", rows)
    print(f"{len(rows)} passages, {sum(r['words'] for r in rows)} words", flush=True)


def make_genres() -> None:
    """Assigns a genre to each story, from the beginnings of all its passages."""
    stories = {s["key"]: s for s in read_lines("stories")}
    by_story = defaultdict(list)
    for row in read_lines("passages"):
        by_story[row["story"]].append(row["begins"])
    keys = [key for key in stories if key in by_story]
    cache = Cache()
    cache.add([begin for key in keys for begin in by_story[key]], "beginnings of passages")
    table, vectors = cache.table(), np.zeros((len(keys), 384), dtype=np.float32)
    for i, key in enumerate(keys):
        mean = table[cache.rows(by_story[key])].astype(np.float32).mean(0)
        vectors[i] = mean / np.linalg.norm(mean)
    texts = [" ".join(s for p in stories[key]["sentences"] for s in p).lower() for key in keys]
    described = {c: cache.vectors(lines, c).astype(np.float32) for c, lines in genre.DESCRIPTIONS.items()}
    best, lead = genre.nearest(vectors, described)
    certain = np.array([stories[key]["certain"] for key in keys])
    hinted = np.array([genre.CLASSES.index(stories[key]["genre"]) if stories[key]["genre"] else -1 for key in keys])
    # A guess by keywords makes up for a small lead.
    agrees = (hinted == best) & (lead > genre.SURE / 4)
    known = certain | (lead > genre.SURE) | agrees
    labels = np.where(certain, hinted, best)
    held = np.array([number % 5 == 0 for number in map(sources.number_of, keys)])
    judge = genre.Classifier().fit([texts[i] for i in np.flatnonzero(known & ~held)], vectors[known & ~held], labels[known & ~held])
    found = judge.probabilities(texts, vectors)
    right = {
        name: round(float((found[rows].argmax(1) == labels[rows]).mean()), 3)
        for name, rows in (("sure, held out", known & held), ("named by the source, held out", certain & held))
        if rows.any()
    }
    print(f"{known.sum()} stories with a certain genre trained the classifier; it agrees with {right}", flush=True)
    guessed = genre.named(found)
    rows = []
    for i, key in enumerate(keys):
        own = stories[key]
        if own["certain"]:
            name, by = own["genre"], "source"
        else:
            name, by = guessed[i], "classifier" if guessed[i] else None
        # A generated tale that does not read like the requested genre is no example of it.
        if own["kind"] == "tales" and name != own["genre"]:
            continue
        rows.append({"key": key, "genre": name, "genreBy": by, "probability": round(float(found[i].max()), 3)})
    write_lines("genres", rows)


def make_captions() -> None:
    """Finds the captions nearest to each passage's beginning, and saves their rows in captions.json and cosines."""
    lines, cache = captions.load_all(), Cache()
    (folder() / "captions.json").write_text(json.dumps(lines, ensure_ascii=False))
    known = torch.from_numpy(cache.vectors(lines, "captions")).bfloat16()
    begins = [row["begins"] for row in read_lines("passages")]
    vectors = torch.from_numpy(cache.vectors(begins, "beginnings of passages")).bfloat16()
    index, score = np.empty((len(begins), NEAREST), dtype=np.int32), np.empty((len(begins), NEAREST), dtype=np.float16)
    for at in range(0, len(begins), 256):
        best = (vectors[at : at + 256] @ known.T).float().topk(NEAREST, 1)
        index[at : at + 256], score[at : at + 256] = best.indices.numpy(), best.values.numpy()
    np.savez(folder() / "nearest.npz", index=index, score=score)


def make_corpus() -> None:
    """Joins everything about each passage into one line, and computes the corpus's statistics."""
    kinds = {s["key"]: (s["kind"], s["held"]) for s in read_lines("stories")}
    genres = {row["key"]: row for row in read_lines("genres")}
    lines = json.loads((folder() / "captions.json").read_text())
    with np.load(folder() / "nearest.npz") as near:
        index, score = near["index"], near["score"]
    rows = []
    for i, row in enumerate(read_lines("passages")):
        if row["story"] not in genres:
            continue
        kind, held = kinds[row["story"]]
        about = genres[row["story"]]
        nearest = [{"caption": lines[j], "cosine": round(float(c), 3)} for j, c in zip(index[i], score[i], strict=True)]
        rows.append(row | {"kind": kind, "held": held, "genre": about["genre"], "genreBy": about["genreBy"], "captions": nearest})
    write_lines("corpus", rows)
    (folder() / "figures.json").write_text(json.dumps(figures(rows), indent=1))
    print(json.dumps(figures(rows), indent=1), flush=True)


def figures(rows: list[dict]) -> dict:
    words, passages, genres, openings = Counter(), Counter(), Counter(), defaultdict(Counter)
    for row in rows:
        words[row["kind"]] += row["words"]
        passages[row["kind"]] += 1
        genres[row["genre"] or "none"] += row["words"]
        if row["opens"] == "story":
            openings[row["kind"]][" ".join(row["text"].split()[:3])] += 1
    best = [row["captions"][0]["cosine"] for row in rows]
    return {
        "passages": len(rows),
        "words": sum(words.values()),
        "held out": round(sum(r["held"] for r in rows) / len(rows), 3),
        "words by kind": dict(words),
        "passages by kind": dict(passages),
        "words by genre": {g: genres[g] for g in [*GENRES, "none"]},
        "commonest openings": {kind: [(o, round(n / found.total(), 3)) for o, n in found.most_common(3)] for kind, found in openings.items()},
        "cosine to the nearest caption": {f"{q} %": round(float(np.percentile(best, q)), 3) for q in (10, 50, 90)},
    }


STEPS = {
    "stories": (make_stories, "stories.jsonl"),
    "passages": (make_passages, "passages.jsonl"),
    "genres": (make_genres, "genres.jsonl"),
    "captions": (make_captions, "nearest.npz"),
    "corpus": (make_corpus, "corpus.jsonl"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--again", choices=list(STEPS), help="repeat this step and all later ones")
    parser.add_argument("--until", choices=list(STEPS), default="corpus", help="last step to run")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    order = list(STEPS)
    if args.again:
        for step in order[order.index(args.again) :]:
            (folder() / STEPS[step][1]).unlink(missing_ok=True)
    for step in order[: order.index(args.until) + 1]:
        made, file = STEPS[step]
        if (folder() / file).exists():
            print(f"{step}: already done", flush=True)
            continue
        began = time.time()
        made()
        print(f"{step}: done in {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()

"""Prints the model card's tables: explained variance of the teacher layers on held-out pictures, and classification by the pooled features.

    ATELIER_DATA=... python -m training.perception.evaluate [--write] [--meaning-only]

The feature table uses the checkpoint's averaged weights; exporting changes only their scale. The classification table uses
the exported file, whose layers above relu5_1 were trained further with the captioner. `--write` updates the tables in
public/models/perception/README.md.
"""

import argparse
import re

import numpy as np
import torch
import torch.nn.functional as F

from training.common.arithmetic import pick_autocast
from training.common.exported import Exported
from training.common.paths import load_teachers, models_root
from training.perception.batches import as_rgb
from training.perception.data import load_source
from training.perception.export import load_averaged
from training.perception.model import FEATURES, Trained, teach

CROP_SIZE = 128


def explained(trained: Trained, teachers: tuple, count: int = 192) -> dict[str, float]:
    """Returns the explained variance of each teacher layer, summed over channels, on held-out Flickr8k and bird crops of 128 px.

    teachers: Vgg19Front and Vgg19Small, on the network's device.
    """
    net, heads, scales, crops, random = trained.net, trained.heads, trained.scales, [], np.random.default_rng(9)
    for name in ("flickr8k", "birds"):
        source = load_source(name)
        for row in random.choice(np.flatnonzero(source.held_out), count // 2, replace=False):
            picture = source.pictures[row]
            left, top = random.integers(0, picture.shape[0] - CROP_SIZE + 1, 2)
            crops.append(picture[top : top + CROP_SIZE, left : left + CROP_SIZE])
    rgb = as_rgb(np.stack(crops)).to(next(net.parameters()).device)
    totals: dict[str, list] = {k: [0, 0, 0, 0] for k in FEATURES}
    with torch.no_grad():
        for part in rgb.split(16):
            targets, seen = teach(*teachers, part), net(part)
            for k, sums in totals.items():
                wanted = ((targets[k] - scales[k][0]) / scales[k][1]).double()
                wrong = heads.features[k](seen[k]).double() - wanted
                for i, value in enumerate((wanted, wanted.square(), wrong.square())):
                    sums[i] = sums[i] + value.sum((0, 2, 3))
                sums[3] += wanted[:, 0].numel()
    result = {}
    for k, (first, second, wrong, n) in totals.items():
        variance = second - first.square() / n
        result[k] = (1 - wrong.sum() / variance.sum()).item()
    return result


def tops(net: Exported, pictures: np.ndarray, autocast) -> torch.Tensor:
    """Returns the pooled features (N,384) of whole pictures at 128 px, not centred."""
    found = []
    with torch.no_grad():
        for start in range(0, len(pictures), 64):
            rgb = as_rgb(np.asarray(pictures[start : start + 64]))
            if rgb.shape[-1] != CROP_SIZE:
                rgb = F.interpolate(rgb, size=(CROP_SIZE, CROP_SIZE), mode="bilinear", antialias=rgb.shape[-1] > CROP_SIZE)
            with autocast():
                found.append(net.pooled(rgb).float())
    return torch.cat(found)


def nearest_accuracy(features: torch.Tensor, labels: np.ndarray, held_out: np.ndarray) -> float:
    """Returns the share of held-out labelled pictures whose nearest training picture, by cosine of centred features, has the same label."""
    centred = F.normalize(features - features[~held_out].mean(0), dim=1)
    gallery, asked = np.flatnonzero(~held_out & (labels >= 0)), np.flatnonzero(held_out & (labels >= 0))
    nearest = torch.cat([(part @ centred[gallery].T).argmax(1) for part in centred[asked].split(256)])
    return float((labels[gallery][nearest.numpy()] == labels[asked]).mean())


def meaning(net: Exported) -> dict[str, tuple[float, float, int, int]]:
    """Returns, by source: accuracy of the network and of MobileNetV2's features, number of held-out pictures, number of classes."""
    rows, random, (autocast, _) = {}, np.random.default_rng(3), pick_autocast("cpu")
    for name in ("general", "tiny", "birds"):
        source = load_source(name)
        counts = np.bincount(source.labels[(source.labels >= 0)])
        labels = np.where((source.labels >= 0) & (counts[np.maximum(source.labels, 0)] > 1), source.labels, -1)
        keep = np.flatnonzero(labels >= 0)
        asked = keep[source.held_out[keep]]
        if len(asked) > 1000:
            asked = np.sort(random.choice(asked, 1000, replace=False))
        keep = np.sort(np.concatenate([keep[~source.held_out[keep]], asked]))
        args = labels[keep], source.held_out[keep]
        student = nearest_accuracy(tops(net, source.pictures[keep], autocast), *args)
        ceiling = nearest_accuracy(torch.tensor(source.pooled[keep].astype(np.float32)), *args)
        rows[name] = student, ceiling, len(asked), len(set(labels[keep]))
    return rows


def features_table(run: str) -> str:
    trained, saved = load_averaged(run)
    module = load_teachers()
    lines = [
        f"After {saved['step']} steps, {saved['seconds'] / 60:.0f} minutes ({saved['arithmetic']}).",
        "",
        "| teacher layer | student layer | variance explained |",
        "|---|---|---|",
    ]
    lines += [f"| {FEATURES[k][0]} | {k} | {value:.3f} |" for k, value in explained(trained, (module.Vgg19Front(), module.Vgg19Small())).items()]
    return "\n".join(lines)


def meaning_table() -> str:
    lines = ["| pictures | classes | held out | nearest neighbour has the class | the same with MobileNetV2 |", "|---|---|---|---|---|"]
    for name, (student, ceiling, count, classes) in meaning(Exported.load(models_root() / "perception")).items():
        lines.append(f"| {name} | {classes} | {count} | {student:.3f} | {ceiling:.3f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", default="perception")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--meaning-only", action="store_true", help="only the classification table, if the run that trained the lower layers is not available")
    args = parser.parse_args()
    tables = {} if args.meaning_only else {"figures": features_table(args.run)}
    tables["meaning"] = meaning_table()
    card = models_root() / "perception" / "README.md"
    for mark, table in tables.items():
        print(table, end="\n\n")
        if args.write:
            text = re.sub(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", lambda m, t=table: m[1] + t + "\n" + m[2], card.read_text(), flags=re.S)
            card.write_text(text)


if __name__ == "__main__":
    main()

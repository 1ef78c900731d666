"""Learn the weights of `news/rank/no_news_model.py`: `python -m benchmarks.no_news_fit --data DIR [--write]`.

The examples in `no_news_examples.tsv` were written for this: headlines of what is no news, and news about the same
things, in twelve languages. DIR has the layout of the development data: half of its headlines are taken for news too,
the other half shows what would be called no news wrongly. Without --write nothing changes: a third of the examples is
held out and scored.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from news.rank import find_no_news
from news.rank.no_news_model import LEAST_RUNS, runs_of, score

EXAMPLES = Path(__file__).with_name("no_news_examples.tsv")
WEIGHTS = Path(__file__).parents[1] / "news" / "rank" / "no_news_weights.tsv"
ROUNDS = 10
# How often a run stands in examples of no news, or in news, before it is learned; how many are kept.
LEAST_NO_NEWS, LEAST_NEWS, KEPT = 2, 8, 18_000
STEP, DECAY = 0.4, 1e-4
THRESHOLDS = (50, 100, 125, 150, 175, 200)
Row = tuple[set[str], int]
Weights = dict[str, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples = read_examples(EXAMPLES)
    headlines = sorted(filter(None, read_headlines(args.data / "telling")))
    taught = [
        (title, 0) for title in headlines if crc32(title.encode()) % 2 == 0
    ]
    unseen = [title for title in headlines if crc32(title.encode()) % 2]
    held = [
        pair
        for pair in examples
        if not args.write and crc32(pair[0].encode()) % 3 == 0
    ]
    learned = [pair for pair in examples if pair not in held] + taught
    weights = fit([(runs_of(title), label) for title, label in learned])
    report(weights, held, unseen)
    if args.write:
        write(weights)


def read_examples(path: Path) -> list[tuple[str, int]]:
    """Return headlines with 1 for what is no news and 0 for news."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [(title, int(kind != "news")) for _, kind, title in rows]


def read_headlines(folder: Path) -> set[str]:
    """Return headlines of news, without those that patterns know as no news."""
    titles: set[str] = set()
    for name in ("og2021", "ecb", "pairs", "lcsts", "categories"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt") as lines:
            for row in map(json.loads, lines):
                if row.get("category") not in {"not_news", "other"}:
                    keys = ("title", "first_title", "second_title", "reference")
                    titles.update(str(row.get(key, "")) for key in keys)
    return {title for title in titles if title and not find_no_news(title)}


def fit(rows: list[Row]) -> Weights:
    """Logistic regression by Adagrad over single examples; return whole hundredths.

    A score is the sum of weights by the root of all runs, known or not, so that unknown letters
    tell of news. The bias is spread over the weights by a run of its own, then left out: the
    threshold stands for it.
    """
    wanted = Counter(run for runs, label in rows if label for run in runs)
    news = Counter(run for runs, label in rows if not label for run in runs)
    known = [
        run
        for run in {*wanted, *news}
        if wanted[run] >= LEAST_NO_NEWS or news[run] >= LEAST_NEWS
    ]
    places = {run: place for place, run in enumerate(sorted(known))}
    weights, bias = _descend(rows, places)
    order = np.argsort(-np.abs(weights))[:KEPT]
    names = list(places)
    print(f"{len(places)} runs, bias {bias:.2f}")
    return {
        names[place]: value
        for place in sorted(order.tolist())
        if (value := round(100 * float(weights[place])))
    }


def _descend(
    rows: list[Row], places: dict[str, int]
) -> tuple[NDArray[np.float64], float]:
    """Return the mean weights of the later rounds, and the bias."""
    index = [
        np.array([places[run] for run in runs if run in places], dtype=np.int64)
        for runs, _ in rows
    ]
    weights, spent = np.zeros(len(places)), np.full(len(places), 1e-2)
    total, bias, bias_spent = np.zeros(len(places)), -2.0, 1e-2
    chance = np.random.default_rng(1)
    order = np.arange(len(rows))
    for turn in range(ROUNDS):
        chance.shuffle(order)
        for place in order:
            runs, label = rows[place]
            at, scale = index[place], 1 / np.sqrt(max(len(runs), LEAST_RUNS))
            chance_of = 1 / (1 + np.exp(-weights[at].sum() * scale - bias))
            error = chance_of - label
            step = error * scale + DECAY * weights[at]
            spent[at] += step * step
            weights[at] -= STEP * step / np.sqrt(spent[at])
            bias_spent += error * error
            bias -= 0.1 * error / np.sqrt(bias_spent)
        if turn >= ROUNDS // 2:
            total += weights
    return total / (ROUNDS - ROUNDS // 2), float(bias)


def report(
    weights: Weights, held: list[tuple[str, int]], unseen: list[str]
) -> None:
    """Print, by threshold, the share found, false alarms of the examples, and those of the headlines."""
    scored = [(score(title, weights), label) for title, label in held]
    real = sorted(
        ((score(title, weights), title) for title in unseen), reverse=True
    )
    for least in THRESHOLDS:
        found = Counter(label for value, label in scored if value > least)
        alarms = sum(value > least for value, _ in real)
        counts = Counter(label for _, label in scored)
        print(
            f"> {least}: {found[1]} of {counts[1]} found, {found[0]} of {counts[0]} news, {alarms} of {len(real)}"
        )
    for value, title in real[:15]:
        print(f"{value:6.0f} {title}")


def write(weights: Weights) -> None:
    rows = [f"{value}\t{run}" for run, value in weights.items()]
    head = "# Hundredths, run of letters: made by `python -m benchmarks.no_news_fit --write`."
    WEIGHTS.write_text("\n".join([head, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()

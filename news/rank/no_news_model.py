"""Judge headlines that no pattern knows by their words and the runs of letters in them: a linear
model of what is offered or comes each day. `python -m benchmarks.no_news_fit` learns its weights.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt

from news.toml_tables import read_rows
from news.words import fold

# Letters of a run at most, and of a headline that are looked at.
RUN = 4
LETTERS = 150
# Runs of a headline of about fifteen characters of Chinese, or twenty letters.
LEAST_RUNS = 60
# Score from which a headline is no news. Of 2,803 headlines of public sets that the model was not
# taught, one was above it; of 783 titles of public pages, read by hand, four that were news were.
# Of the examples, held out by turns, 598 of 1,688 that are no news were (941 with the patterns),
# and 23 of 2,181 of news, half of it about the same things.
THRESHOLD = 200
_WORD = re.compile(r"\w+")
_IDEOGRAPH = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"[\s_]+")


def seems_no_news(title: str) -> bool:
    """Return whether a headline's letters are those of what is no news.

    "Energy saving tips for your kitchen" seems so, "Kitchen fire kills two" does not.
    """
    return score(title, _weights()) > THRESHOLD


def score(title: str, weights: dict[str, int]) -> float:
    """Return how a headline's runs weigh, in hundredths by the root of their number.

    Runs without a weight count in the number: what is unlike all examples is news. A short headline
    counts as one of LEAST_RUNS: two runs of "today" do not decide.
    """
    runs = runs_of(title)
    known = map(weights.__getitem__, runs & weights.keys())
    return sum(known) / sqrt(max(len(runs), LEAST_RUNS))


def runs_of(title: str) -> set[str]:
    """Return a headline's runs: of two to four letters, with its beginning and end; single
    characters of Chinese, Japanese and Korean; each word, alone and with the next.

    Each digit is 0, each blank `_`: "Lotto 6" → ^l, lo, …, _0$, =lotto, =lotto=0, =0.
    """
    plain = _DIGIT.sub("0", fold(title[:LETTERS]).strip())
    words = _WORD.findall(plain)
    text = f"^{_BLANK.sub('_', plain)}$"
    runs = set(_IDEOGRAPH.findall(text))
    runs.update(f"={word}" for word in words)
    runs.update(f"={first}={second}" for first, second in pairwise(words))
    for length in range(2, RUN + 1):
        starts = range(len(text) - length + 1)
        runs.update(text[start : start + length] for start in starts)
    return runs


@cache
def _weights() -> dict[str, int]:
    """Return the weight of each run that the model knows, in hundredths.

    Positive ones tell of what is no news: "120 reci" → {"reci": 120}. No run holds a blank.
    """
    rows = read_rows(files("news.rank") / "no_news_weights.tsv")
    weights_and_runs = " ".join(rows).split()
    weights = map(int, weights_and_runs[::2])
    return dict(zip(weights_and_runs[1::2], weights, strict=True))

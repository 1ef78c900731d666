"""Calibrate a model's cosines, with headlines of one event in several languages and of
different events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations
from statistics import fmean

import numpy as np
import numpy.typing as npt

from news.errors import ModelError

# A headline's vector; its length is scaled to 1.
Meaning = npt.NDArray[np.float32]
# Cosine by which translations must be liker than other headlines, or the model
# can't tell events.
#
# The pinned model of the extra has 0.4 between them.
LEAST_APART = 0.1


@dataclass(frozen=True, slots=True)
class Parallel:
    """A headline of `parallel.txt`."""

    event: int
    language: str
    headline: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """How to read one model's cosines."""

    # Its name: vectors of two models never meet.
    model: str
    # The mean cosine of two headlines in two languages that tell two events,
    # each less the mean below.
    unrelated: float
    # The mean cosine of two that tell one.
    same: float
    # The mean of its vectors of headlines on many subjects: what they have in
    # common tells no event.
    mean: Meaning = field(compare=False)

    def likeness(self, cosine: float) -> float:
        """Return a cosine as a likeness: 0 as two events are, 1 as one event is."""
        return (cosine - self.unrelated) / (self.same - self.unrelated)


@cache
def parallel_headlines() -> tuple[Parallel, ...]:
    """Return the headlines that a model is calibrated by."""
    text = files("news.across").joinpath("parallel.txt").read_text("utf-8")
    events = text.partition("\n")[2].split("\n\n")
    return tuple(
        Parallel(number, *line.split(" | ", 1))
        for number, event in enumerate(events)
        for line in event.splitlines()
    )


def scaled(vector: Meaning) -> Meaning:
    """Scale a vector to length 1; zeros stay zeros."""
    length = np.sqrt(vector @ vector)
    return vector / np.float32(length or 1)


def calibrate(model: str, vectors: Sequence[Meaning]) -> Calibration:
    """Read off a model's vectors of `parallel_headlines`, in their order, how alike events are.

    Raises ModelError where the model does not tell translations from other headlines.
    """
    same, unrelated = list[float](), list[float]()
    mean: Meaning = np.mean(vectors, axis=0)
    own = [scaled(vector - mean) for vector in vectors]
    told = zip(parallel_headlines(), own, strict=True)
    for (one, ours), (other, theirs) in combinations(told, 2):
        if one.language != other.language:
            cosines = same if one.event == other.event else unrelated
            cosines.append(float(ours @ theirs))
    found = Calibration(model, fmean(unrelated), fmean(same), mean)
    if found.same - found.unrelated < LEAST_APART:
        raise ModelError(
            f"the model {model!r} does not tell translations from other headlines"
        )
    return found

"""Learn topics from the sections of feeds, on the operator's machine: a hashed linear model.

Softmax regression over hashed words, Han characters and their pairs (Weinberger et al., "Feature
Hashing for Large Scale Multitask Learning", 2009), trained by Adagrad with averaged weights. No
model is shipped: what it knows
it has from the sections of what was read here.
"""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from news.words import STOP, cut_folded, fold

# Rows of the table: with twenty topics in half precision 1.3 megabytes. Taught by
# 401 titles of a public set, four times fewer rows let two more of a hundred of
# its decided titles be wrong, for words share rows.
BUCKETS = 1 << 15
CHARACTERS = 240
# Examples of a topic without which it is not learned.
LEAST = 20
_HAN = re.compile(r"[\u3400-\u9fff]+")
_MAGIC = b"JBL1"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """A text whose section told its topic."""

    text: str
    topic: str


class TopicLearner:
    """A trained model of topics."""

    def __init__(
        self,
        topics: tuple[str, ...],
        weights: NDArray[np.float16],
        bias: Floats,
    ) -> None:
        self.topics = topics
        self._weights = weights
        self._bias = bias

    def chances(self, text: str) -> dict[str, float]:
        """Return the logarithm of each topic's probability;
        empty where it knows nothing of the text.
        """
        index = buckets(text)
        if not self.topics or len(index) == 0:
            return {}
        rows = self._weights[index].astype(np.float32)
        scores = rows.sum(axis=0) / np.sqrt(len(index)) + self._bias
        # Less the greatest before exp: none overflows.
        greatest = scores.max()
        scores -= np.log(np.exp(scores - greatest).sum()) + greatest
        return dict(zip(self.topics, scores.tolist(), strict=True))

    def dump(self) -> bytes:
        """Return the model as bytes for `load`."""
        head = json.dumps(self.topics).encode()
        parts = (
            _MAGIC,
            struct.pack("<I", len(head)),
            head,
            self._bias.astype("<f4").tobytes(),
            self._weights.tobytes(),
        )
        return b"".join(parts)

    @classmethod
    def load(cls, data: bytes) -> TopicLearner | None:
        """Read a model; None if it is not one."""
        try:
            (size,) = struct.unpack("<I", data[4:8])
            start = 8 + size
            topics = tuple(map(str, json.loads(data[8:start])))
            end = start + 4 * len(topics)
            bias = np.frombuffer(data[start:end], dtype="<f4").copy()
            flat = np.frombuffer(data[end:], dtype=np.float16)
            weights = flat.reshape(BUCKETS, len(topics))
        except (ValueError, TypeError, struct.error):
            return None
        is_model = data[:4] == _MAGIC and len(bias) == len(topics) > 0
        return cls(topics, weights, bias) if is_model else None


def train(
    examples: Sequence[Example], *, rounds: int = 12, seed: int = 7
) -> TopicLearner | None:
    """Learn from examples; None where fewer than two topics have enough of them."""
    counts = Counter(map(attrgetter("topic"), examples))
    enough = (topic for topic, count in counts.items() if count >= LEAST)
    topics = tuple(sorted(enough))
    if len(topics) < 2:
        return None
    rows = [
        (buckets(example.text), topics.index(example.topic))
        for example in examples
        if example.topic in topics
    ]
    telling = [row for row in rows if len(row[0])]
    weights, bias = _fit(telling, len(topics), rounds, seed)
    return TopicLearner(topics, weights.astype(np.float16), bias)


def buckets(text: str) -> NDArray[np.intp]:
    """Return the rows of a text's features: words, and for Chinese characters and their pairs too."""
    folded = fold(text[:CHARACTERS])
    features = set(cut_folded(folded)) - STOP
    for run in _HAN.findall(folded):
        features.update(run)
        features.update(map("".join, pairwise(run)))
    written = (feature.encode("utf-8", "replace") for feature in features)
    rows = {crc32(feature) % BUCKETS for feature in written}
    return np.fromiter(rows, dtype=np.intp)


def _fit(
    rows: list[tuple[NDArray[np.intp], int]],
    topics: int,
    rounds: int,
    seed: int,
) -> tuple[Floats, Floats]:
    """Adagrad over single examples in a shuffled order, with a small decay towards nothing.

    Return the means of weights and bias over the rounds: they depend less on the last examples
    (Polyak and Juditsky 1992).
    """
    weights = np.zeros((BUCKETS, topics), dtype=np.float32)
    spent = np.full((BUCKETS, topics), 1e-2, dtype=np.float32)
    bias = np.zeros(topics, dtype=np.float32)
    bias_spent = np.full(topics, 1e-2, dtype=np.float32)
    sum_of_weights = np.zeros_like(weights)
    sum_of_biases = np.zeros_like(bias)
    order = np.arange(len(rows))
    chance = np.random.default_rng(seed)
    for _ in range(rounds):
        chance.shuffle(order)
        for position in order:
            index, topic = rows[position]
            scale = np.float32(1.0 / np.sqrt(len(index)))
            part = weights[index]
            # The gradient of the logarithmic loss by the scores.
            error = _softmax(part.sum(axis=0) * scale + bias)
            error[topic] -= 1.0
            step = error * scale + 1e-4 * part
            spent[index] += step * step
            weights[index] = part - 0.3 * step / np.sqrt(spent[index])
            bias_spent += error * error
            bias -= 0.1 * error / np.sqrt(bias_spent)
        sum_of_weights += weights
        sum_of_biases += bias
    share = np.float32(1.0 / rounds)
    return sum_of_weights * share, sum_of_biases * share


def _softmax(scores: Floats) -> Floats:
    """Turn one text's scores into probabilities."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)

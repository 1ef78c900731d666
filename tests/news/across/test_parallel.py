"""A model is read by made-up headlines of one event in several languages."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from news.across.parallel import Meaning, calibrate, parallel_headlines
from news.errors import ModelError


def event_vectors() -> list[Meaning]:
    """Return a vector for each headline that is its event's alone."""
    count = len(parallel_headlines())
    basis: list[Meaning] = list(np.eye(count, dtype=np.float32))
    return [basis[parallel.event] for parallel in parallel_headlines()]


def test_each_event_is_told_in_four_languages() -> None:
    counts = Counter(parallel.event for parallel in parallel_headlines())
    assert len(counts) == 16
    assert set(counts.values()) == {4}
    assert len({parallel.language for parallel in parallel_headlines()}) == 8


def test_translations_are_1_and_other_headlines_0() -> None:
    calibration = calibrate("perfect", event_vectors())
    assert calibration.likeness(calibration.same) == pytest.approx(1)
    assert calibration.likeness(calibration.unrelated) == pytest.approx(0)


def test_what_all_headlines_share_is_left_out() -> None:
    shared = np.full(len(parallel_headlines()), 3, np.float32)
    plain = calibrate("perfect", event_vectors())
    shifted = [vector + shared for vector in event_vectors()]
    calibration = calibrate("shifted", shifted)
    assert calibration.same == pytest.approx(plain.same)
    assert calibration.unrelated == pytest.approx(plain.unrelated)
    np.testing.assert_allclose(calibration.mean, plain.mean + shared, atol=1e-5)


def test_a_model_that_tells_nothing_apart_is_refused() -> None:
    alike = [np.ones(3, np.float32) for _ in parallel_headlines()]
    with pytest.raises(ModelError, match="does not tell translations"):
        calibrate("flat", alike)

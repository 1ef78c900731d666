"""The named mutants fit the code as it is: one without its place would test nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mutants import MUTANTS, Mutant

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutants_place_is_there_once(mutant: Mutant) -> None:
    code = (ROOT / mutant.file).read_text("utf-8")
    assert code.count(mutant.before) == 1

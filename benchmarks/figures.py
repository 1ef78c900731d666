"""A measured figure beside its aim and its peer in the same run; the verdict is the last line."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; without an aim it only informs."""

    name: str
    value: float
    unit: str
    aim: float | None
    better: Literal["higher", "lower"]
    peer: str = ""
    peer_value: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the aim is reached; true where there is none."""
        if self.aim is None:
            return True
        return (
            self.value >= self.aim
            if self.better == "higher"
            else self.value <= self.aim
        )


def print_table(figures: list[Figure]) -> None:
    """Print all figures."""
    table = Table("", "Figure", "Value", "Aim", "Peer", "Note")
    for each in figures:
        sign = "≥" if each.better == "higher" else "≤"
        aim = f"{sign} {each.aim:g}" if each.aim is not None else ""
        peer = (
            f"{each.peer} {each.peer_value:.4g}"
            if each.peer_value is not None
            else each.peer
        )
        mark = (
            "[green]✔[/green]"
            if each.aim is not None and each.met
            else "[red]✘[/red]"
            if not each.met
            else "·"
        )
        table.add_row(
            mark,
            each.name,
            f"{each.value:.4g} {each.unit}",
            aim,
            peer,
            each.note,
        )
    Console(width=150).print(table, highlight=False)


def verdict(figures: list[Figure]) -> int:
    """Print the verdict as the last line; returns the exit code."""
    aims = [each for each in figures if each.aim is not None]
    missed = [each.name for each in aims if not each.met]
    print(
        f"FAIL: {len(missed)} of {len(aims)} aims missed: {'; '.join(missed)}"
        if missed
        else f"PASS: {len(aims)} aims met"
    )
    return 1 if missed else 0


def options(description: str) -> tuple[Path | None, bool, Path | None]:
    """Read `--data DIR`, `--short` and `--feedparser DIR`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--data",
        type=Path,
        help="a folder with zh-pages/ and telling/; figures that need it are left out without",
    )
    parser.add_argument("--short", action="store_true", help="under 50 seconds")
    parser.add_argument(
        "--feedparser",
        type=Path,
        help="feedparser's unpacked source, for its own tests",
    )
    found = parser.parse_args()
    return found.data, found.short, found.feedparser


def finish(figures: list[Figure]) -> None:
    """Print, judge and exit."""
    print_table(figures)
    sys.exit(verdict(figures))

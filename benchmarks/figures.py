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


def beside(name: str, ours: float, peer: float, most: float) -> Figure:
    """Return how many times longer ours takes than a peer in the same run: the machine's speed
    cancels out.
    """
    return Figure(
        f"{name}, beside its peer",
        ours / peer,
        "×",
        most,
        "lower",
        note="same run",
    )


def print_table(figures: list[Figure]) -> None:
    """Print all figures."""
    table = Table("", "Figure", "Value", "Aim", "Peer", "Note")
    for figure in figures:
        sign = "≥" if figure.better == "higher" else "≤"
        aim = f"{sign} {figure.aim:g}" if figure.aim is not None else ""
        peer = (
            f"{figure.peer} {figure.peer_value:.4g}"
            if figure.peer_value is not None
            else figure.peer
        )
        mark = (
            "[green]✔[/green]"
            if figure.aim is not None and figure.met
            else "[red]✘[/red]"
            if not figure.met
            else "·"
        )
        table.add_row(
            mark,
            figure.name,
            f"{figure.value:.4g} {figure.unit}",
            aim,
            peer,
            figure.note,
        )
    Console(width=150).print(table, highlight=False)


def verdict(figures: list[Figure]) -> int:
    """Print the verdict as the last line; returns the exit code."""
    aims = [figure for figure in figures if figure.aim is not None]
    missed = [figure.name for figure in aims if not figure.met]
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

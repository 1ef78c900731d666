"""Read the tables that lie beside the modules of `news`."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from typing import Any

# Keys and what they hold: texts, numbers, lists, other tables.
Table = dict[str, Any]


def read_table(file: Traversable) -> Table:
    """Return what a TOML file of a package holds: `files("news.zones") / "names.toml"`.

    It is read anew each time: keep what you make of it.
    """
    return tomllib.loads(file.read_text("utf-8"))


def read_rows(file: Traversable) -> list[str]:
    """Return the rows of a text file of a package, one a line, without empty lines and comments.

    A comment is a line that begins with `#`. The file is read anew each time.
    """
    lines = file.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_list(text: str) -> list[str]:
    """Return the parts of a list that is written with commas, over any number of lines.

    "storm*, rain" → storm*, rain.
    """
    parts = text.replace("\n", " ").split(",")
    return list(filter(None, map(str.strip, parts)))

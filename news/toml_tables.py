"""Read the tables that lie beside the modules of `news`."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from typing import Any


def read_table(file: Traversable) -> dict[str, Any]:
    """Return what a TOML file of a package holds: `files("news.zones") / "names.toml"`.

    It is read anew each time: keep what you make of it.
    """
    return tomllib.loads(file.read_text("utf-8"))

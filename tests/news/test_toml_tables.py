"""Tables that lie beside the modules are read from their packages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from news.toml_tables import read_rows, read_table

TABLE = files("news.zones") / "names.toml"


def test_a_table_of_a_package_is_read() -> None:
    assert "unclear" in read_table(TABLE)


def test_each_reading_is_the_readers_own() -> None:
    read_table(TABLE).clear()
    assert read_table(TABLE)


def test_a_table_that_does_not_exist_is_no_empty_one() -> None:
    with pytest.raises(FileNotFoundError):
        read_table(files("news.zones") / "nowhere.toml")


def test_rows_are_lines_without_comments(tmp_path: Path) -> None:
    file = tmp_path / "rows.txt"
    file.write_text("# Why.\nDE: east\n\nFR: # west\n", "utf-8")
    assert read_rows(file) == ["DE: east", "FR: # west"]

"""Tables that lie beside the modules are read from their packages."""

from __future__ import annotations

from importlib.resources import files

import pytest

from news.toml_tables import read_table

TABLE = files("news.zones") / "names.toml"


def test_a_table_of_a_package_is_read() -> None:
    assert "unclear" in read_table(TABLE)


def test_each_reading_is_the_readers_own() -> None:
    read_table(TABLE).clear()
    assert read_table(TABLE)


def test_a_table_that_does_not_exist_is_no_empty_one() -> None:
    with pytest.raises(FileNotFoundError):
        read_table(files("news.zones") / "nowhere.toml")

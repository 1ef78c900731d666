"""What an operator imports is tried by `check`, and addresses with a key are named."""

from __future__ import annotations

from pathlib import Path

from tests.bot.cli.test_commands import run


def imported(folder: Path, address: str) -> str:
    """Import a file with one address; return what was said on standard error."""
    config = folder / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{folder / "store.db"}"\n', "utf-8"
    )
    opml = folder / "feeds.opml"
    opml.write_text(
        f"<opml version='2.0'><body><outline text='A' xmlUrl='{address}'/></body></opml>",
        "utf-8",
    )
    answer = run("import", opml, "--config", config)
    assert answer.exit_code == 0
    return str(answer.stderr)


def test_check_tries_what_was_imported(tmp_path: Path) -> None:
    imported(tmp_path, "http://127.0.0.1:1/feed.xml")
    answer = run("check", "--json", "--config", tmp_path / "config.toml")
    assert answer.exit_code == 1
    assert "http://127.0.0.1:1/feed.xml" in answer.stdout


def test_an_address_with_a_key_is_named_without_it(tmp_path: Path) -> None:
    said = imported(
        tmp_path, "https://paper.example/feed?token=9f8e7d6c5b4a39281706f5e4"
    )
    assert "its address holds a key" in said
    assert "9f8e7d6c" not in said

"""What the documents name exists: pages, links, commands, settings, targets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import COMMANDS
from bot.handlers.registry import COMMANDS as CHAT
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
OTHERS = frozenset(
    {
        "healthz",
        "mcp",
        "readyz",
        "metrics",
        "data",
        "telegram",
        "admin",
        "token",
        "setinline",
        "newbot",
        "regex",
    }
)
"""Paths, and commands of @BotFather."""
PAGES = sorted(path.name for path in DOCS.glob("*.md"))
WRITTEN = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    ROOT / "CONTRIBUTING.md",
    *(DOCS / name for name in PAGES),
]


def pages_of(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    values = part.values() if isinstance(part, dict) else part
    return [page for value in values for page in pages_of(value)]


def nav() -> list[str]:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    return pages_of(yaml.safe_load(text[text.index("\nnav:") :])["nav"])


def slug(heading: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", re.sub(r"[`*]", "", heading)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def test_every_page_is_in_the_menu_once() -> None:
    assert sorted(nav()) == PAGES


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        page = (path.parent / name) if name else path
        assert page.exists(), f"{path.name}: {target}"
        if anchor:
            headings = re.findall(
                r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE
            )
            assert anchor in map(slug, headings), f"{path.name}: {target}"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_commands_that_are_named_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = re.findall(r"`(?:\.venv/bin/)?jianbao ([a-z]+)", text)
    assert set(lines) <= set(COMMANDS), path.name
    chat = re.findall(r"`/([a-z]+)(?: [^`]*)?`", text)
    assert set(chat) - {command.name for command in CHAT} <= OTHERS, path.name


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_settings_that_are_named_exist(path: Path) -> None:
    tables = {
        name: getattr(field.annotation, "model_fields", None)
        for name, field in Settings.model_fields.items()
    }
    for table, key in re.findall(
        r"`(\w+)\.(\w+)(?: = [^`]*)?`", path.read_text("utf-8")
    ):
        fields = tables.get(table)
        if fields is not None and key not in {"py", "md", "yaml", "lock"}:
            assert key in fields, f"{path.name}: {table}.{key}"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_targets_that_are_named_exist(path: Path) -> None:
    targets = set(
        re.findall(
            r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
        )
    )
    named = re.findall(
        r"(?:^|`)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE
    )
    assert set(named) <= targets, path.name


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "site" / "settings" / "index.html").exists()

"""The generated pages of settings and commands agree with the code."""

from __future__ import annotations

import re

import pytest

from bot.settings import Settings
from docs import generate

MENDED = "the code changed: run `make reference`"


@pytest.mark.parametrize("name", sorted(generate.PAGES))
def test_a_written_page_is_what_the_code_gives(name: str) -> None:
    assert (generate.DOCS / name).read_text("utf-8") == generate.PAGES[
        name
    ](), MENDED


def test_every_setting_is_explained() -> None:
    tables = [
        (f"{name}.{setting.key}", setting.about)
        for name, model, _ in generate.parts()
        if model is not None
        for setting in generate.settings_of(name, model)
    ]
    assert len(tables) > 40
    assert [name for name, about in tables if not about] == []


def test_the_shipped_file_holds_the_defaults() -> None:
    wrong = {}
    for table, values in generate.defaults_in_config().items():
        model = Settings.model_fields[table].annotation
        fields = getattr(model, "model_fields", {})
        for key, value in values.items():
            default = fields[key].get_default(call_default_factory=True)
            if value != default:
                wrong[f"{table}.{key}"] = (value, default)
    assert wrong == {}


def test_a_variable_is_named_as_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named = re.findall(r"`(JIANBAO_WEB__PORT)`", generate.settings_page())
    assert named
    monkeypatch.setenv(named[0], "8099")
    assert Settings().web.port == 8099


def test_commands_of_a_chat_and_of_the_line_are_all_there() -> None:
    from bot.cli import COMMANDS
    from bot.handlers.registry import COMMANDS as CHAT

    page = generate.commands_page()
    assert [
        command.name for command in CHAT if f"| `/{command.name}` |" not in page
    ] == []
    assert [
        name for name in COMMANDS if f"### `jianbao {name}`" not in page
    ] == []
    assert "command." not in page

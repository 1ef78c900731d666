"""Write `docs/settings.md`, `docs/commands.md`, `docs/catalogue.md` and the
table of `docs/chats.md` from the code and the tests: `python -m docs.generate`
(`make reference`).

A test compares the pages with this output, so every new, removed or changed
setting or command shows at once.
"""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import typer.main
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from bot.cli import COMMANDS, app
from bot.handlers.commands import Audience, Subject, of_subject, subjects_of
from bot.handlers.help import subject_text
from bot.handlers.registry import COMMANDS as CHAT_COMMANDS
from bot.rendering.i18n import tongue
from bot.settings import PREFIX, Settings
from docs.catalogue_page import catalogue_page
from docs.said import chats_page

DOCS = Path(__file__).parent
CONFIG = DOCS.parent / "config.toml"
_EVERYWHERE = {"help", "install_completion", "show_completion"}
_OPERATORS = """For people whose Telegram ids are in `telegram.admins`, in their private chats with the bot. For everybody else these commands do not exist.

- `/health`: jobs that are late, the queue and its age, chats and sources by state
- `/sources`: failing sources, the worst first, and chats' sources that wait for approval, the most subscribed first
- `/broadcast We are back.`: counts the recipients, shows the message and asks; then sends it at the usual rate, and can be stopped
- `/ban 123456789`, `/unban 123456789`: bans a chat by its number; the bot does not answer it
- `/admin`: a link that signs in to the [dashboard](running.md#the-dashboard) once"""
_AUDIENCES: dict[Audience, str] = {
    "anybody": "everybody",
    "managers": "private chats, a group's admins",
    "private": "private chats",
    "group": "a group's admins",
    "operators": "operators",
}
NOTE = "<!-- Written by `make reference` from the code; change it there. -->"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of a table of settings."""

    table: str
    key: str
    kind: str
    default: str
    limits: str
    about: str

    @property
    def variable(self) -> str:
        """The environment's name for it; settings in lists have none."""
        return (
            f"{PREFIX}{self.table}__{self.key}".upper()
            if self.table
            else f"{PREFIX}{self.key}".upper()
        )


def attribute_docs(model: type[BaseModel]) -> dict[str, str]:
    """Return the strings below a class's fields."""
    body = ast.parse(inspect.getsource(model)).body[0]
    assert isinstance(body, ast.ClassDef)
    texts = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        is_text = (
            isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
            and isinstance(text.value.value, str)
        )
        if (
            is_text
            and isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
        ):
            texts[field.target.id] = " ".join(text.value.value.split())  # type: ignore[attr-defined]
    return texts


def config_comments() -> dict[tuple[str, str], str]:
    """Return the comment of each key in `config.toml`, commented-out keys
    included.
    """
    table, comments = "", {}
    for line in CONFIG.read_text("utf-8").splitlines():
        if head := re.match(r"\[(\w+)\]\s*(?:#\s*(.*))?$", line):
            table = head[1]
        elif pair := re.match(
            r"#?\s*(\w+) = (?:\"[^\"]*\"|\[[^\]]*\]|[^#\"\[]+?)\s*(?:#\s*(.*))?$",
            line,
        ):
            comments[table, pair[1]] = pair[2] or ""
    return comments


def kind_of(annotation: Any) -> str:
    """Return a type's name in words."""
    if get_origin(annotation) is Literal:
        return " or ".join(f'`"{value}"`' for value in get_args(annotation))
    if get_origin(annotation) is list:
        return f"list of {kind_of(get_args(annotation)[0])}s"
    if (
        get_origin(annotation) is UnionType
        or str(get_origin(annotation)) == "typing.Union"
    ):
        return " or ".join(
            kind_of(part)
            for part in get_args(annotation)
            if part is not type(None)
        )
    names = {
        int: "whole number",
        float: "number",
        bool: "`true` or `false`",
        str: "text",
        SecretStr: "secret",
        Path: "path",
    }
    return names.get(
        annotation, getattr(annotation, "__name__", str(annotation)).lower()
    )


def default_of(field: FieldInfo) -> str:
    """Return a default in TOML."""
    if field.is_required():
        return "must be given"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if value in ("", None, []):
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if not isinstance(value, str) else f'`"{value}"`'


def limits_of(field: FieldInfo) -> str:
    """Return a field's bounds as text."""
    signs = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
    bounds = [
        f"{sign} {getattr(bound, name)}"
        for bound in field.metadata
        for name, sign in signs.items()
        if getattr(bound, name, None) is not None
    ]
    return ", ".join(bounds)


def settings_of(table: str, model: type[BaseModel]) -> list[Setting]:
    """Return the settings of one table."""
    docs, comments = attribute_docs(model), config_comments()
    return [
        Setting(table, key, kind_of(field.annotation), default_of(field), limits_of(field),
                docs.get(key) or field.description or comments.get((table, key), ""))
        for key, field in model.model_fields.items()
    ]  # fmt: skip


def parts() -> Iterator[tuple[str, Any, bool]]:
    """Return the tables of the settings: name, model (None for a plain key) and
    whether there may be several.
    """
    for name, field in Settings.model_fields.items():
        annotation = field.annotation
        several = get_origin(annotation) is list
        inner = get_args(annotation)[0] if several else annotation
        is_table = isinstance(inner, type) and issubclass(inner, BaseModel)
        yield name, inner if is_table else None, several


def cell(text: str) -> str:
    """Escape a text for a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def rows(settings: list[Setting], *, variables: bool) -> Iterator[str]:
    """Write a table of settings."""
    yield "| key | type | default | meaning |"
    yield "|" + " --- |" * 4
    for each in settings:
        kind = f"{each.kind}, {each.limits}" if each.limits else each.kind
        name = f"`{each.key}`" + (
            f"<br><small>`{each.variable}`</small>" if variables else ""
        )
        yield (
            "| "
            + " | ".join(map(cell, (name, kind, each.default, each.about)))
            + " |"
        )


def settings_page() -> str:
    """Write the page of settings."""
    lines = [
        "# Settings", "", NOTE, "",
        "Settings are in `config.toml` beside the program, or in the file that `--config` names. An environment variable overrides the file;",
        "a secret may be read from a file, whose path is then the setting. All settings are checked together at the start: for a wrong one the",
        "program names its value and what is expected, and ends with exit code 2.", "",
        "Each key's variable is below it. Lists in a variable are JSON: `JIANBAO_TELEGRAM__ADMINS='[123456789]'`.", "",
    ]  # fmt: skip
    plain = [name for name, model, _ in parts() if model is None]
    if plain:
        docs, comments = attribute_docs(Settings), config_comments()
        top = [
            Setting("", name, kind_of(field.annotation), default_of(field), limits_of(field),
                    docs.get(name) or field.description or comments.get(("", name), ""))
            for name, field in Settings.model_fields.items() if name in plain
        ]  # fmt: skip
        lines += ["## At the top", "", *rows(top, variables=True), ""]
    for name, model, several in parts():
        if model is not None:
            lines += [
                f"## `[[{name}]]`, any number" if several else f"## `[{name}]`",
                "",
            ]
            lines += [
                " ".join(
                    inspect.cleandoc(model.__doc__ or "")
                    .split("\n\n")[0]
                    .split()
                ),
                "",
            ]
            lines += [
                *rows(settings_of(name, model), variables=not several),
                "",
            ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def text_of(html: str) -> str:
    """Write a help text of the bot as Markdown: its first line is the heading, the rest a list."""
    plain = re.sub(r"</?code>", "`", re.sub(r"</?[bi]>", "", html))
    for mark, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&amp;", "&"),
    ):
        plain = plain.replace(mark, sign)
    lines = []
    for line in plain.split("\n")[1:]:
        command = re.match(r"(/\w+[^—]*?) — (.*)", line)
        known = f"- `{command[1]}`: {command[2]}" if command else ""
        lines.append(
            known or (f"- {line}" if line.startswith("/") else f"\n{line}\n")
        )
    return "\n".join(lines).strip().replace("\n\n\n", "\n\n")


def telegram_commands() -> Iterator[str]:
    """Write the commands of a chat, by subject as `/help` has them."""
    speech = tongue("en")
    for subject in subjects_of(CHAT_COMMANDS):
        title = speech.say(f"help.{subject}.title").split(" ", 1)[-1]
        explained = text_of(subject_text(CHAT_COMMANDS, subject, speech))
        yield from (f"### {title}", "", *_table(subject), "", explained, "")
    yield from (
        "### For operators",
        "",
        _OPERATORS,
        "",
        *_table("operating"),
        "",
    )


def _table(subject: Subject) -> Iterator[str]:
    yield "| command | effect | in the menu of |"
    yield "| --- | --- | --- |"
    for command in of_subject(CHAT_COMMANDS, subject):
        about = cell(tongue("en").say(f"command.{command.name}"))
        menu = _AUDIENCES[command.audience]
        if command.needs:
            menu += f", where the operator set `[{command.needs}]`"
        yield f"| `/{command.name}` | {about} | {menu} |"


def line_commands() -> Iterator[str]:
    """Write the command line's commands with their options."""
    group: Any = typer.main.get_command(app)
    for name in COMMANDS:
        command = group.get_command(None, name)
        yield from (
            f"### `jianbao {name}`",
            "",
            " ".join(inspect.cleandoc(command.help or "").split()),
            "",
        )
        shown = [
            parameter
            for parameter in command.params
            if parameter.name not in _EVERYWHERE
        ]
        if shown:
            yield from (
                "| option | default | effect |",
                "| --- | --- | --- |",
            )
            yield from (_option(parameter) for parameter in shown)
            yield ""


def _option(parameter: Any) -> str:
    names = parameter.name.upper() if parameter.param_type_name == "argument" else ", ".join(
        [*parameter.opts, *parameter.secondary_opts]
    )  # fmt: skip
    default = parameter.default
    shown = (
        f"`{default}`"
        if isinstance(default, str | int | float) and default not in ("", False)
        else ""
    )
    return f"| `{names}` | {shown} | {cell(getattr(parameter, 'help', '') or '')} |"


def commands_page() -> str:
    """Write the page of commands."""
    lines = [
        "# Commands", "", NOTE, "",
        "## In a chat", "",
        "Every command also takes words, in any of the eight languages; without words it shows buttons. In a group only admins can change",
        "settings, unless one of them sends `/everyone on`. Telegram shows the menu in the chat's language.", "",
        *telegram_commands(),
        "## On the command line", "",
        "`jianbao` is `.venv/bin/jianbao`, or `python -m bot` in the container. Exit codes: 0 done, 1 something failed, 2 wrong use or",
        "settings, 130 stopped with Ctrl-C. `--json` prints JSON for scripts; progress and errors go to standard error. `jianbao --version`",
        "prints the version, `jianbao --install-completion` adds completion to your shell (bash, zsh, fish, PowerShell).", "",
        *line_commands(),
    ]  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


PAGES = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "chats.md": chats_page,
    "catalogue.md": catalogue_page,
}


def defaults_in_config() -> dict[str, dict[str, Any]]:
    """Return the tables of `config.toml`, which promises that every value in it is the default."""
    return {
        name: part
        for name, part in tomllib.loads(CONFIG.read_text("utf-8")).items()
        if isinstance(part, dict)
    }


def main() -> None:
    """Write the pages."""
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), "utf-8")


if __name__ == "__main__":
    main()

"""Settings, error messages, exit codes and the event loop for all commands."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import traceback
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import structlog
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from bot.logging import SecretRedactor, set_up, writes_json
from bot.settings import Settings, load
from news.errors import ConfigError, JianbaoError

T = TypeVar("T")
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", "-c", help="The settings' file; config.toml by default."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
WatchOption = Annotated[
    int | None,
    typer.Option(
        "--watch-port",
        min=0,
        max=65535,
        help="Answer /healthz and /metrics here; receivers do so on web.port anyhow.",
    ),
]
# Titles of sources and words of people are no markup: "[news]" would vanish, and
# "[/b]" would end the command.
console = Console(markup=False)
log = structlog.get_logger()
errors = Console(stderr=True, markup=False)


def settings_or_exit(config: Path | None, **changes: Any) -> Settings:
    """Return the settings; report a wrong value and exit with 2."""
    if os.environ.get("JIANBAO_LOG__FORMAT") == "json":
        # In a container the first line may be an error in the settings
        # themselves.
        set_up("info", "json")
    try:
        settings = load(config, **changes)
        settings.telegram.read_token()
    except ConfigError as error:
        say(_words(error))
        raise typer.Exit(_code(error)) from error
    set_up(settings.log.level, settings.log.format, settings.secrets())
    return settings


def announce(words: str) -> None:
    """Report progress: as text to a person, or as a log event if the log is
    JSON.
    """
    if writes_json():
        log.info("cli", said=words)
    else:
        # A full disk under the output ends no bot.
        with suppress(OSError):
            console.print(words, highlight=False)


def say(words: str) -> None:
    """Print an error as it is, without markup and without breaking its lines,
    because logs and scripts read it too.
    """
    if writes_json():
        log.error("cli", said=words)
        return
    with suppress(OSError):
        errors.print(words, style="red", highlight=False, soft_wrap=True)


def stop(words: str, code: int = 1) -> NoReturn:
    """Print an error and exit."""
    say(words)
    raise typer.Exit(code)


def store_file(settings: Settings) -> Path | None:
    """Return the file of a store on SQLite."""
    # Few commands need it, and `run` starts its workers' server before it.
    from store.engine.connections import make_url

    url = make_url(settings.database.url)
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "")
    return None


def need_store(settings: Settings) -> Settings:
    """Exit if there is no store yet: a command that only reads must not create
    an empty one at a wrong place.
    """
    path = store_file(settings)
    if path is not None and not path.is_file():
        stop(
            f"{path}: there is no store yet; `jianbao run` makes it, and --config says where it is"
        )
    return settings


def execute(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work; print an error of ours in one line and exit with 1."""
    try:
        return asyncio.run(work)
    except JianbaoError as error:
        say(_words(error))
        raise typer.Exit(_code(error)) from error
    except KeyboardInterrupt as error:
        say("Stopped.")
        raise typer.Exit(130) from error


def fault(error: Exception) -> NoReturn:
    """Print an unforeseen error in one line, without secrets, and exit; add the
    traceback only on request.
    """
    hide = SecretRedactor()
    if os.environ.get("JIANBAO_LOG__LEVEL", "").lower() == "debug":
        errors.print(
            hide("".join(traceback.format_exception(error))),
            highlight=False,
        )
    while isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]  # the parts of a cluster run as a group
    say(hide(_words(error)))
    sys.exit(_code(error))


def _code(error: Exception) -> int:
    if isinstance(error, ConfigError):
        return 2
    return 1


def _words(error: Exception) -> str:
    """Return an error's text; without its type's name if a person can correct
    it.
    """
    if isinstance(error, ConfigError):
        return f"Settings: {error}"
    if isinstance(error, JianbaoError):
        return str(error)
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    if type(error).__module__ == "telegram.error" and type(error).__name__ in {
        "NetworkError",
        "TimedOut",
    }:
        # Compared by name, because most commands never load the library.
        return f"Telegram can't be reached: {error}"
    return f"{type(error).__name__}: {error} (JIANBAO_LOG__LEVEL=debug shows where)"


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Return the number of steps a second."""
        speed = task.finished_speed or task.speed
        return Text(
            f"{speed:,.0f}/s" if speed else "", style="progress.data.speed"
        )


def progress() -> Progress:
    """Return a bar with count, rate and time left, on standard error; it
    disappears at the end.
    """
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,  # in a log it would be an empty line
    )


def print_json(data: object) -> None:
    """Print JSON for scripts."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))

"""What every command shares: settings, errors in words, exit codes, the loop."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

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

from bot.logs import Hider, set_up
from bot.settings import Settings, load
from news.errors import ConfigError, JianbaoError

T = TypeVar("T")
ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="The settings' file; config.toml by default.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
console = Console()
errors = Console(stderr=True)


def settings_or_exit(config: Path | None, **changes: Any) -> Settings:
    """Return the settings; for a wrong value say which and exit with 2."""
    try:
        settings = load(config, **changes)
        settings.telegram.read_token()
    except ConfigError as error:
        errors.print(f"[red]Settings:[/red] {error}", highlight=False, markup=True)
        raise typer.Exit(2) from error
    set_up(settings.log.level, settings.log.format, settings.secrets())
    return settings


def execute(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work; an error of ours is said in one line and exits with 1."""
    try:
        return asyncio.run(work)
    except ConfigError as error:
        errors.print(f"Settings: {error}", style="red", highlight=False)
        raise typer.Exit(2) from error
    except JianbaoError as error:
        errors.print(str(error), style="red", highlight=False)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(130) from error


def fault(error: Exception) -> NoReturn:
    """Say in one line what nobody foresaw, without secrets, and end with 1; the traceback only where it is asked for."""
    hide = Hider()
    if os.environ.get("JIANBAO_LOG__LEVEL", "").lower() == "debug":
        errors.print(hide("".join(traceback.format_exception(error))), markup=False, highlight=False)
    errors.print(
        f"{type(error).__name__}: {hide(str(error))} (JIANBAO_LOG__LEVEL=debug shows where)",
        style="red",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
    sys.exit(1)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Say how many a second."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style="progress.data.speed")


def progress() -> Progress:
    """Return a bar with count, rate and time left, on standard error; it goes when all is done."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    )


def print_json(data: object) -> None:
    """Print JSON for scripts."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))

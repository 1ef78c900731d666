"""`python -m bot` and `jianbao`: the command line."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line."""
    # With this the library's durations are timedeltas, and it does not warn at
    # each 429.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    _show_what_can_be_shown()
    # Until what runs has its own way to stop, SIGTERM ends it as Ctrl-C does:
    # what it opened is closed, and no folder of the sandbox stays.
    signal.signal(signal.SIGTERM, _end)
    try:
        from bot.cli import app  # noqa: PLC0415 - importing this module must do nothing

        # Started as a module it is called `jianbao` too, because shells
        # complete by this name.
        app(prog_name="jianbao")
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)
    except Exception as error:
        from bot.cli.options import fault  # noqa: PLC0415

        fault(error)


def _end(_number: int, _frame: object) -> None:
    signal.raise_signal(signal.SIGINT)


def _show_what_can_be_shown() -> None:
    """Print a question mark for a letter that the terminal cannot show;
    otherwise the error would end the bot.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()

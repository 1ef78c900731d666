"""`python -m bot` within this process: a process of its own takes seconds to import what is
imported here.
"""

from __future__ import annotations

import io
import signal
import sys
from dataclasses import dataclass

import pytest

from bot.__main__ import main
from bot.cli.garbage_collector import paused


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, as `subprocess.CompletedProcess` says it."""

    returncode: object
    stdout: str
    stderr: str


def jianbao(
    patch: pytest.MonkeyPatch, *words: str, encoding: str = "utf-8"
) -> Ended:
    """Run the command line with streams that are no terminal, in an encoding.

    No garbage is collected meanwhile: asyncio would report futures that earlier tests left, among
    the lines of the command.
    """
    outputs = [io.BytesIO(), io.BytesIO()]
    before = signal.getsignal(signal.SIGTERM)
    with paused(), patch.context() as streams:
        streams.setattr(sys, "argv", ["jianbao", *words])
        for name, output in zip(("stdout", "stderr"), outputs, strict=True):
            text = io.TextIOWrapper(
                output, encoding, write_through=True, errors="strict"
            )
            streams.setattr(sys, name, text)
        try:
            main()
            code: object = 0
        except SystemExit as ended:
            code = ended.code
        finally:
            signal.signal(signal.SIGTERM, before)
        out, err = (output.getvalue().decode(encoding) for output in outputs)
    return Ended(code, out, err)

"""Logs are one event a line, and no token leaves in them."""

from __future__ import annotations

import errno
import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from bot.logging import SecretRedactor, set_up

TOKEN = "123456789:AAF" + "x" * 32


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_an_event_is_one_line_of_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up("info", "json")
    structlog.get_logger().info("fetched", source=3, title="新闻\n二")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    event = json.loads(lines[0])
    assert (
        event["event"],
        event["level"],
        event["source"],
        event["title"],
    ) == (
        "fetched",
        "info",
        3,
        "新闻\n二",
    )
    assert "新闻" in lines[0]
    assert event["timestamp"].endswith("Z")


def test_a_console_shows_the_event(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("info", "console")
    structlog.get_logger().warning("slow", seconds=4)
    shown = capsys.readouterr().err
    assert "slow" in shown
    assert "seconds=4" in shown


def test_events_below_the_level_are_not_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up("warning", "json")
    structlog.get_logger().info("quiet")
    assert capsys.readouterr().err == ""


def test_tokens_are_hidden_in_an_events_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up("info", "json")
    structlog.get_logger().info(
        f"call /bot{TOKEN}/getMe",
        chat=123456789,
        ratio="12:34",
        held=[{"deep": TOKEN}],
    )
    event = json.loads(capsys.readouterr().err)
    assert TOKEN not in str(event)
    assert (event["chat"], event["ratio"]) == (123456789, "12:34")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (
            "postgresql://bot:pa55word@db.example/news",
            "postgresql://bot:<password>@db.example/news",
        ),
        (
            "https://read.example/d/abcdefghijklmnopqrstuvwx/feed.xml",
            "https://read.example/d/<token>/feed.xml",
        ),
        (
            "the hook's secret is open-sesame, the key is open-sesame-2",
            "the hook's secret is <secret>, the key is <secret>",
        ),
        (
            "https://news.example/d/2026/1.html at 12:30",
            "https://news.example/d/2026/1.html at 12:30",
        ),
        ("a", "a"),
    ],
)
def test_other_secrets_are_hidden(text: str, hidden: str) -> None:
    assert (
        SecretRedactor(["open-sesame", "open-sesame-2", "a", ""])(text)
        == hidden
    )


def test_known_secrets_are_in_no_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up("info", "json", ["open-sesame"])
    structlog.get_logger().info("asked", headers={"x": "open-sesame"})
    logging.getLogger("somebody").warning("x %s", "open-sesame")
    assert "open-sesame" not in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "console"])
def test_tokens_are_hidden_in_an_error(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("info", "json" if form == "json" else "console")
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        structlog.get_logger().exception("failed", address=f"/bot{TOKEN}/getMe")
    shown = capsys.readouterr().err
    assert "failed" in shown
    assert TOKEN not in shown


def test_tokens_are_hidden_in_what_libraries_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up("info", "json")
    logging.getLogger("somebody").warning(
        "GET https://api.telegram.org/bot%s/getMe", TOKEN
    )
    shown = capsys.readouterr().err
    event = json.loads(shown)
    assert (event["level"], event["logger"]) == ("warning", "somebody")
    assert event["event"] == "GET https://api.telegram.org/bot<token>/getMe"
    assert TOKEN not in shown


def test_tokens_are_hidden_in_a_librarys_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up("info", "json")
    try:
        raise ValueError(f"/bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("somebody").exception("failed")
    shown = capsys.readouterr().err
    assert "ValueError" in json.loads(shown)["exception"], (
        "one line, its traceback within"
    )
    assert TOKEN not in shown


@pytest.mark.parametrize("form", ["console", "json"])
def test_what_libraries_say_of_the_usual_is_not_written(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("debug", form)  # type: ignore[arg-type]
    logging.getLogger("apscheduler.scheduler").warning(
        "maximum number of running instances reached (1)"
    )
    logging.getLogger("telegram.request.BaseRequest").error(
        'Can not load invalid JSON data: "what a person wrote"'
    )
    assert capsys.readouterr().err == ""
    logging.getLogger("apscheduler.executors").error("a job raised")
    assert "a job raised" in capsys.readouterr().err


def test_chatty_libraries_are_kept_quiet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up("info", "json")
    logging.getLogger("httpx").info("HTTP Request: POST")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["console", "json"])
def test_no_line_holds_a_query_a_user_or_a_control_character(
    form: Literal["console", "json"], capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("info", form)
    address = "https://alice:hunter2@a.example/feed?key=planted-key"
    try:
        raise ValueError(f"{address} \x1b]0;owned\x07")
    except ValueError:
        structlog.get_logger().exception(
            "failed", url=address, held=[{"deep": address}]
        )
        logging.getLogger("library").exception("failed %s", address)
    written = capsys.readouterr().err
    assert "a.example/feed" in written
    for planted in ("hunter2", "alice", "planted-key", "\x1b", "\x07"):
        assert planted not in written


class FullDisk(io.StringIO):
    """A file on a disk that is full, then has room again."""

    is_full = True

    def write(self, text: str) -> int:
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(text)


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_line_that_can_not_be_written_is_lost_and_ends_nothing(
    form: Literal["console", "json"], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk()
    monkeypatch.setattr(sys, "stderr", disk)
    set_up("info", form)
    structlog.get_logger().warning("lost")
    logging.getLogger("library").error("lost too")
    disk.is_full = False
    structlog.get_logger().warning("told")
    logging.getLogger("library").error("told too")
    assert "lost" not in disk.getvalue()
    assert "told" in disk.getvalue()
    assert "told too" in disk.getvalue()


def test_a_log_whose_reader_is_gone_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    set_up("info", "json")
    structlog.get_logger().warning("lost")
    assert closed.closed

"""The sandbox's page opens by itself only where somebody sees it."""

from __future__ import annotations

import webbrowser

import pytest

from bot.cli.open_page import open_page

URL = "http://127.0.0.1:8081/"


@pytest.mark.parametrize(
    ("attended", "environment", "platform", "opens"),
    [
        (True, {"DISPLAY": ":0"}, "linux", True),
        (True, {"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        (True, {}, "darwin", True),
        (True, {}, "linux", False),
        (False, {"DISPLAY": ":0"}, "linux", False),
        (True, {"DISPLAY": ":0", "SSH_CONNECTION": "a b c d"}, "linux", False),
    ],
)
def test_a_page_opens_where_somebody_sees_it(
    attended: bool, environment: dict[str, str], platform: str, opens: bool
) -> None:
    opened: list[str] = []
    thread = open_page(
        URL,
        attended=attended,
        environment=environment,
        platform=platform,
        opener=opened.append,
    )
    if thread:
        thread.join()
    assert opened == ([URL] if opens else [])


def test_without_a_browser_nothing_happens() -> None:
    def missing(url: str) -> None:
        raise webbrowser.Error(url)

    thread = open_page(
        URL, attended=True, environment={"DISPLAY": ":0"}, opener=missing
    )
    assert thread is not None
    thread.join()

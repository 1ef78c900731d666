"""Every button's label fits a phone of 390 px in every language, as a browser measures it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest
from selenium import webdriver

from bot.rendering.i18n import LOCALES, NAMES
from jobs import scheduler
from sandbox.server import ANN
from sandbox.world import people
from tests.scene import Scene, until

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced

WIDTH = 340
"""Pixels of a keyboard on a phone of 390: a choice that leaves a message 25 on each side."""
GAP, PADDING = 4, 12
FONT = "14px system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
ASKED = (
    "/settings",
    "/topics",
    "/subscriptions",
    "/help",
    "/alerts",
    "/quiet",
    "/schedule",
    "/latest",
)
Rows = list[list[str]]

_MEASURE = """
const pen = document.createElement('canvas').getContext('2d'); pen.font = arguments[1];
return JSON.parse(arguments[0]).map(text => pen.measureText(text).width);
"""


def rows_of(message: dict[str, Any]) -> Rows:
    """Return the labels of a message's buttons, row by row."""
    markup = message.get("reply_markup") or {"inline_keyboard": []}
    return [
        [button["text"] for button in row] for row in markup["inline_keyboard"]
    ]


async def keyboards(scene: Scene) -> Rows:
    """Show every menu in the chat's language, and what its buttons lead to."""
    found: Rows = []
    for command in ASKED:
        message = await _answer(scene, command)
        found += rows_of(message)
        for data in _leading(message):
            query = people.press(
                scene.sandbox.world, ANN, ANN, message["message_id"], data
            )
            await scene.answered(query, data)
            found += rows_of(scene.shown(message))
    return found


async def _answer(scene: Scene, command: str) -> dict[str, Any]:
    before = len(scene.messages())
    people.write(scene.sandbox.world, ANN, ANN, command)
    await until(
        lambda: len(scene.messages()) > before, f"{command} is not answered"
    )
    await scene.settled()
    return scene.messages()[-1]


def _leading(message: dict[str, Any]) -> list[str]:
    """Return the buttons that lead to other pages; they change nothing."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    every = [button.get("callback_data", "") for row in rows for button in row]
    return [
        data for data in every if data.startswith(("1:pg:", "1:sub:", "1:s:"))
    ][:9]


def too_wide(
    driver: webdriver.Chrome, rows: Iterable[Iterable[str]]
) -> dict[str, int]:
    """Return the labels that are cut, with the pixels that they lack."""
    listed = [list(row) for row in rows]
    labels = sorted({label for row in listed for label in row})
    widths = dict(
        zip(
            labels,
            driver.execute_script(_MEASURE, json.dumps(labels), FONT),
            strict=True,
        )
    )
    cut = {}
    for row in listed:
        room = (WIDTH - GAP * (len(row) - 1)) / len(row) - PADDING
        cut |= {
            label: round(widths[label] - room)
            for label in row
            if widths[label] > room
        }
    return cut


@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_no_label_is_cut_on_a_phone(
    scene: Scene, browser: webdriver.Chrome
) -> None:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/subscribe 科技 体育", "已订阅")
    cut = {}
    for locale in LOCALES:
        await _answer(scene, f"/language {NAMES[locale]}")
        rows = await keyboards(scene)
        assert len(rows) > 40
        cut[locale] = await asyncio.to_thread(too_wide, browser, rows)
    assert (
        json.dumps(
            {locale: labels for locale, labels in cut.items() if labels},
            ensure_ascii=False,
        )
        == "{}"
    )

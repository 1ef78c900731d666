"""Random texts and addresses of strangers through all that writes messages, each judged by the sandbox's strict parser."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from benchmarks import reading_fuzz
from benchmarks.figures import Figure
from bot.rendering.digest import render
from bot.rendering.i18n import LOCALES
from bot.rendering.notifications import NoticeTexts
from bot.rendering.whole_story import story_message
from news.changes import Correction
from news.models import Digest, Pick, Report, StoryWithReports
from store.rows import Chat
from tests.odd import ADDRESSES, PIECES, judge_message

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class _Dice:
    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)

    def text(self, most: int = 14) -> str:
        return "".join(
            self._dice.choice(PIECES)
            for _ in range(self._dice.randint(0, most))
        )

    def title(self) -> str:
        return f"x{self.text()}"

    def address(self) -> str:
        return (
            self._dice.choice(ADDRESSES)
            if self._dice.random() < 0.5
            else f"https://news.example/{self.text(5)}"
        )

    def report(self) -> Report:
        return Report(
            self.address(),
            self.title(),
            self.text(),
            NOW,
            self._dice.choice(("report", "reprint")),
        )

    def story(self, number: int) -> StoryWithReports:
        return StoryWithReports(
            id=number, key=self.text(), title=self.title(), url=self.address(), summary=tuple(self.text() for _ in range(5)), language="en", published_at=NOW,
            publisher=self.text(), publishers=3, articles=4, image=self.address(), reports=tuple(self.report() for _ in range(self._dice.randint(0, 20))),
        )  # fmt: skip

    def pick(self, of: Any) -> Any:
        return self._dice.choice(of)


def _messages(dice: _Dice) -> list[Any]:
    locale, style = dice.pick(LOCALES), dice.pick(("headline", "short", "full"))
    found = [dice.story(number + 1) for number in range(dice.pick((1, 3, 12)))]
    picks = tuple(Pick(each, 1.0) for each in found)
    digest = Digest(
        dice.text(),
        ((dice.pick(("tech", "", "<b>")), picks),),
        "UTC",
        NOW,
        style,
        True,
        True,
        dice.address(),
    )
    chat = Chat(id=1, telegram_id=1, kind="private", title="x", locale=locale, zone="UTC", schedule="08:00", style=style, images=True, preview=True)  # fmt: skip
    pairs = tuple((dice.text(), dice.text()) for _ in range(6))
    correction = Correction(
        dice.pick((True, False)),
        dice.text(),
        (dice.text(), dice.text()),
        pairs,
        3,
    )
    say: NoticeTexts = NoticeTexts()
    return [
        *render(digest, locale),
        story_message(found[0], locale, "UTC", NOW),
        say.alert(found[0], chat, NOW),
        say.development(
            found[0], dice.report(), [dice.text() for _ in range(5)], chat, NOW
        ),
        say.correction(found[0], correction, chat, NOW),
    ]


def _until(
    end: float, work: Callable[[_Dice], list[Any]]
) -> tuple[int, list[str]]:
    seed, count, faults = int(time.time()), 0, []
    while time.monotonic() < end:
        seed += 1
        try:
            messages = work(_Dice(seed))
            for message in messages:
                judge_message(message)
            count += len(messages)
        except Exception as error:
            faults.append(
                f"seed {seed}: {type(error).__name__}: {str(error)[:100]}"
            )
    return count, faults


def run(seconds: float) -> list[Figure]:
    """Fuzz messages for half of the time, readers of feeds and pages for the rest."""
    count, faults = _until(time.monotonic() + seconds / 2, _messages)
    for fault in faults[:5]:
        print("  ", fault)
    sent = Figure(
        f"fuzz: messages that Telegram refuses or that deceive, of {count}",
        len(faults),
        "",
        0,
        "lower",
    )
    return [sent, *reading_fuzz.run(seconds / 2)]

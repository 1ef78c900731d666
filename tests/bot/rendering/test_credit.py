"""Who reports a story, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.rendering.credit import LONGEST, credit, credit_html
from bot.rendering.i18n import tongue

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SPEECH = tongue("en")


def test_publisher_time_and_how_many_tell_it() -> None:
    moment = NOW - timedelta(hours=2)
    stamp = SPEECH.stamp(moment, "UTC", NOW)
    assert (
        credit(SPEECH, "The Herald", moment, "UTC", NOW)
        == f"The Herald · {stamp}"
    )
    several = credit(SPEECH, "The Herald", moment, "UTC", NOW, sources=3)
    assert several.startswith(f"The Herald · {stamp} · ")
    assert "3" in several.removeprefix(f"The Herald · {stamp}")


def test_what_is_not_known_is_left_out() -> None:
    assert credit(SPEECH, "", None, "UTC", NOW) == ""
    assert credit_html(SPEECH, "", None, "UTC", NOW) == ""
    assert credit(SPEECH, "The Herald", None, "UTC", NOW) == "The Herald"


def test_a_name_is_shortened_and_its_signs_are_text() -> None:
    assert len(credit(SPEECH, "Long " * 40, None, "UTC", NOW)) <= LONGEST
    assert "&lt;b&gt;" in credit_html(SPEECH, "<b>", None, "UTC", NOW)

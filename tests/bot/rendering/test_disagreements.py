"""One line says where publishers disagree, in every language."""

from __future__ import annotations

from dataclasses import replace

from bot.rendering.disagreements import differ_line
from bot.rendering.i18n import LOCALES, tongue
from bot.rendering.whole_story import story_message
from news.across.differences import COUNTED
from news.models import Disagreement, StoryWithReports
from tests.bot.rendering.test_posts import NOW, STORY


def test_every_language_names_what_is_counted_and_who_says_which() -> None:
    for locale in LOCALES:
        for subject in COUNTED:
            differing = Disagreement(
                subject, (("12", ("Post",)), ("14", ("Herald", "Radio", "X")))
            )
            line = differ_line(
                replace(STORY, disagreements=(differing,)), tongue(locale)
            )
            assert "differ." not in line
            assert "12 (Post) / 14 (Herald, Radio, +1)" in line
    assert differ_line(STORY, tongue("en")) == ""


def test_an_opened_story_says_so_without_letting_names_become_markup() -> None:
    differing = Disagreement(
        "dead", (("12", ("<b>Post",)), ("14", ("@herald",)))
    )
    values = {name: getattr(STORY, name) for name in STORY.__dataclass_fields__}
    whole = StoryWithReports(**{**values, "disagreements": (differing,)})
    html = story_message(whole, "en", "UTC", NOW).html
    assert "⚖️ Reports differ: dead 12 (&lt;b&gt;Post) / 14 (" in html

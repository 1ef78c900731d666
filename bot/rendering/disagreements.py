"""Write where the publishers of a story differ, in one line: dead 12 (Post) /
14 (Herald).
"""

from __future__ import annotations

from bot.rendering import telegram_html
from bot.rendering.i18n import Translator
from news.models import Disagreement, Story

# The most differences in one line.
MOST = 2
# The most publishers named with one figure.
PUBLISHERS = 2
NAME = 30


def differ_line(story: Story, speech: Translator) -> str:
    """Return the differing figures with their publishers, as plain text; empty
    if none differ.
    """
    if not story.disagreements:
        return ""
    parts = [figures_of(one, speech) for one in story.disagreements[:MOST]]
    return speech.say("differ.line", figures="; ".join(parts))


def figures_of(one: Disagreement, speech: Translator) -> str:
    """Write one figure with its publishers."""
    told = [
        f"{figure} ({_names(publishers)})" for figure, publishers in one.values
    ]
    return f"{speech.say(f'differ.{one.subject}')} {' / '.join(told)}"


def _names(publishers: tuple[str, ...]) -> str:
    """Write the publishers of a figure, and the number of those beyond the
    first: Post, Herald, +3.
    """
    shown = [
        telegram_html.shorten(name, NAME) for name in publishers[:PUBLISHERS]
    ]
    more = len(publishers) - len(shown)
    if more:
        shown.append(f"+{more}")
    return ", ".join(shown)

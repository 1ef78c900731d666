"""How long a digest takes to read."""

from __future__ import annotations

from news.models import SENTENCES, Pick, Story, Style

# Characters that an adult reads in a minute: about 500 of Chinese or Japanese,
# and 230 words of about six letters in other languages.
SHORT_WORDS = 500
LONG_WORDS = 1400


def within_minutes(picks: list[Pick], minutes: int, style: Style) -> list[Pick]:
    """Keep a digest within its reading time, in the chat's style; 0 minutes
    means without a bound. The first story always stays.
    """
    if not minutes:
        return picks
    kept: list[Pick] = []
    spent = 0.0
    for pick in picks:
        spent += _minutes(pick.story, style)
        if kept and spent > minutes:
            break
        kept.append(pick)
    return kept


def _minutes(story: Story, style: Style) -> float:
    """Return how long a story takes to read: its title, and the sentences that
    the style shows.
    """
    shown = story.summary[: SENTENCES[style]]
    length = len(story.title) + sum(map(len, shown))
    if story.language.startswith(("zh", "ja")):
        return length / SHORT_WORDS
    return length / LONG_WORDS

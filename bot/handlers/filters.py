"""/filter: a phrase, `+must`, `!not`, `"exact words"`, `/regex/`; first tried on what was told lately, then asked."""

from __future__ import annotations

from difflib import get_close_matches

from bot import html, proposals, trial
from bot.handlers.here import Here, may_change
from bot.handlers.naming import topic_name
from bot.keyboards import Rows, data
from bot.proposals import Proposal
from news.filters import Filter, parse
from news.models import Button
from news.topics import catalogue, find
from news.words import fold
from store import stories, subscriptions

EXAMPLES = 3
TAGGED = 2000
"""Stories that a new filter's term is put on at once, the newest."""


async def filter_(here: Here) -> None:
    """Try an expression, and ask whether to follow it; without words say how one is written."""
    if not here.args:
        await here.answer(here.say("filter.usage"))
    elif await may_change(here):
        await try_out(here, here.text)


async def try_out(here: Here, text: str) -> None:
    """Answer with what a filter would have sent and hidden, and ✅ and ❌; raises FilterError."""
    wanted = parse(text)
    rows = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    if any(row.kind == "filter" and row.value == wanted.expression for row in rows):
        await here.answer(here.say("subscribe.already", name=wanted.expression))
        return
    found = await trial.run(here.tools.db, wanted, here.chat.languages, here.tools.clock())
    token = await here.tools.db.write(
        proposals.put, here.chat, Proposal("filter", wanted.expression), here.tools.clock()
    )
    await here.answer("\n".join(await _told(here, wanted, found)), _rows(here, token, text))


async def _told(here: Here, wanted: Filter, found: trial.Trial) -> list[str]:
    lines = [f"🔎 <b>{html.escape(wanted.expression)}</b>"]
    if not found.sent and not found.hidden:
        return [*lines, here.say("filter.nothing-yet"), here.say("filter.ask")]
    sent = here.speech.say("settings.stories", n=len(found.sent))
    days = here.speech.say("days", n=found.days)
    lines.append(here.say("filter.trial", days=days, sent=sent, hidden=found.hidden))
    shown = await here.tools.db.read(stories.by_ids, found.sent[:EXAMPLES])
    for number in found.sent[:EXAMPLES]:
        if story := shown.get(number):
            lines.append(f"• {html.link(html.shorten(story.title, 100), story.url)}")
    return [*lines, here.say("filter.ask")]


def _rows(here: Here, token: str, text: str) -> Rows:
    decide = (
        Button(f"✅ {here.speech.say('yes')}", data("add", 1, token)),
        Button(f"❌ {here.speech.say('no')}", data("add", 0, token)),
    )
    near = near_topic(text)
    return (
        (decide, (Button(f"🏷 {topic_name(here, near)}", data("top", near)),)) if near else (decide,)
    )


async def tag(here: Here, expression: str, term: int | None) -> int:
    """Put a new filter's term on the stories that meet it, so that the next digest can hold them.

    Returns how many of the last day there are, which the next digest will look at.
    """
    if term is None:
        return 0
    found = await trial.run(
        here.tools.db, parse(expression), here.chat.languages, here.tools.clock()
    )
    await here.tools.db.write(stories.tag, [(story, term) for story in found.met[:TAGGED]])
    return found.fresh


def near_topic(text: str) -> str | None:
    """Return the topic that a misspelt name may mean: `sciense`, `Wissenshaft`, `人工只能`; None for none or an exact one."""
    wanted = fold(text.strip())
    if find(text) or len(wanted) > 30:
        return None
    names = {
        fold(value): info.key
        for info in catalogue()
        for value in (info.key, *(name for _, name in info.names))
    }
    # Two characters of Chinese are alike too easily; of three, one may be wrong.
    near = get_close_matches(
        wanted, [name for name in names if len(name) > 2], 1, 0.74 if wanted.isascii() else 0.66
    )
    return names[near[0]] if near else None

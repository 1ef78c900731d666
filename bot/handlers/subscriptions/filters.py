"""/filter: a phrase, `+must`, `!not`, `"exact words"`, `/regex/`; try it on
recent stories, then ask for confirmation.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Literal

from bot import filter_preview
from bot.handlers import pending_confirmations
from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.subscriptions import (
    delivery_modes,
    listed_sources,
    timed_wishes,
)
from bot.handlers.subscriptions.additions import add
from bot.handlers.subscriptions.confirmations import begin_delivery, wants_of
from bot.handlers.subscriptions.deliveries import (
    Delivery,
    delivery_of,
    with_delivery,
)
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering import telegram_html
from bot.rendering.actions.subscription_actions import (
    AnswerProposal,
    ReadOtherwise,
    ToggleTopic,
)
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import yes_no
from news.addresses import names_board
from news.filters import Filter, breadth, is_plain_phrase, parse
from news.models import Button
from news.topics import catalogue, find
from news.words import fold
from store.news import stories

EXAMPLES = 3
# The newest stories that get new filters' terms at once.
TAGGED = 2000
# Articles that arrive after a trial may be dated this many seconds before it:
# sources are read every few minutes to an hour.
LATE = 3600


async def filter_(context: UpdateContext) -> None:
    """Try an expression, and ask whether to follow it; without words explain
    the syntax.
    """
    if not context.args:
        await context.reply("filter.usage")
    elif await may_change(context):
        await try_out(context, [parse(context.text)], context.text, Delivery())


async def try_out(
    context: UpdateContext,
    wanted: Sequence[Filter],
    typed: str,
    delivery: Delivery,
) -> None:
    """Answer with the stories that filters would have sent and hidden, and ✅
    and ❌.

    `typed` are the person's own words.
    """
    rows = await context.subscriptions()
    had = {
        subscription.value: subscription
        for subscription in rows
        if subscription.kind == "filter"
    }
    fresh = [one for one in wanted if one.expression not in had]
    if not fresh:
        names = ", ".join(one.expression for one in wanted)
        await delivery_modes.already(
            context, [had[one.expression] for one in wanted], names, delivery
        )
        return
    now = context.clock()
    trial = await filter_preview.run(
        context.tools.db, fresh, context.chat.languages, now
    )
    proposal = _proposal(fresh, trial, delivery, now)
    token = await pending_confirmations.propose(context, proposal)
    named = await listed_sources.offers(context, typed)
    lines = await _told(context, fresh, trial)
    lines += timed_wishes.announced(context, delivery)
    lines.append(_question(context, fresh))
    if named:
        lines.append(context.say("catalogue.offer"))
    buttons = await _rows(context, token, fresh, typed, delivery)
    await context.answer("\n".join(lines), (*buttons, *named))


def _proposal(
    wanted: Sequence[Filter],
    trial: filter_preview.FilterTrial,
    delivery: Delivery,
    now: int,
) -> PendingAction:
    """Return the data for ✅: the filters, and the stories that they matched."""
    share = TAGGED // len(wanted)
    proposal = PendingAction(
        "filter",
        "\n".join(one.expression for one in wanted),
        matches=tuple(met[:share] for met in trial.met),
        recent=trial.fresh[:TAGGED],
        tried_at=now,
    )
    return with_delivery(proposal, delivery)


def _head(context: UpdateContext, wanted: Filter) -> list[str]:
    """Return the lines that explain how a filter was understood."""
    lines = [f"🔎 <b>{telegram_html.escape(wanted.expression)}</b>"]
    if is_plain_phrase(wanted):
        lines.append(context.say("filter.phrase"))
    if odd := breadth(wanted):
        lines.append(context.say(f"filter.note.{odd}"))
    return lines


async def _told(
    context: UpdateContext,
    wanted: Sequence[Filter],
    trial: filter_preview.FilterTrial,
) -> list[str]:
    lines = [line for one in wanted for line in _head(context, one)]
    if not trial.sent and not trial.hidden:
        return [*lines, context.say("filter.nothing-yet")]
    sent = context.speech.say("settings.stories", n=len(trial.sent))
    days = context.speech.say("days", n=trial.days)
    lines.append(
        context.say("filter.trial", days=days, sent=sent, hidden=trial.hidden)
    )
    shown = await context.read(
        stories.by_ids, trial.sent[:EXAMPLES], context.chat.id
    )
    for number in trial.sent[:EXAMPLES]:
        if story := shown.get(number):
            lines.append(
                f"• {telegram_html.link(telegram_html.shorten(story.title, 100), story.url)}"
            )
    return lines


def _question(context: UpdateContext, wanted: Sequence[Filter]) -> str:
    return context.say("filter.ask" if len(wanted) == 1 else "filter.ask-all")


async def _rows(
    context: UpdateContext,
    token: str,
    wanted: Sequence[Filter],
    typed: str,
    delivery: Delivery,
) -> Rows:
    """Return the buttons under a filter that is proposed: yes and no, then other readings of what
    was typed.

    A plain phrase may be read word by word, a name of a hot list as that list, a near topic as the
    topic.
    """
    accepted = AnswerProposal(accepted=True, token=token)
    declined = AnswerProposal(accepted=False, token=token)
    decide = yes_no(context.speech, accepted, declined)
    rows = decide
    reading = with_delivery(PendingAction("reading", typed), delivery)
    if len(wanted) == 1 and is_plain_phrase(wanted[0]):
        rows += (await reread_row(context, reading, "words"),)
    instances = context.defaults.instances
    if (instances.newsnow or instances.rsshub) and names_board(typed):
        rows += (await board_row(context, reading),)
    if near := near_topic(typed):
        rows += (
            (
                action_button(
                    f"🏷 {topic_name(context, near)}", ToggleTopic(near)
                ),
            ),
        )
    return rows


async def reread_row(
    context: UpdateContext,
    proposal: PendingAction,
    how: Literal["phrase", "words"],
) -> tuple[Button, ...]:
    """Return the row with the button for the other reading of a person's words."""
    token = await pending_confirmations.propose(context, proposal)
    one_word = how == "phrase" and len(proposal.value.split()) == 1
    label = context.say("read.keyword" if one_word else f"read.{how}")
    return (action_button(f"🔁 {label}", ReadOtherwise(how, token)),)


async def board_row(
    context: UpdateContext, proposal: PendingAction
) -> tuple[Button, ...]:
    """Return the row with the button that reads a word as a hot list's name:
    百度, B站.
    """
    token = await pending_confirmations.propose(context, proposal)
    return (
        action_button(
            f"🔥 {context.say('read.board')}", ReadOtherwise("board", token)
        ),
    )


async def accept(context: UpdateContext, proposal: PendingAction) -> None:
    """Handle ✅ under filters: subscribe to each, with the stories that it
    matched in the trial.
    """
    expressions = proposal.value.split("\n")
    names = ", ".join(expressions)
    await context.reply_in_place("source.adding", title=names)
    listed = await context.subscriptions()
    delivery = delivery_of(proposal)
    rows = [
        await add(context, "filter", expression, delivery)
        for expression in expressions
    ]
    waiting = await _tag(
        context, proposal, [subscription.term_id for subscription in rows]
    )
    text = context.say("subscribe.filter", name=names)
    if waiting:
        count = context.speech.say("settings.stories", n=waiting)
        text += "\n" + context.say("filter.waiting", stories=count)
    await context.answer(
        *await begin_delivery(
            context, text, delivery, first=not wants_of(listed)
        )
    )


async def _tag(
    context: UpdateContext, proposal: PendingAction, terms: Sequence[int | None]
) -> int:
    """Add the terms of new filters to matching stories, so that the next digest
    can hold them.

    Search only articles that came since the trial. Returns how many stories the
    next digest will consider.
    """
    wanted = [parse(expression) for expression in proposal.value.split("\n")]
    since = max(proposal.tried_at - LATE, 0)
    now = context.clock()
    later = await filter_preview.run(
        context.tools.db, wanted, context.chat.languages, now, since=since
    )
    # A proposal from an earlier version has no matches: then all stories are
    # searched.
    matches = proposal.matches or ((),) * len(wanted)
    pairs = [
        (story, term)
        for term, known, new in zip(terms, matches, later.met, strict=True)
        if term is not None
        for story in dict.fromkeys((*new, *known))
    ]
    await context.write(stories.tag, pairs[:TAGGED])
    return len({*proposal.recent, *later.fresh})


def near_topic(text: str) -> str | None:
    """Return the topic that a misspelt name may mean: `sciense`, `Wissenshaft`,
    `人工只能`; None if there is none, or for an exact name.
    """
    wanted = fold(text.strip())
    if find(text) or len(wanted) > 30:
        return None
    names = {
        fold(value): topic.key
        for topic in catalogue()
        for value in (topic.key, *(name for _, name in topic.names))
    }
    # Two Chinese characters are too easily similar; of three, one may be wrong.
    near = get_close_matches(
        wanted,
        [name for name in names if len(name) > 2],
        1,
        0.74 if wanted.isascii() else 0.66,
    )
    if near:
        return names[near[0]]
    return None

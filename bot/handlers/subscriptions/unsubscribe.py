"""/unsubscribe: end topics, filters and sources by name or address, several at
once, or all after a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.handlers import pending_confirmations
from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions import subscription_list
from bot.handlers.subscriptions.confirmations import wants
from bot.handlers.subscriptions.labels import MARK, rows_under
from bot.handlers.subscriptions.naming import is_called, names_of, similar
from bot.rendering import telegram_html
from bot.rendering.actions.subscription_actions import (
    LeaveAll,
    OpenSubscription,
)
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import yes_no
from bot.subscription_names import SIGNS, numbers_of
from news.filters import is_address
from news.links import host, key
from news.topics import find
from news.words import fold
from store.chats import subscriptions
from store.engine.connections import Connection
from store.news import sources
from store.rows import Subscription

_APART = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True, slots=True)
class _Followed:
    """A chat's subscriptions by the names that a person may use for them."""

    rows: Sequence[Subscription]
    names: Mapping[int, str]
    # The sources' addresses by id.
    addresses: Mapping[int, str]

    def named(self, text: str) -> Subscription | None:
        """Return the subscription of this name, topic, expression or address."""
        topic = find(text)
        for subscription in self.rows:
            shown = self.names[subscription.id]
            is_expression = subscription.value == text
            if is_expression or is_called(subscription, shown, text, topic):
                return subscription
        if is_address(text):
            return self._at(text)
        return None

    def _at(self, address: str) -> Subscription | None:
        """Return the source at an address, or the only source of its site."""
        url = address if "://" in address else f"https://{address}"
        same_site = []
        for subscription in self.rows:
            followed = self.addresses.get(subscription.id, "")
            if key(followed) == key(url):
                return subscription
            if host(followed) == host(url):
                same_site.append(subscription)
        # Of several sources of a site nobody knows which one is meant.
        if len(same_site) == 1:
            return same_site[0]
        return None


async def unsubscribe(context: UpdateContext) -> None:
    """End the named subscriptions, or all; without words list them."""
    if not context.args:
        await subscription_list.subscriptions_(context)
        return
    if not await may_change(context):
        return
    typed = context.written
    followed = await _followed(context)
    rows = followed.rows
    everything = {"all", "everything", fold(context.say("settings.all"))}
    if rows and fold(typed) in everything:
        await pending_confirmations.offer(context, "leave-all", "all")
        question = context.say("unsubscribe.all-ask", n=len(rows))
        answers = yes_no(context.speech, LeaveAll(True), LeaveAll(False))
        await context.answer(question, answers)
        return
    named, unknown = _read(followed, typed)
    await _leave(context, followed, named)
    if unknown:
        near = _near(followed, unknown)
        text = context.say("unsubscribe.none", name=", ".join(unknown))
        await context.answer(text, near)


async def leave_all(context: UpdateContext, pressed: LeaveAll) -> None:
    """Handle the answer to whether all subscriptions are ended; /undo brings
    them back.
    """
    if not await may_change(context):
        return
    await context.answer_callback()
    if not pressed.accepted:
        await context.reply_in_place("unsubscribe.all-kept")
        return
    await context.edit(await _end_all(context))


async def leave_all_as_said(context: UpdateContext) -> None:
    """End all subscriptions where a yes in words answers the question."""
    if await may_change(context):
        await context.answer(await _end_all(context))


async def _end_all(context: UpdateContext) -> str:
    """End all subscriptions, and return what to say of it."""
    rows = await wants(context)
    await context.write(_remove, context.chat.id, rows)
    done = context.say("unsubscribe.all-done", n=len(rows))
    return f"{done} {context.say('undo.hint')}"


async def _addresses(
    context: UpdateContext, rows: Sequence[Subscription]
) -> dict[int, str]:
    """Return the addresses of sources by the rows of their subscriptions."""
    listed = await context.read(sources.of_ids, numbers_of(rows, "source"))
    urls = {str(source.id): source.url for source in listed}
    return {
        subscription.id: urls[subscription.value]
        for subscription in rows
        if subscription.kind == "source" and subscription.value in urls
    }


async def followed_of(context: UpdateContext, names: Iterable[str]) -> set[str]:
    """Return those of some names, topics, expressions or addresses by which the
    chat has a subscription.
    """
    followed = await _followed(context)
    return {name for name in names if followed.named(name) is not None}


async def _followed(context: UpdateContext) -> _Followed:
    rows = await wants(context)
    return _Followed(
        rows=rows,
        names=await names_of(context, rows),
        addresses=await _addresses(context, rows),
    )


def _read(
    followed: _Followed, typed: str
) -> tuple[list[Subscription], list[str]]:
    """Return the named subscriptions, and the unknown names.

    `#work` names all under a label. A line, or a part between commas, is one
    name if such a name exists; otherwise each word is a name.
    """
    if typed.startswith(MARK):
        labelled = rows_under(followed.rows, typed.removeprefix(MARK))
        if labelled:
            return labelled, []
    whole = followed.named(typed)
    if whole is not None:
        return [whole], []
    by_id: dict[int, Subscription] = {}
    unknown: list[str] = []
    for part in filter(None, map(str.strip, _APART.split(typed))):
        names = [part] if followed.named(part) else part.split()
        known = [followed.named(name) for name in names]
        # A part with one unknown word is unknown as a whole: "harbour news"
        # must not end the topic of news.
        if None in known:
            unknown.append(part)
        else:
            by_id |= {one.id: one for one in known if one is not None}
    return list(by_id.values()), unknown


async def _leave(
    context: UpdateContext, followed: _Followed, rows: Sequence[Subscription]
) -> None:
    if not rows:
        return
    await context.write(_remove, context.chat.id, rows)
    names = ", ".join(followed.names[subscription.id] for subscription in rows)
    done = context.say("unsubscribe.done", name=names)
    await context.answer(f"{done} {context.say('undo.hint')}")


def _remove(
    connection: Connection, chat_id: int, rows: Sequence[Subscription]
) -> None:
    for subscription in rows:
        subscriptions.remove_id(connection, chat_id, subscription.id)


def _near(followed: _Followed, unknown: Sequence[str]) -> Rows:
    """Return buttons for subscriptions with similar names."""
    near = similar(followed.names, unknown)
    buttons = []
    for subscription in followed.rows:
        if subscription.id in near:
            sign = SIGNS[subscription.kind]
            name = telegram_html.shorten(followed.names[subscription.id], 40)
            action = OpenSubscription(subscription.id)
            buttons.append((action_button(f"{sign} {name}", action),))
    return tuple(buttons)

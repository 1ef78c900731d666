"""/undo: take back a person's changes within a day, change by change."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from bot.handlers.admission import Handler, may_change
from bot.handlers.context import UpdateContext
from bot.handlers.conversation_slots import UNDO
from bot.handlers.subscriptions.naming import names_of
from bot.rendering.schedule_text import first_due
from bot.rendering.telegram_html import escape, shorten
from news.durations import DAY
from store.chats import chats, conversations, subscriptions
from store.engine.connections import Connection
from store.rows import Chat, DeliveryMode, Subscription, SubscriptionKind

# The most changes of one chat to keep; a page of buttons makes one a press.
KEPT = 20
# The most subscriptions that an answer names; it counts the rest.
NAMED = 5
# The settings that /undo restores, with the text that names each.
LABELS = {
    "schedule": "settings.when",
    "zone": "settings.zone",
    "locale": "settings.language",
    "languages": "settings.news",
    "style": "settings.look",
    "images": "settings.look",
    "preview": "settings.look",
    "silent": "settings.look",
    "send_empty": "settings.look",
    "budget": "settings.much",
    "minutes": "settings.much",
    "quiet_from": "settings.quiet",
    "quiet_to": "settings.quiet",
    "alerts": "settings.alerts",
    "everyone": "settings.everyone",
    "post_format": "format.button",
}

# A subscription's kind and value, which stay valid after its row is deleted.
Wish = tuple[SubscriptionKind, str]
# A delivery mode, or a format.
Way = TypeVar("Way", bound=str)


@dataclass(frozen=True, slots=True)
class Change:
    """The changes of one command or press, with the data to undo them."""

    # UTC seconds.
    at: int
    # The old values.
    settings: dict[str, Any]
    added: list[Wish]
    # The removed subscriptions with their weights, as `weights` has them.
    removed: list[tuple[SubscriptionKind, str, float]]
    weights: list[tuple[SubscriptionKind, str, float]]
    # The old delivery modes of removed subscriptions and of those with another
    # mode now.
    modes: list[tuple[SubscriptionKind, str, DeliveryMode]] = field(
        default_factory=list
    )
    # The labels of the removed subscriptions.
    labels: list[tuple[SubscriptionKind, str, str]] = field(
        default_factory=list
    )
    # The old formats, likewise.
    formats: list[tuple[SubscriptionKind, str, str]] = field(
        default_factory=list
    )
    # The old words of sources, likewise.
    words: list[tuple[SubscriptionKind, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _ChatSnapshot:
    settings: dict[str, Any]
    wishes: dict[Wish, float]
    modes: dict[Wish, DeliveryMode]
    formats: dict[Wish, str]
    labels: dict[Wish, str]
    words: dict[Wish, str]


def recorded(handler: Handler) -> Handler:
    """Wrap a handler: record all its changes for /undo."""

    async def handle(ctx: UpdateContext) -> None:
        chat, now = ctx.chat, ctx.tools.clock()
        before = await ctx.tools.db.read(_snapshot, chat.id)
        await handler(ctx)
        after = await ctx.tools.db.read(_snapshot, chat.id)
        # A chat that was deleted meanwhile gets no record.
        if before is not None and after is not None and before != after:
            change = _difference(before, after, now)
            await ctx.tools.db.write(_keep, chat, change)

    return handle


def _snapshot(c: Connection, chat_id: int) -> _ChatSnapshot | None:
    chat = chats.get(c, chat_id)
    if chat is None:
        return None
    rows = subscriptions.of_chat(c, chat_id)
    settings = {name: getattr(chat, name) for name in LABELS}
    weights = {(row.kind, row.value): row.weight for row in rows}
    modes = {(row.kind, row.value): row.mode for row in rows}
    formats = {(row.kind, row.value): row.format for row in rows}
    labels = {(row.kind, row.value): row.label for row in rows}
    words = {(row.kind, row.value): row.words for row in rows}
    return _ChatSnapshot(settings, weights, modes, formats, labels, words)


def _difference(
    before: _ChatSnapshot, after: _ChatSnapshot, now: int
) -> Change:
    old, new = before.wishes, after.wishes
    both = old.keys() & new.keys()
    return Change(
        now,
        {
            name: was
            for name, was in before.settings.items()
            if after.settings[name] != was
        },
        added=[wish for wish in new if wish not in old],
        removed=[
            (*wish, weight) for wish, weight in old.items() if wish not in new
        ],
        weights=[(*wish, old[wish]) for wish in both if old[wish] != new[wish]],
        modes=_others(before.modes, after.modes, "digest"),
        formats=_others(before.formats, after.formats, ""),
        labels=_others(before.labels, after.labels, ""),
        words=_others(before.words, after.words, ""),
    )


def _others(
    before: dict[Wish, Way], after: dict[Wish, Way], usual: Way
) -> list[tuple[SubscriptionKind, str, Way]]:
    """Return the old delivery modes of removed subscriptions, if not the
    default, and of those with another mode now.
    """
    return [
        (*wish, way)
        for wish, way in before.items()
        if after.get(wish, usual) != way
    ]


def _keep(c: Connection, chat: Chat, change: Change) -> None:
    changes = [*_read(c, chat, change.at), change]
    _write(c, chat, changes[-KEPT:], change.at)


def _read(c: Connection, chat: Chat, now: int) -> list[Change]:
    """Return the changes of the last day, the oldest first."""
    text = conversations.get(c, chat.telegram_id, UNDO, chat.thread_id)
    try:
        listed = (
            [_change(fields) for fields in json.loads(text)] if text else []
        )
    except (ValueError, KeyError, TypeError):
        # Another version wrote this: nothing of it can be undone.
        return []
    return [change for change in listed if change.at > now - DAY]


def _change(fields: dict[str, Any]) -> Change:
    return Change(
        fields["at"],
        fields["settings"],
        added=[(kind, value) for kind, value in fields["added"]],
        removed=[
            (kind, value, weight) for kind, value, weight in fields["removed"]
        ],
        weights=[
            (kind, value, weight) for kind, value, weight in fields["weights"]
        ],
        modes=[
            (kind, value, mode) for kind, value, mode in fields.get("modes", [])
        ],
        formats=[
            (kind, value, form)
            for kind, value, form in fields.get("formats", [])
        ],
        labels=[
            (kind, value, label)
            for kind, value, label in fields.get("labels", [])
        ],
        words=[
            (kind, value, words)
            for kind, value, words in fields.get("words", [])
        ],
    )


def _write(c: Connection, chat: Chat, changes: list[Change], now: int) -> None:
    text = json.dumps(
        [asdict(change) for change in changes], ensure_ascii=False
    )
    conversations.put(c, chat.telegram_id, UNDO, chat.thread_id, text, now)


async def undo(ctx: UpdateContext) -> None:
    """Undo the last change of the last day; called again, the one before it."""
    if not await may_change(ctx):
        return
    last = await ctx.tools.db.write(_take, ctx.chat, ctx.tools.clock())
    if last is None:
        await ctx.answer(ctx.say("undo.none"))
        return
    gone = await _named(ctx, last.added)
    await ctx.tools.db.write(_restore, ctx.chat.id, last, ctx.tools.clock())
    back = await _named(ctx, [(kind, value) for kind, value, _ in last.removed])
    await _reset(ctx, last.settings)
    labels = [ctx.say(LABELS[name]) for name in last.settings]
    if last.weights:
        labels.append(ctx.say("undo.weights"))
    ways = [
        (kind, value)
        for kind, value, _ in (*last.modes, *last.formats, *last.words)
    ]
    moved = await _named(ctx, ways)
    # A restored subscription is named once, whether or not its delivery changed
    # too.
    again = [name for name in moved if name not in back]
    lines = [*_listed("➕", back), *_listed("➖", gone), *_listed("📨", again)]
    parts = [*lines, *dict.fromkeys(labels)]
    await ctx.answer(ctx.say("undo.done") + "\n" + "\n".join(parts))


def _take(c: Connection, chat: Chat, now: int) -> Change | None:
    changes = _read(c, chat, now)
    if not changes:
        return None
    _write(c, chat, changes[:-1], now)
    return changes[-1]


def _restore(c: Connection, chat_id: int, change: Change, now: int) -> None:
    """Restore the subscriptions as they were before a change."""
    for kind, value in change.added:
        subscriptions.remove(c, chat_id, kind, value)
    # The chat had these subscriptions within the day, so they are within its
    # limit or older than it.
    room = len(subscriptions.of_chat(c, chat_id)) + len(change.removed)
    for kind, value, weight in change.removed:
        subscriptions.add(
            c, chat_id, kind, value, weight=weight, limit=room, now=now
        )
    by_wish = {
        (row.kind, row.value): row.id
        for row in subscriptions.of_chat(c, chat_id)
    }
    for kind, value, mode in change.modes:
        if (kind, value) in by_wish:
            subscriptions.set_mode(c, chat_id, by_wish[kind, value], mode, now)
    ways: tuple[tuple[list[Any], Callable[..., bool]], ...] = (
        (change.weights, subscriptions.set_weight),
        (change.formats, subscriptions.set_format),
        (change.labels, subscriptions.set_label),
        (change.words, subscriptions.set_words),
    )
    for listed, restore in ways:
        for kind, value, old in listed:
            if (kind, value) in by_wish:
                restore(c, chat_id, by_wish[kind, value], old)


async def _reset(ctx: UpdateContext, settings: dict[str, Any]) -> None:
    """Restore a chat's old settings; its next digest follows them."""
    if not settings:
        return
    fields = dict(settings)
    if "languages" in fields:
        fields["languages"] = tuple(fields["languages"])
    if settings.keys() & {"schedule", "zone"}:
        written = fields.get("schedule", ctx.chat.schedule)
        zone = fields.get("zone", ctx.chat.zone)
        fields["next_due_at"] = first_due(written, zone, ctx.tools.now())
    await ctx.change(**fields)


async def _named(ctx: UpdateContext, wishes: list[Wish]) -> list[str]:
    """Return the names of subscriptions that the chat has."""
    rows: list[Subscription] = await ctx.tools.db.read(
        subscriptions.of_chat, ctx.chat.id
    )
    wanted = [row for row in rows if (row.kind, row.value) in wishes]
    names = await names_of(ctx, wanted)
    return [names[row.id] for row in wanted]


def _listed(sign: str, names: list[str]) -> list[str]:
    lines = [f"{sign} {escape(shorten(name, 100))}" for name in names[:NAMED]]
    if len(names) > NAMED:
        lines.append(f"{sign} … (+{len(names) - NAMED})")
    return lines

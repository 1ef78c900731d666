"""/undo: take back a person's changes within a day, change by change."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
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
        chat = ctx.chat
        now = ctx.clock()
        before = await ctx.read(_snapshot, chat.id)
        await handler(ctx)
        after = await ctx.read(_snapshot, chat.id)
        # A chat that was deleted meanwhile gets no record.
        if before is not None and after is not None and before != after:
            change = _difference(before, after, now)
            await ctx.write(_keep, chat, change)

    return handle


def _snapshot(c: Connection, chat_id: int) -> _ChatSnapshot | None:
    chat = chats.get(c, chat_id)
    if chat is None:
        return None
    rows = subscriptions.of_chat(c, chat_id)
    return _ChatSnapshot(
        settings={name: getattr(chat, name) for name in LABELS},
        wishes=_by_wish(rows, "weight"),
        modes=_by_wish(rows, "mode"),
        formats=_by_wish(rows, "format"),
        labels=_by_wish(rows, "label"),
        words=_by_wish(rows, "words"),
    )


def _by_wish(rows: list[Subscription], field_name: str) -> dict[Wish, Any]:
    return {(row.kind, row.value): getattr(row, field_name) for row in rows}


def _difference(
    before: _ChatSnapshot, after: _ChatSnapshot, now: int
) -> Change:
    settings = {
        name: was
        for name, was in before.settings.items()
        if after.settings[name] != was
    }
    removed = []
    weights = []
    for wish, weight in before.wishes.items():
        if wish not in after.wishes:
            removed.append((*wish, weight))
        elif after.wishes[wish] != weight:
            weights.append((*wish, weight))
    return Change(
        now,
        settings,
        added=[wish for wish in after.wishes if wish not in before.wishes],
        removed=removed,
        weights=weights,
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
    if not text:
        return []
    try:
        changes = [_change(fields) for fields in json.loads(text)]
    except (ValueError, KeyError, TypeError):
        # Another version wrote this: nothing of it can be undone.
        return []
    return [change for change in changes if change.at > now - DAY]


def _change(fields: dict[str, Any]) -> Change:
    """Return a change as `_write` wrote it.

    An earlier version wrote no modes, formats, labels and words. Raises ValueError, KeyError or
    TypeError for other data.
    """
    return Change(
        fields["at"],
        fields["settings"],
        added=[(kind, value) for kind, value in fields["added"]],
        removed=_triples(fields["removed"]),
        weights=_triples(fields["weights"]),
        modes=_triples(fields.get("modes", [])),
        formats=_triples(fields.get("formats", [])),
        labels=_triples(fields.get("labels", [])),
        words=_triples(fields.get("words", [])),
    )


def _triples(listed: list[list[Any]]) -> list[tuple[Any, Any, Any]]:
    """Return JSON's lists as tuples: a subscription's kind and value, and its old state."""
    return [(kind, value, old) for kind, value, old in listed]


def _write(c: Connection, chat: Chat, changes: list[Change], now: int) -> None:
    text = json.dumps(
        [asdict(change) for change in changes], ensure_ascii=False
    )
    conversations.put(c, chat.telegram_id, UNDO, chat.thread_id, text, now)


async def undo(ctx: UpdateContext) -> None:
    """Undo the last change of the last day; called again, the one before it."""
    if not await may_change(ctx):
        return
    db = ctx.tools.db
    last = await db.write(_take, ctx.chat, ctx.clock())
    if last is None:
        await ctx.reply("undo.none")
        return
    # Names are read while the chat still has the subscriptions, or has them
    # again.
    removed = await _named(ctx, last.added)
    await db.write(_restore, ctx.chat.id, last, ctx.clock())
    restored = await _named(ctx, _wishes(last.removed))
    await _reset(ctx, last.settings)
    ways = [*last.modes, *last.formats, *last.words]
    moved = await _named(ctx, _wishes(ways))
    # A restored subscription is named once, whether or not its delivery changed
    # too.
    moved = [name for name in moved if name not in restored]
    parts = [
        ctx.say("undo.done"),
        *_listed("➕", restored),
        *_listed("➖", removed),
        *_listed("📨", moved),
        *_changed_settings(ctx, last),
    ]
    await ctx.answer("\n".join(parts))


def _wishes(changed: Sequence[tuple[SubscriptionKind, str, Any]]) -> list[Wish]:
    return [(kind, value) for kind, value, _ in changed]


def _changed_settings(ctx: UpdateContext, change: Change) -> list[str]:
    """Return the names of the settings of a change; one that several share stands once."""
    names = [ctx.say(LABELS[setting]) for setting in change.settings]
    if change.weights:
        names.append(ctx.say("undo.weights"))
    return list(dict.fromkeys(names))


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
    kept = subscriptions.of_chat(c, chat_id)
    room = len(kept) + len(change.removed)
    for kind, value, weight in change.removed:
        subscriptions.add(
            c, chat_id, kind, value, weight=weight, limit=room, now=now
        )
    ids = _by_wish(subscriptions.of_chat(c, chat_id), "id")
    for kind, value, mode in change.modes:
        row = ids.get((kind, value))
        if row is not None:
            subscriptions.set_mode(c, chat_id, row, mode, now)
    ways: tuple[tuple[list[Any], Callable[..., bool]], ...] = (
        (change.weights, subscriptions.set_weight),
        (change.formats, subscriptions.set_format),
        (change.labels, subscriptions.set_label),
        (change.words, subscriptions.set_words),
    )
    for triples, restore in ways:
        for kind, value, old in triples:
            row = ids.get((kind, value))
            if row is not None:
                restore(c, chat_id, row, old)


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
        fields["next_due_at"] = first_due(written, zone, ctx.now())
    await ctx.change(**fields)


async def _named(ctx: UpdateContext, wishes: list[Wish]) -> list[str]:
    """Return the names of subscriptions that the chat has."""
    rows: list[Subscription] = await ctx.subscriptions()
    wanted = [row for row in rows if (row.kind, row.value) in wishes]
    names = await names_of(ctx, wanted)
    return [names[row.id] for row in wanted]


def _listed(sign: str, names: list[str]) -> list[str]:
    lines = [f"{sign} {escape(shorten(name, 100))}" for name in names[:NAMED]]
    if len(names) > NAMED:
        lines.append(f"{sign} … (+{len(names) - NAMED})")
    return lines

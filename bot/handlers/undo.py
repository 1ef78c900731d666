"""/undo: take back a person's changes within a day, change by change."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial

from bot.handlers.admission import Handler, may_change
from bot.handlers.context import UpdateContext
from bot.handlers.conversation_slots import UNDO
from bot.handlers.subscriptions.naming import names_of
from bot.rendering.telegram_html import escape, shorten
from news.durations import DAY
from news.safe_json import JsonObject, JsonValue
from news.schedule import first_due
from store.chats import chats, conversations, subscriptions
from store.engine.connections import Connection
from store.rows import Chat, Subscription, SubscriptionKind

# The most changes of one chat to keep; a page of buttons makes one a press.
KEPT = 20
# The most subscriptions that an answer names; it counts the rest.
NAMED = 5
# The most characters of a name in the answer.
LONGEST = 100
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
# A wish and the old state of one part of its subscription: a weight, a mode…
OldState = tuple[SubscriptionKind, str, JsonValue]
# Sets one part of a subscription: (connection, chat, row, state).
_Restore = Callable[[Connection, int, int, JsonValue], object]
# The parts of a subscription that come back with it, by their list in a change;
# and the usual state of each, which needs no record.
PARTS = {
    "modes": ("mode", "digest"),
    "formats": ("format", ""),
    "labels": ("label", ""),
    "words": ("words", ""),
}


@dataclass(frozen=True, slots=True)
class Change:
    """The changes of one command or press, with the data to undo them."""

    # UTC seconds.
    at: int
    # The old values.
    settings: JsonObject
    added: list[Wish]
    # The removed subscriptions with their weights, as `weights` has them.
    removed: list[OldState]
    weights: list[OldState]
    # The old delivery modes of removed subscriptions and of those with another
    # mode now.
    modes: list[OldState] = field(default_factory=list)
    # The labels of the removed subscriptions.
    labels: list[OldState] = field(default_factory=list)
    # The old formats, likewise.
    formats: list[OldState] = field(default_factory=list)
    # The old words of sources, likewise.
    words: list[OldState] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _ChatSnapshot:
    settings: JsonObject
    rows: dict[Wish, Subscription]


def recorded(handler: Handler) -> Handler:
    """Wrap a handler: record all its changes for /undo."""

    async def handle(context: UpdateContext) -> None:
        chat = context.chat
        now = context.clock()
        before = await context.read(_snapshot, chat.id)
        await handler(context)
        after = await context.read(_snapshot, chat.id)
        # A chat that was deleted meanwhile gets no record.
        if before is None or after is None:
            return
        change = _difference(before, after, now)
        nothing = Change(now, {}, [], [], [])
        if change != nothing:
            await context.write(_keep, chat, change)

    return handle


def _snapshot(connection: Connection, chat_id: int) -> _ChatSnapshot | None:
    chat = chats.get(connection, chat_id)
    if chat is None:
        return None
    settings = {name: getattr(chat, name) for name in LABELS}
    return _ChatSnapshot(settings, _rows(connection, chat_id))


def _rows(connection: Connection, chat_id: int) -> dict[Wish, Subscription]:
    listed = subscriptions.of_chat(connection, chat_id)
    return {
        (subscription.kind, subscription.value): subscription
        for subscription in listed
    }


def _difference(
    before: _ChatSnapshot, after: _ChatSnapshot, now: int
) -> Change:
    """Return what undoes the way from one snapshot to the other."""
    settings = {
        name: was
        for name, was in before.settings.items()
        if after.settings[name] != was
    }
    removed: list[OldState] = []
    weights: list[OldState] = []
    for wish, subscription in before.rows.items():
        kept = after.rows.get(wish)
        if kept is None:
            removed.append((*wish, subscription.weight))
        elif kept.weight != subscription.weight:
            weights.append((*wish, subscription.weight))
    return Change(
        now,
        settings,
        added=[wish for wish in after.rows if wish not in before.rows],
        removed=removed,
        weights=weights,
        **{
            name: _old_states(before, after, part, usual)
            for name, (part, usual) in PARTS.items()
        },
    )


def _old_states(
    before: _ChatSnapshot, after: _ChatSnapshot, part: str, usual: str
) -> list[OldState]:
    """Return the old states of a part: of subscriptions where it is another one
    now, and of removed ones where it was not the usual one.
    """
    changed: list[OldState] = []
    for wish, subscription in before.rows.items():
        kept = after.rows.get(wish)
        was = getattr(subscription, part)
        now = getattr(kept, part) if kept else usual
        if now != was:
            changed.append((*wish, was))
    return changed


def _keep(connection: Connection, chat: Chat, change: Change) -> None:
    changes = [*_read(connection, chat, change.at), change]
    _write(connection, chat, changes[-KEPT:], change.at)


def _read(connection: Connection, chat: Chat, now: int) -> list[Change]:
    """Return the changes of the last day, the oldest first."""
    text = conversations.get(connection, chat.telegram_id, UNDO, chat.thread_id)
    if not text:
        return []
    try:
        changes = [_change(fields) for fields in json.loads(text)]
    except (ValueError, KeyError, TypeError):
        # Another version wrote this: nothing of it can be undone.
        return []
    return [change for change in changes if change.at > now - DAY]


def _change(fields: JsonObject) -> Change:
    """Return a change as `_write` wrote it.

    An earlier version wrote none of `PARTS`. Raises ValueError, KeyError or
    TypeError for other data.
    """
    return Change(
        fields["at"],
        fields["settings"],
        added=[(kind, value) for kind, value in fields["added"]],
        removed=_states(fields["removed"]),
        weights=_states(fields["weights"]),
        **{name: _states(fields.get(name, [])) for name in PARTS},
    )


def _states(listed: list[list[JsonValue]]) -> list[OldState]:
    """Return JSON's lists as tuples: a subscription's kind and value, and its
    old state.
    """
    return [(kind, value, old) for kind, value, old in listed]


def _write(
    connection: Connection, chat: Chat, changes: list[Change], now: int
) -> None:
    written = [asdict(change) for change in changes]
    text = json.dumps(written, ensure_ascii=False)
    conversations.put(
        connection, chat.telegram_id, UNDO, chat.thread_id, text, now
    )


async def undo(context: UpdateContext) -> None:
    """Undo the last change of the last day; called again, the one before it."""
    if not await may_change(context):
        return
    last = await context.write(_take, context.chat, context.clock())
    if last is None:
        await context.reply("undo.none")
        return
    # Names are read while the chat still has the subscriptions, or has them
    # again.
    removed = await _named(context, last.added)
    await context.write(_restore, context.chat.id, last, context.clock())
    restored = await _named(context, _wishes(last.removed))
    await _reset(context, last.settings)
    changed = [*last.modes, *last.formats, *last.words]
    moved = await _named(context, _wishes(changed))
    # A restored subscription is named once, whether or not its delivery changed
    # too.
    moved = [name for name in moved if name not in restored]
    parts = [
        context.say("undo.done"),
        *_listed("➕", restored),
        *_listed("➖", removed),
        *_listed("📨", moved),
        *_changed_settings(context, last),
    ]
    await context.answer("\n".join(parts))


def _wishes(states: Sequence[OldState]) -> list[Wish]:
    return [(kind, value) for kind, value, _ in states]


def _changed_settings(context: UpdateContext, change: Change) -> list[str]:
    """Return the names of the settings of a change; one that several share stands once."""
    names = [context.say(LABELS[setting]) for setting in change.settings]
    if change.weights:
        names.append(context.say("undo.weights"))
    return list(dict.fromkeys(names))


def _take(connection: Connection, chat: Chat, now: int) -> Change | None:
    changes = _read(connection, chat, now)
    if not changes:
        return None
    _write(connection, chat, changes[:-1], now)
    return changes[-1]


def _restore(
    connection: Connection, chat_id: int, change: Change, now: int
) -> None:
    """Restore the subscriptions as they were before a change."""
    for kind, value in change.added:
        subscriptions.remove(connection, chat_id, kind, value)
    # The chat had these subscriptions within the day, so they are within its
    # limit or older than it.
    kept = subscriptions.of_chat(connection, chat_id)
    room = len(kept) + len(change.removed)
    for kind, value, weight in change.removed:
        subscriptions.add(
            connection, chat_id, kind, value, weight=weight, limit=room, now=now
        )
    # The rows added just now have ids of their own.
    rows = _rows(connection, chat_id)
    restoring: tuple[tuple[list[OldState], _Restore], ...] = (
        (change.modes, partial(subscriptions.set_mode, now=now)),
        (change.weights, subscriptions.set_weight),
        (change.formats, subscriptions.set_format),
        (change.labels, subscriptions.set_label),
        (change.words, subscriptions.set_words),
    )
    for states, restore in restoring:
        for kind, value, old in states:
            subscription = rows.get((kind, value))
            if subscription is not None:
                restore(connection, chat_id, subscription.id, old)


async def _reset(context: UpdateContext, settings: JsonObject) -> None:
    """Restore a chat's old settings; its next digest follows them."""
    if not settings:
        return
    fields = dict(settings)
    # JSON has no tuples.
    if "languages" in fields:
        fields["languages"] = tuple(fields["languages"])
    if settings.keys() & {"schedule", "zone"}:
        written = fields.get("schedule", context.chat.schedule)
        zone = fields.get("zone", context.chat.zone)
        fields["next_due_at"] = first_due(written, zone, context.now())
    await context.change(**fields)


async def _named(context: UpdateContext, wishes: list[Wish]) -> list[str]:
    """Return the names of subscriptions that the chat has."""
    rows: list[Subscription] = await context.subscriptions()
    wanted = [
        subscription
        for subscription in rows
        if (subscription.kind, subscription.value) in wishes
    ]
    names = await names_of(context, wanted)
    return [names[subscription.id] for subscription in wanted]


def _listed(sign: str, names: list[str]) -> list[str]:
    lines = [f"{sign} {escape(shorten(name, LONGEST))}" for name in names]
    unnamed = len(names) - NAMED
    if unnamed > 0:
        return [*lines[:NAMED], f"{sign} … (+{unnamed})"]
    return lines

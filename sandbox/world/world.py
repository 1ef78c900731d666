"""The state of the local Telegram: people, chats, messages, and updates waiting
for the bot.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import time
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

from sandbox.errors import bad, forbidden
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world.faults import Plan
from sandbox.world.limits import Buckets, Limits

BOT_ID = 700_000_001
TOKEN = f"{BOT_ID}:sandbox-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
BOT = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "简报 Jianbao",
    "username": "jianbao_sandbox_bot",
}
# Updates that are sent only if `allowed_updates` names them.
ASKED_FOR = frozenset(
    {"chat_member", "message_reaction", "message_reaction_count"}
)
# The number of a forum's first topic; Telegram accepts no message with it.
GENERAL_TOPIC = 1
# Messages of a chat that are kept whole; older ones are only in the ledger.
KEPT = 500


_NAMES = {
    "group": "group chat",
    "supergroup": "supergroup chat",
    "channel": "channel chat",
}
# Telegram's refusals by the bot's status in a chat.
_SHUT = {
    "blocked": "bot was blocked by the user",
    "stranger": "bot can't initiate conversation with a user",
    "deactivated": "user is deactivated",
    "deleted": "the group chat was deleted",
    "kicked": "bot was kicked from the {chat}",
    "left": "bot is not a member of the {chat}",
}


@dataclass(slots=True)
class Person:
    """A person who writes to the bot."""

    id: int
    name: str
    language: str = "zh-hans"

    def json(self) -> JsonObject:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }


@dataclass(frozen=True, slots=True)
class DraftMessage:
    """A message of the bot that is shown while it is written."""

    id: int
    # Empty while only the placeholder is shown.
    text: str
    until: float
    entities: list[JsonObject] = field(default_factory=list)
    thread: int = 0


@dataclass(slots=True)
class TelegramChat:
    """A chat as Telegram knows it."""

    id: int
    kind: str
    title: str
    messages: dict[int, JsonObject] = field(default_factory=dict)
    # Status by person: creator, administrator, member.
    members: dict[int, str] = field(default_factory=dict)
    # The bot's own status: member, administrator, restricted, blocked, kicked,
    # left, deactivated, deleted; `stranger` for a person who never wrote to the
    # bot, `mute` if it may not write.
    bot: str = "member"
    migrated_to: int = 0
    # open or closed, by thread id.
    topics: dict[int, str] = field(default_factory=dict)
    # The names of topics, by thread id.
    names: dict[int, str] = field(default_factory=dict)
    forum: bool = False
    # Whether members may write, by the chat's default permissions.
    rights: bool = True
    # The error for each message: a word of the server such as CHAT_RESTRICTED.
    refusal: str = ""
    # Seconds of slow mode, which does not apply to administrators.
    slow: int = 0
    # The time of the bot's last message, for slow mode.
    last: float = 0.0
    # The bot's draft; its next message replaces it.
    draft: DraftMessage | None = None

    def json(self) -> JsonObject:
        """Return the chat as updates and messages describe it."""
        title = "first_name" if self.kind == "private" else "title"
        described = {"id": self.id, "type": self.kind, title: self.title}
        if self.forum:
            described["is_forum"] = True
        return described


@dataclass(slots=True)
class Sent:
    """One accepted message of the bot, as the ledger keeps it."""

    chat: int
    message_id: int
    text: str
    at: float
    silent: bool
    thread: int = 0


class Bell:
    """A signal that wakes all waiters when it rings. It needs no clearing, so
    that one waiter cannot clear it for another.
    """

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def set(self) -> None:
        """Ring."""
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    def wait(self) -> Coroutine[None, None, object]:
        """Return an awaitable for the next ring, counted from this call and not
        from its first step.
        """
        return self._next.wait()


class World:
    """All state of the sandbox; one bot, one token."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock
        self.buckets = Buckets(limits or Limits(), clock)
        self.plan = Plan()
        self.people: dict[int, Person] = {}
        self.places: dict[int, TelegramChat] = {}
        self.ledger: list[Sent] = []
        # Shown drafts: chat, draft, text.
        self.drafts: deque[tuple[int, int, str]] = deque(maxlen=KEPT)
        # Texts of accepted messages whose answer a fault dropped: the bot
        # cannot know, and may send them again.
        self.cut: list[str] = []
        # Texts of messages that a fault stopped, in a way that leaves the bot
        # in doubt.
        self.unheard: list[str] = []
        self.updates: deque[JsonObject] = deque()
        self.update_ids = itertools.count(1)
        self.message_ids = itertools.count(1)
        self.arrived = Bell()
        # The number of changes, for pages that ask whether anything changed.
        self.changed = 0
        self.poller = 0
        self.webhook: JsonObject = {}
        # The time and the error of the webhook's last failure.
        self.webhook_error = (0, "")
        # The kinds of updates that the bot asked for; None means all but those
        # that must be named.
        self.allowed: frozenset[str] | None = None
        # People who let nobody send them voice messages.
        self.voiceless: set[int] = set()
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.queries: dict[str, JsonObject] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.pictures: dict[str, str] = {}
        self.keyboards: dict[int, object] = {}

    def add_person(
        self, number: int, name: str, language: str = "zh-hans"
    ) -> Person:
        """Add a person, with a private chat."""
        person = self.people[number] = Person(number, name, language)
        self.places[number] = TelegramChat(
            id=number, kind="private", title=name, members={number: "member"}
        )
        return person

    def add_place(
        self,
        number: int,
        kind: str,
        title: str,
        *,
        forum: bool = False,
        admins: tuple[int, ...] = (),
        members: tuple[int, ...] = (),
    ) -> TelegramChat:
        """Add a group, supergroup or channel."""
        statuses = dict.fromkeys(members, "member") | dict.fromkeys(
            admins, "administrator"
        )
        place = self.places[number] = TelegramChat(
            number, kind, title, members=statuses, forum=forum
        )
        if kind == "channel":
            place.bot = "administrator"
        return place

    def place(self, number: JsonValue) -> TelegramChat:
        """Return a chat; raise Telegram's refusal for an unknown or moved one."""
        if number in {None, ""}:
            raise bad("chat_id is empty")
        try:
            place = self.places.get(int(number))
        except (TypeError, ValueError):
            place = None
        if place is None:
            raise bad("chat not found")
        if place.migrated_to:
            raise bad(
                "group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=place.migrated_to,
            )
        return place

    def check_write(
        self, place: TelegramChat, thread: int = 0, what: str = "text messages"
    ) -> None:
        """Raise Telegram's refusal if the bot may not write.

        Telegram looks at the bot's status first, then at what the server says
        of the chat, then at rights, slow mode and the topic.
        """
        name = _NAMES.get(place.kind, "chat")
        if words := _SHUT.get(place.bot):
            raise forbidden(words.format(chat=name))
        if place.bot == "mute":
            raise bad("have no write access to the chat")
        may_post = place.bot == "administrator" and place.rights
        if place.kind == "channel" and not may_post:
            raise bad("need administrator rights in the channel chat")
        if place.refusal:
            raise bad(place.refusal)
        members_may_write = place.rights or place.bot == "administrator"
        if place.bot == "restricted" or not members_may_write:
            raise bad(f"not enough rights to send {what} to the chat")
        _check_slow_mode(place, self.clock())
        if place.forum and thread:  # outside forums the thread id is ignored
            _check_topic(place, thread)

    def post(
        self,
        place: TelegramChat,
        message: JsonObject,
        *,
        silent: bool = False,
    ) -> JsonObject:
        """Put a message of the bot's into a chat."""
        number = next(self.message_ids)
        whole = {
            "message_id": number,
            "date": int(self.clock()),
            "chat": place.json(),
            "from": BOT,
            **message,
        }
        place.messages[number] = whole
        place.last = self.clock()
        place.draft = None
        if len(place.messages) > KEPT:
            del place.messages[next(iter(place.messages))]
        text = message.get("text") or message.get("caption") or ""
        self.ledger.append(
            Sent(
                chat=place.id,
                message_id=number,
                text=text,
                at=self.clock(),
                silent=silent,
                thread=message.get("message_thread_id", 0),
            )
        )
        self.changed += 1
        return whole

    def open_query(self, number: str, seconds: float) -> JsonObject:
        """Return a query that still waits for its answer; `seconds` is how long
        one waits.
        """
        query = self.queries.get(number)
        if query is not None and query["answered"] is None:
            age = self.clock() - query["at"]
            if age <= seconds:
                return query
        raise bad(
            "query is too old and response timeout expired or query ID is invalid"
        )

    def listen(self, kinds: JsonValue) -> None:
        """Set which updates the bot asks for.

        A value that is not a list changes nothing; an empty list means the
        usual updates.
        """
        if isinstance(kinds, list):
            self.allowed = frozenset(map(str, kinds)) or None

    def push(self, kind: str, content: JsonObject) -> int:
        """Queue an update if the bot asked for its kind; return its number, 0
        if not.
        """
        if not self._is_wanted(kind):
            return 0
        number = next(self.update_ids)
        self.updates.append({"update_id": number, kind: content})
        self.changed += 1
        self.arrived.set()
        return number

    def _is_wanted(self, kind: str) -> bool:
        """Tell whether the bot asked for updates of this kind."""
        if self.allowed is None:
            return kind not in ASKED_FOR
        return kind in self.allowed


def _check_slow_mode(place: TelegramChat, now: float) -> None:
    """Refuse a message too soon after the bot's last one, as the server does in
    slow mode.
    """
    left = place.last + place.slow - now
    if place.slow and left > 0 and place.bot != "administrator":
        raise bad(f"SLOWMODE_WAIT_{math.ceil(left)}")


def _check_topic(place: TelegramChat, thread: int) -> None:
    """Refuse a forum topic that does not exist (the General one has no number)
    or is closed.
    """
    state = place.topics.get(thread)
    if thread == GENERAL_TOPIC or state is None:
        raise bad("message thread not found")
    if state == "closed":
        raise bad("TOPIC_CLOSED")

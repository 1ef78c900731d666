"""The contents of the chat page: chats, messages, drafts, link previews."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.bot_api.commands import menu
from sandbox.json_object import JsonObject
from sandbox.text.units import part_of
from sandbox.world.world import BOT, TelegramChat, World

# The newest messages of a chat to show.
SHOWN = 200
# Characters of a chat's last message in the list.
SUMMARY = 80
# The newest presses and inline queries of which the page asks the answer.
QUERIES = 20
# The contents of a link preview: site, title, text, image; each may be missing.
Card = JsonObject
# Returns the preview of an address; None if there is none.
CardOf = Callable[[str], Card | None]


def state_of(world: World, chat: int, cards: CardOf) -> JsonObject:
    """Return all data for drawing one chat and the list of chats."""
    people = list(world.people.values())
    # In a group the menu is the first person's.
    person = world.people.get(chat) or next(iter(people), None)
    commands = menu(world, chat, person.id, person.language) if person else []
    # A group that became a supergroup is no chat any more.
    places = [one for one in world.places.values() if not one.migrated_to]
    common = {
        "changed": world.changed,
        "chats": [_row(place) for place in places],
        "pictures": world.pictures,
        "commands": commands,
        "people": [one.json() for one in people],
        "bot": BOT["username"],
        "keyboard": world.keyboards.get(chat),
        "queries": _queries(world),
    }
    return _of_place(world, chat, cards) | common


def _of_place(world: World, chat: int, cards: CardOf) -> JsonObject:
    place = world.places.get(chat)
    if place is None:
        return {"messages": [], "topics": [], "draft": None}
    shown = list(place.messages.values())[-SHOWN:]
    return {
        "messages": [_with_card(message, cards) for message in shown],
        "topics": _topics(place),
        "draft": _draft(world, place),
    }


def _row(place: TelegramChat) -> JsonObject:
    """Return a chat's line in the list, with its last message."""
    last = next(reversed(place.messages.values()), None)
    row = place.json()
    row["bot"] = place.bot
    if last:
        row["last"] = {"text": _short(last), "date": last["date"]}
    return row


def _short(message: JsonObject) -> str:
    """Return the beginning of a message in one line."""
    text = str(message.get("text") or message.get("caption") or "")
    return text[:SUMMARY].replace("\n", " ")


def _topics(place: TelegramChat) -> list[JsonObject]:
    """Return a forum's topics; 0 is the General one."""
    if not place.forum:
        return []
    listed: list[JsonObject] = [{"id": 0, "name": "General", "state": "open"}]
    for number, state in place.topics.items():
        name = place.names.get(number, f"#{number}")
        listed.append({"id": number, "name": name, "state": state})
    return listed


def _draft(world: World, place: TelegramChat) -> JsonObject | None:
    """Return the bot's draft; None once it was sent, or if it has not changed
    for long.
    """
    draft = place.draft
    if draft is None or draft.until < world.clock():
        return None
    return {
        "id": draft.id,
        "text": draft.text,
        "entities": draft.entities,
        "thread": draft.thread,
    }


def _queries(world: World) -> JsonObject:
    """Return the answers to the newest presses and inline queries, by id."""
    newest = list(world.queries.items())[-QUERIES:]
    answers = {key: query["answered"] for key, query in newest}
    return {
        key: answer for key, answer in answers.items() if answer is not None
    }


def _with_card(message: JsonObject, cards: CardOf) -> JsonObject:
    """Return a message with the preview of the address that Telegram would
    show: the one that the bot named, or the first of the text.
    """
    options = message.get("link_preview_options") or {}
    address = str(options.get("url") or _first_address(message))
    has_preview = "text" in message and not options.get("is_disabled")
    if not has_preview or not address:
        return message
    card = cards(address)
    if card is None:
        return message
    shown = {
        "url": address,
        "large": bool(options.get("prefer_large_media")),
        "above": bool(options.get("show_above_text")),
    }
    return message | {"card": card | shown}


def _first_address(message: JsonObject) -> str:
    """Return the first address in a text; empty if there is none.

    Entities stand in the order of the text. A link has its address beside the
    text, a plain address is the text itself.
    """
    for entity in message.get("entities", ()):
        if entity["type"] == "text_link":
            return str(entity["url"])
        if entity["type"] == "url":
            return part_of(message["text"], entity["offset"], entity["length"])
    return ""

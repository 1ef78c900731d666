"""An unknown command or plain text gets a useful guess, with a button that does it."""

from __future__ import annotations

from difflib import get_close_matches

from bot import proposals
from bot.handlers import digests, subscribe
from bot.handlers.filters import near_topic
from bot.handlers.help import SUBJECTS
from bot.handlers.here import Here, afford
from bot.handlers.naming import topic_name
from bot.keyboards import Rows, data
from bot.proposals import Proposal
from news.models import Button
from news.topics import find

KNOWN = tuple(sorted({name for names in SUBJECTS.values() for name in names}))
LONGEST = 200


async def unknown(here: Here) -> None:
    """Guess what was meant. In groups only what is said to the bot comes here: plain talk is none of ours."""
    message = here.update.effective_message
    text = (message.text or "").strip() if message is not None else ""
    if text.startswith("/"):
        words = text[1:].split(maxsplit=1)
        await _command(
            here, words[0].split("@")[0] if words else "", words[1] if len(words) > 1 else ""
        )
    elif text:
        await _words(here, text[:LONGEST])


async def _command(here: Here, name: str, rest: str) -> None:
    key = find(name) or near_topic(name)
    # A name that is nearly a topic's is that topic, unless it is nearer still to a command.
    close = get_close_matches(name.lower(), KNOWN, 1, 0.75 if key else 0.55)
    if close:
        guess = f"{close[0]} {rest[:LONGEST]}".strip()
        await here.answer(here.say("unknown.command", name=name[:40], guess=guess))
    elif key:
        text = here.say(
            "unknown.command", name=name[:40], guess=f"subscribe {topic_name(here, key)}"
        )
        await here.answer(text, _topic(here, key))
    else:
        rows = ((Button(here.speech.say("unknown.help"), data("help")),),)
        await here.answer(here.say("unknown.none", name=name[:40]), rows)


def _topic(here: Here, key: str) -> Rows:
    return ((Button(f"🏷 {topic_name(here, key)}", data("top", key)),),)


async def _words(here: Here, text: str) -> None:
    if key := find(text):
        await here.answer(here.say("unknown.topic", name=topic_name(here, key)), _topic(here, key))
        return
    token = await here.tools.db.write(
        proposals.put, here.chat, Proposal("words", text), here.tools.clock()
    )
    follow = Button(f"➕ {here.speech.say('unknown.follow')}", data("do", "subscribe", token))
    if subscribe.is_address(text):
        await here.answer(here.say("unknown.address", text=text), ((follow,),))
        return
    search = Button(f"🔎 {here.speech.say('unknown.search')}", data("do", "search", token))
    near = near_topic(text)
    said = here.say("unknown.near", name=topic_name(here, near)) + "\n" if near else ""
    rows = (*(_topic(here, near) if near else ()), (search, follow))
    await here.answer(said + here.say("unknown.text", text=text[:100]), rows)


async def do(here: Here, values: list[str]) -> None:
    """A button of a guess: the words are searched for, or followed."""
    wanted = (
        await here.tools.db.read(proposals.get, here.chat, values[1]) if len(values) > 1 else None
    )
    if wanted is None:
        await here.toast(here.speech.say("button.old"), alert=True)
        return
    if await afford(here):
        await here.toast()
        here.args = wanted.value.split()
        await (digests.search(here) if values[0] == "search" else subscribe.subscribe(here))

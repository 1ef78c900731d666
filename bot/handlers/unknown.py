"""An unknown command or plain text gets a useful guess."""

from __future__ import annotations

from difflib import get_close_matches

from bot.handlers import subscribe
from bot.handlers.here import Here
from bot.keyboards import data
from news.models import Button
from news.topics import catalogue, find

KNOWN = (
    "start", "help", "subscribe", "unsubscribe", "subscriptions", "topics", "digest", "latest", "catchup", "search", "saved",
    "schedule", "timezone", "pause", "resume", "language", "settings", "forget",
)  # fmt: skip


async def unknown(here: Here) -> None:
    """Guess what was meant; in groups plain talk is none of ours."""
    message = here.update.effective_message
    text = (message.text or "").strip() if message is not None else ""
    if text.startswith("/"):
        await _command(here, text[1:].split("@")[0].split()[0] if len(text) > 1 else "")
        return
    if here.chat.kind != "private" or not text:
        return
    if text.startswith(("http://", "https://")):
        await here.answer(here.say("unknown.address", text=text[:200]))
        return
    if key := find(text):
        name = next(info.name(here.chat.locale) for info in catalogue() if info.key == key)
        await here.answer(here.say("unknown.topic", name=name), ((Button(f"🏷 {name}", data("top", key)),),))
        return
    wish = await subscribe.guess(here, text[:100])
    await here.answer(here.say("unknown.text", text=wish.value if wish else text[:100]))


async def _command(here: Here, name: str) -> None:
    close = get_close_matches(name.lower(), KNOWN, 1, 0.5)
    if close:
        await here.answer(here.say("unknown.command", name=name[:40], guess=close[0]))
    elif find(name):
        await here.answer(here.say("unknown.command", name=name[:40], guess=f"subscribe {name[:40]}"))
    else:
        await here.answer(here.say("unknown.none", name=name[:40]))

"""/listen: send the last digest as a voice message, if the operator set a
voice.
"""

from __future__ import annotations

from bot.handlers.admission import may_change, take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.reading.last_digest import last_digest
from bot.rendering.actions.story_actions import SpeakAlways, SpeakDigest
from bot.rendering.button_data import Rows, action_button
from bot.rendering.recordings import recording_message
from bot.rendering.switch_words import is_off, is_on
from store.chats import chat_options
from store.delivery import episodes, outbox
from store.records import Episode
from store.rows import NewOutbox

# Seconds during which an answer is worth sending.
ANSWER_LIFE = 600


async def listen(context: UpdateContext) -> None:
    """Send the last digest as a recording; `/listen on` does so for each
    digest, `/listen off` ends that.
    """
    if not context.args:
        await _speak(context)
    elif is_off(context.text, context.speech):
        await _switch(context, on=False)
    elif is_on(context.text):
        await _switch(context, on=True)
    else:
        await context.reply("listen.usage", await _rows(context))


async def press(context: UpdateContext, _pressed: SpeakDigest) -> None:
    """Handle the button below a digest."""
    if not _is_offered(context):
        await context.notify("listen.failed")
    elif await take_quota(context):
        await context.answer_callback()
        await _speak(context)


async def switch(context: UpdateContext, pressed: SpeakAlways) -> None:
    """Handle the button that turns recordings of each digest on or off."""
    await _switch(context, on=pressed.on)
    await context.answer_callback()


def _is_offered(context: UpdateContext) -> bool:
    """Tell whether there is a voice: an old button may outlive the operator's
    setting.
    """
    return any(command.name == "listen" for command in context.tools.commands)


async def _speak(context: UpdateContext) -> None:
    digest = await last_digest(context)
    if digest is None:
        await context.reply("listen.none")
        return
    now = context.clock()
    episode = await context.write(
        episodes.want, digest.id, context.chat.id, now
    )
    if episode.state == "ready":
        await _send_again(context, episode, now)
        return
    await context.reply("listen.wait", await _rows(context))


async def _send_again(
    context: UpdateContext, episode: Episode, now: int
) -> None:
    """Send an existing recording through the outbox, because an upload takes
    time.
    """
    message = recording_message(episode)
    row = NewOutbox(
        chat_id=context.chat.id,
        kind="notice",
        message=message,
        ready_at=now,
        expires_at=now + ANSWER_LIFE,
    )
    await context.write(outbox.add, [row], now)
    context.tools.wake()


async def _switch(context: UpdateContext, *, on: bool) -> None:
    if not await may_change(context):
        return
    if on:
        since = str(context.clock())
        await context.write(chat_options.put, context.chat.id, "listen", since)
    else:
        await context.write(chat_options.end, context.chat.id, "listen")
    key = "listen.on" if on else "listen.off"
    await context.reply(key, await _rows(context))


async def _rows(context: UpdateContext) -> Rows:
    """Return the button that turns recordings on or off."""
    since = await context.read(chat_options.get, context.chat.id, "listen")
    on = since is None
    key = "listen.always-button" if on else "listen.stop-button"
    return ((action_button(f"🎧 {context.say(key)}", SpeakAlways(on)),),)

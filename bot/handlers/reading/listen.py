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


async def listen(ctx: UpdateContext) -> None:
    """Send the last digest as a recording; `/listen on` does so for each
    digest, `/listen off` ends that.
    """
    if not ctx.args:
        await _speak(ctx)
    elif is_off(ctx.text, ctx.speech):
        await _switch(ctx, on=False)
    elif is_on(ctx.text):
        await _switch(ctx, on=True)
    else:
        await ctx.answer(ctx.say("listen.usage"), await _rows(ctx))


async def press(ctx: UpdateContext, _pressed: SpeakDigest) -> None:
    """Handle the button below a digest."""
    if not _is_offered(ctx):
        await ctx.notify("listen.failed")
    elif await take_quota(ctx):
        await ctx.answer_callback()
        await _speak(ctx)


async def switch(ctx: UpdateContext, pressed: SpeakAlways) -> None:
    """Handle the button that turns recordings of each digest on or off."""
    await _switch(ctx, on=pressed.on)
    await ctx.answer_callback()


def _is_offered(ctx: UpdateContext) -> bool:
    """Tell whether there is a voice: an old button may outlive the operator's
    setting.
    """
    return any(command.name == "listen" for command in ctx.tools.commands)


async def _speak(ctx: UpdateContext) -> None:
    digest = await last_digest(ctx)
    if digest is None:
        await ctx.reply("listen.none")
        return
    now = ctx.clock()
    episode = await ctx.write(episodes.want, digest.id, ctx.chat.id, now)
    if episode.state == "ready":
        await _send_again(ctx, episode, now)
        return
    await ctx.answer(ctx.say("listen.wait"), await _rows(ctx))


async def _send_again(ctx: UpdateContext, episode: Episode, now: int) -> None:
    """Send an existing recording through the outbox, because an upload takes
    time.
    """
    message = recording_message(episode)
    row = NewOutbox(
        chat_id=ctx.chat.id,
        kind="notice",
        message=message,
        ready_at=now,
        expires_at=now + ANSWER_LIFE,
    )
    await ctx.write(outbox.add, [row], now)
    ctx.tools.wake()


async def _switch(ctx: UpdateContext, *, on: bool) -> None:
    if not await may_change(ctx):
        return
    if on:
        since = str(ctx.clock())
        await ctx.write(chat_options.put, ctx.chat.id, "listen", since)
    else:
        await ctx.write(chat_options.end, ctx.chat.id, "listen")
    key = "listen.on" if on else "listen.off"
    await ctx.answer(ctx.say(key), await _rows(ctx))


async def _rows(ctx: UpdateContext) -> Rows:
    """Return the button that turns recordings on or off."""
    since = await ctx.read(chat_options.get, ctx.chat.id, "listen")
    on = since is None
    key = "listen.always-button" if on else "listen.stop-button"
    return ((action_button(f"🎧 {ctx.say(key)}", SpeakAlways(on)),),)

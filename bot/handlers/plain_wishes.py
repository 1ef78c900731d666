"""Act on wishes in plain words, such as `send me tech news` or 每天早上八点发给我. The
matching command does the work and says what it understood; /undo takes it back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from itertools import filterfalse

from bot.handlers import pending_confirmations, plain_talk
from bot.handlers.admission import may_change, take_quota
from bot.handlers.command_runs import run
from bot.handlers.context import UpdateContext
from bot.handlers.schedule import free_times, pause
from bot.handlers.setup import settings_pages
from bot.handlers.setup.language import language_named, names_of_languages
from bot.handlers.subscriptions import (
    mutes,
    subscribe,
    timed_wishes,
    unsubscribe,
)
from bot.handlers.subscriptions.confirmations import wants
from bot.handlers.subscriptions.filters import near_topic
from bot.rendering.actions.subscription_actions import AnswerProposal
from news.errors import ScheduleError
from news.filters import is_address
from news.schedule import parse_schedule, parse_span
from news.schedule.finding import find_times, is_time_alone, refusal
from news.schedule.lengths import parse_length
from news.schedule.vocabulary import own_language
from news.topics import find
from news.wishes import (
    COMMANDS,
    Act,
    TimedWish,
    Wish,
    bare,
    is_vague,
    names_whole,
    read_wish,
    read_wishes,
)
from news.wishes.respelling import respelled
from news.wishes.topic_names import names_part
from news.wishes.understanding import understand
from news.wishes.wish_grammar import languages_of
from news.wishes.wish_sentence import begins_with_refusal
from news.words import fold
from news.zones import zone_readings

# The required similarity of a written word to a language's name, which allows
# for the cases and endings of Russian and Spanish.
_ALIKE = 0.75

# Words of a name that is followed or muted, and letters of a muted one.
_LONGEST_NAME, _MUTED = 5, 60

# Wishes for topics, which a guess at a misspelt word must name.
_OF_TOPICS: frozenset[Act] = frozenset(("subscribe", "stop", "unwanted"))
# What names something that is followed, left or weighed.
_FOLLOWING = frozenset(("subscribe", "drop", "less", "more"))
# Why no schedule can be read, where nothing is to be asked: it can, or the
# words are no time.
_SETTLED = ("", "time")

# Turns a wish's words into a command's argument; None if they do not fit.
_Argument = Callable[[UpdateContext, str], str | None]


async def fulfil(
    context: UpdateContext, text: str, unless: frozenset[str] = frozenset()
) -> bool:
    """Carry out a wish in plain words; return False if the words are no wish
    that the bot can carry out, or one of `unless`.
    """
    timed = timed_wish(context, text)
    if timed is not None and timed.is_asked:
        await follow_at(context, timed)
        return True
    for wish in read_wishes(text, context.place.locale):
        carry_out = _ACTIONS.get(wish.act, _command)
        if wish.act not in unless and await carry_out(context, wish):
            return True
    return False


def meant(context: UpdateContext, text: str) -> str:
    """Return a misspelt text as a wish that can be carried out, by the words of
    the chat's language or of English; empty where it is none, or names what is
    no topic.
    """
    languages = languages_of(context.place.locale)
    read = dict.fromkeys(respelled(text, language) for language in languages)
    read.pop(text, None)
    return next(filter(partial(is_clear_wish, context), read), "")


def is_clear_wish(context: UpdateContext, text: str) -> bool:
    """Return whether a text can be carried out as a wish: "send me tech at 8",
    "pause for 3 days".
    """
    found = understand(text, context.place.locale)
    if found and found.is_settled:
        is_unnamed = found.acts.isdisjoint(_FOLLOWING)
        return any((is_unnamed, found.names_topics))
    if found and found.is_doubtful:
        return False
    timed = timed_wish(context, text)
    if timed is not None and timed.is_asked:
        return all(map(find, _parts(timed.topics)))
    wishes = read_wishes(text, context.place.locale)
    return any(map(partial(_is_clear, context), wishes))


def _is_clear(context: UpdateContext, wish: Wish) -> bool:
    """Return whether a wish names topics, or words that its command reads."""
    if wish.act in _OF_TOPICS:
        return all(map(_topic, _parts(wish.rest)))
    read = _ARGUMENTS.get(wish.act, _as_written)
    return read(context, wish.rest) is not None


def timed_wish(context: UpdateContext, text: str) -> TimedWish | None:
    """Part a text into topics, with their names corrected, and a time; None
    where it is not both.
    """
    wish = timed_wishes.read(context, text)
    if wish is None:
        return None
    return replace(wish, topics=_subscribe(context, wish.topics) or "")


async def follow_at(context: UpdateContext, wish: TimedWish) -> None:
    """Follow topics and set their time; the time alone for all the news."""
    if wish.topics:
        if await take_quota(context):
            await subscribe.follow_at(context, wish)
    elif await may_change(context):
        schedule = await timed_wishes.schedule_of(context, wish)
        if schedule:
            await run(context, "schedule", schedule)


async def follow(context: UpdateContext, named: str) -> None:
    """Follow what is named; show the latest of a topic that the chat follows and
    of which news are asked for: "show me some tech news".
    """
    asks = not names_whole(context.message_text, context.place.locale)
    topic = find(named) if asks else None
    keys = filter(None, [topic])
    is_there = await unsubscribe.followed_of(context, keys)
    await run(context, "latest" if is_there else "subscribe", named)


async def _command(context: UpdateContext, wish: Wish) -> bool:
    """Run the command of a wish, unless its words do not fit the command."""
    read = _ARGUMENTS.get(wish.act, _as_written)
    argument = read(context, wish.rest)
    if argument is None:
        return False
    if wish.act == "subscribe":
        await follow(context, argument)
    else:
        await run(context, COMMANDS[wish.act], argument)
    return True


def _as_written(_ctx: UpdateContext, rest: str) -> str:
    return rest


def _readable(parse: Callable[[str, str], object]) -> _Argument:
    """Make a reader that keeps the words that a parser of times reads."""

    def argument(context: UpdateContext, rest: str) -> str | None:
        try:
            parse(rest, context.place.locale)
        except ScheduleError:
            return None
        return rest

    return argument


def _pause(context: UpdateContext, rest: str) -> str | None:
    if not rest:
        return rest
    return rest if pause.read(context, rest) else None


def _timezone(_ctx: UpdateContext, rest: str) -> str | None:
    if zone_readings(rest):
        return rest
    return None


def _language(_ctx: UpdateContext, rest: str) -> str | None:
    if not rest or language_named(rest):
        return rest
    near = get_close_matches(fold(rest), names_of_languages(), 1, _ALIKE)
    return next(iter(near), None)


def _subscribe(context: UpdateContext, rest: str) -> str | None:
    """Return the topics to follow, with misspelt and inflected names corrected:
    "sprot, Mars" → "sports, Mars"; Mars is no topic and stays a phrase.
    """
    named = [
        _topic(part) or _misspelt(context, part) or part
        for part in _parts(rest)
    ]
    return ", ".join(named) or None


def _misspelt(context: UpdateContext, text: str) -> str | None:
    """Return the topic of words such as "sprots nwes"."""
    locale = context.place.locale
    return find(bare(respelled(text, locale), locale))


def _topic(text: str) -> str | None:
    if is_address(text):
        return None
    return find(text) or near_topic(text)


def _followed(context: UpdateContext, rest: str) -> str | None:
    """Return the topics to follow; None for words that name nothing: "give me a
    break for the rest of the week", "more climate and less gossip".
    """
    locale = context.place.locale
    if names_whole(context.message_text, locale):
        return _subscribe(context, rest)
    if is_vague(rest, locale) or any(
        map(partial(_tells, locale), _parts(rest))
    ):
        return None
    return _subscribe(context, rest)


def _tells(locale: str, part: str) -> bool:
    """Return whether words tell something, or are another wish, rather than name
    a topic: "pictures of you" names none.
    """
    words = part.split()
    wish = read_wish(part, locale)
    is_refused = wish is not None and wish.act in {"stop", "unwanted"}
    # "I'd like not to get any economy" follows nothing.
    is_refused |= begins_with_refusal(part, locale)
    is_of_us = is_vague(words[-1], locale)
    is_long = len(words) > _LONGEST_NAME
    return is_refused or is_of_us or is_long or is_time_alone(part, locale)


def _articles(context: UpdateContext, rest: str) -> str | None:
    """Return the tag of the only language of articles that a person wants."""
    named = _language(context, rest)
    return language_named(named).partition("-")[0] if named else None


def _away(context: UpdateContext, rest: str) -> str | None:
    """Return the length of an absence; a day alone may be its beginning."""
    is_length = parse_length(rest, context.place.locale) is not None
    return rest if is_length else None


_ARGUMENTS: dict[Act, _Argument] = {
    "schedule": _readable(parse_schedule),
    "quiet": _readable(parse_span),
    "pause": _pause,
    "timezone": _timezone,
    "language": _language,
    "subscribe": _followed,
    "articles": _articles,
    "away": _away,
}


def _parts(rest: str) -> list[str]:
    """Split what a wish names at its commas."""
    return list(filter(None, map(str.strip, rest.split(","))))


async def _stop(context: UpdateContext, wish: Wish) -> bool:
    """Unsubscribe from what the chat follows, and mute the other topics.

    Of "football, sprots" football may be a keyword that the chat follows, and
    the other is the misspelt topic of sports.
    """
    parts = _parts(wish.rest)
    if any(map(partial(_is_timed_name, context), parts)):
        return False
    topics = dict(zip(parts, map(_topic, parts), strict=True))
    asked = filter(None, (*parts, *topics.values()))
    followed = await unsubscribe.followed_of(context, asked)
    names = dict.fromkeys(
        part if part in followed else topics[part] for part in parts
    )
    # "I don't want to hear that again" names nothing: it is no wish.
    if not names or None in names:
        return False
    # Who has enough of baseball may want other sports.
    held = {row.value for row in await wants(context)}
    sections = list(filterfalse(held.__contains__, filter(names_part, parts)))
    for section in sections:
        await mutes.propose(context, f'"{section}"')
    kept = {*sections, *map(topics.get, sections)}
    named = list(filterfalse(kept.__contains__, filter(None, names)))
    leave = list(filter(followed.__contains__, named))
    if leave:
        await run(context, "unsubscribe", ", ".join(leave))
    # A topic that comes along in other subscriptions can only be hidden.
    for key in filterfalse(followed.__contains__, named):
        await mutes.mute_topic(context, key)
    return True


def _is_timed_name(context: UpdateContext, part: str) -> bool:
    """Return whether words that name no topic hold a time: 朝はスポーツ."""
    return not find(part) and bool(find_times(part, context.place.locale))


async def unwanted(context: UpdateContext, wish: Wish) -> bool:
    """Leave or mute topics; of other words ask whether to mute them."""
    words = wish.rest
    if await _stop(context, wish):
        return True
    is_name = words and len(words.split()) <= _LONGEST_NAME
    locale = context.place.locale
    # "Don't send me anything this weekend" names a time, and so does
    # 9時のほうが.
    is_time = is_time_alone(words, locale) or bool(find_times(words, locale))
    if not is_name or is_time or is_vague(words, locale):
        return False
    await mutes.propose(context, words[:_MUTED])
    return True


async def _reschedule(context: UpdateContext, wish: Wish) -> bool:
    """Set the times of digests; ask where the hour is missing ("evenings only")
    or not clear ("8 and 6 pm").
    """
    language = own_language(context.place.locale)
    if refusal(wish.rest, language) in _SETTLED:
        return await _command(context, wish)
    if await may_change(context):
        await follow_at(context, TimedWish("", wish.rest, language, True))
    return True


async def show_amounts(context: UpdateContext, _wish: Wish) -> bool:
    """Show the page of settings that make the digests shorter."""
    await context.answer(*await settings_pages.page(context, "much"))
    return True


async def decide(
    context: UpdateContext, _wish: Wish, *, accepted: bool
) -> bool:
    """Answer the last open question; say so if there is none."""
    asked = await context.read(
        pending_confirmations.last_question, context.chat
    )
    if asked is None:
        await context.reply("unknown.cancel")
    else:
        await subscribe.decide(
            context, AnswerProposal(accepted=accepted, token=asked.token)
        )
    return True


# What does more than run the command of its name.
_ACTIONS: dict[Act, Callable[[UpdateContext, Wish], Awaitable[bool]]] = {
    "annoyed": plain_talk.calm,
    "next": plain_talk.next_digest,
    "late": plain_talk.later,
    "why": plain_talk.why,
    "again": plain_talk.again,
    "pausing": plain_talk.misread,
    "free": free_times.leave_out,
    "night": free_times.leave_night,
    "schedule": _reschedule,
    "unwanted": unwanted,
    "yes": partial(decide, accepted=True),
    "no": partial(decide, accepted=False),
    "stop": _stop,
    "much": show_amounts,
    "search": plain_talk.look,
}

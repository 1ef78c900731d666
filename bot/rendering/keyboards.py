"""Build inline keyboards for stories, topics, languages and hours, and lay out
their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import count
from urllib.parse import urlsplit

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    WebAppInfo,
)

from bot.rendering.actions.settings_actions import (
    ChooseLanguage,
    ShowHelp,
    ShowSettings,
)
from bot.rendering.actions.story_actions import (
    AskMute,
    ExplainStory,
    OpenStory,
    RateStory,
    SaveStory,
    ShowEvidence,
)
from bot.rendering.actions.subscription_actions import ToggleTopic, TreatWords
from bot.rendering.button_data import ButtonAction, Rows, action_button
from bot.rendering.i18n import LOCALES, NAMES, Translator, exists
from bot.rendering.label_width import fits
from bot.rendering.telegram_html import safe_url
from news.chunks import chunks
from news.models import Button, Message, Story
from news.topics import catalogue
from store.records import Tally

ROW = 8
NOBODY = Tally(0, 0)
MAX_BUTTONS = 96


def grid(buttons: Iterable[Button], columns: int) -> Rows:
    """Lay out buttons in rows of at most `columns`; of fewer if a phone would cut a
    label.
    """
    every = list(buttons)[:MAX_BUTTONS]
    labels = [button.text for button in every]
    while columns > 1 and not fits(labels, columns):
        columns -= 1
    return in_rows(every, columns)


def in_rows(buttons: Sequence[Button], columns: int) -> Rows:
    """Lay out buttons in rows of this many."""
    return tuple(map(tuple, chunks(buttons, columns)))


def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the keyboard in the library's type; None without buttons."""
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if keyboard:
        return InlineKeyboardMarkup(keyboard)
    return None


def may_open(root: str) -> bool:
    """Return whether Telegram opens pages at this address inside itself: with
    TLS, or on this machine in a test environment.
    """
    parts = urlsplit(root)
    return parts.scheme == "https" or parts.hostname == "127.0.0.1"


def _button(button: Button) -> InlineKeyboardButton:
    if button.app:
        page = WebAppInfo(button.app)
        return InlineKeyboardButton(button.text, web_app=page)
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url)
    return InlineKeyboardButton(button.text, callback_data=button.data)


def mark(text: str, on: bool, action: ButtonAction) -> Button:
    """Return a choice's button, with a tick if it is on."""
    label = f"✅ {text}" if on else text
    return action_button(label, action)


def yes_no(
    speech: Translator, accepted: ButtonAction, declined: ButtonAction
) -> Rows:
    """Return the row of a question: ✅ for one action, ❌ for the other."""
    yes = action_button(f"✅ {speech.say('yes')}", accepted)
    return ((yes, action_button(f"❌ {speech.say('no')}", declined)),)


def search_words(speech: Translator, token: str) -> Button:
    """Return the button that searches for words that a person sent."""
    label = f"🔎 {speech.say('unknown.search')}"
    return action_button(label, TreatWords("search", token))


def follow_words(speech: Translator, token: str) -> Button:
    """Return the button that follows words that a person sent."""
    label = f"➕ {speech.say('unknown.follow')}"
    return action_button(label, TreatWords("subscribe", token))


def help_button(speech: Translator) -> Button:
    """Return the button that opens help."""
    return action_button(speech.say("unknown.help"), ShowHelp())


def back(speech: Translator) -> Rows:
    """Return the row that leads back to the settings."""
    label = f"⬅ {speech.say('settings.back')}"
    return ((action_button(label, ShowSettings("")),),)


def preview_of(message: Message) -> LinkPreviewOptions:
    """Return Telegram's preview of a message's link: its picture, large and
    above; otherwise the page; otherwise none.
    """
    if message.image:
        return LinkPreviewOptions(
            url=message.image, prefer_large_media=True, show_above_text=True
        )
    if not message.preview:
        return LinkPreviewOptions(is_disabled=True)
    if message.large:
        return LinkPreviewOptions(
            url=message.preview, prefer_large_media=True, show_above_text=True
        )
    return LinkPreviewOptions(url=message.preview)


def story_buttons(stories: Sequence[int], first: int) -> Rows:
    """Return a number button for each story, counting from `first`."""
    rows = -(-len(stories) // ROW)
    # Ten buttons are five and five, not eight and two: buttons in one row share
    # its width.
    return grid(
        map(_number, count(first + 1), stories),
        -(-len(stories) // max(rows, 1)) or 1,
    )


@lru_cache(maxsize=8192)
def _number(number: int, story: int) -> Button:
    return action_button(str(number), OpenStory(story))


def vote_label(sign: str, count: int) -> str:
    """Return a vote button's label with its count; without a number for zero."""
    if count:
        return f"{sign} {count}"
    return sign


def story_actions(
    story: Story, speech: Translator, *, saved: bool, votes: Tally = NOBODY
) -> Rows:
    """Return the buttons of an open story; `votes` are counted in chats with
    several readers.
    """
    say = speech.say
    save = say("story.saved-button" if saved else "story.save-button")
    first = (
        action_button(vote_label("👍", votes.likes), RateStory(story.id, 1)),
        action_button(
            vote_label("👎", votes.dislikes), RateStory(story.id, -1)
        ),
        action_button(f"💾 {save}{' ✓' if saved else ''}", SaveStory(story.id)),
    )
    second = (
        action_button(f"🔕 {say('story.mute-button')}", AskMute(story.id)),
        action_button(f"❓ {say('story.why-button')}", ExplainStory(story.id)),
        action_button(
            f"🔎 {say('story.evidence-button')}", ShowEvidence(story.id)
        ),
    )
    # Telegram refuses the whole message for one button with a bad address.
    address = safe_url(story.url)
    read = (
        ((Button(f"↗ {say('story.read')}", url=address),),) if address else ()
    )
    return (first, second, *read)


def languages(action: Callable[[str], ButtonAction] = ChooseLanguage) -> Rows:
    """Return a button for each interface language that has a catalogue."""
    offered = [locale for locale in LOCALES if exists(locale)]
    return grid(
        (action_button(NAMES[locale], action(locale)) for locale in offered), 2
    )


def topics(
    locale: str,
    chosen: set[str],
    *,
    action: Callable[[str], ButtonAction] = ToggleTopic,
) -> Rows:
    """Return a button for each topic, with a tick on those that the chat has."""
    buttons = (
        action_button(
            f"{'✅' if topic.key in chosen else topic.emoji} {topic.name(locale)}",
            action(topic.key),
        )
        for topic in catalogue()
    )
    return grid(buttons, 3)


def hours(action: Callable[[str], ButtonAction], chosen: str = "") -> Rows:
    """Return the usual hours of a digest; dots stand for the colons of a time."""
    times = (
        "06:00",
        "07:00",
        "08:00",
        "09:00",
        "12:00",
        "18:00",
        "20:00",
        "22:00",
        "08:00 20:00",
    )
    return grid(
        (
            mark(time, time == chosen, action(time.replace(":", ".")))
            for time in times
        ),
        3,
    )

"""/language: set the language of the interface."""

from __future__ import annotations

from functools import cache

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering import keyboards
from bot.rendering.actions.settings_actions import ChooseLanguage
from bot.rendering.button_data import MenuPage
from bot.rendering.i18n import FALLBACK, LOCALES, NAMES, nearest, tongue
from bot.rendering.keyboards import back
from news.wishes import read_wish
from news.words import fold

_MORE = {
    "zh-Hans": ("中文", "汉语", "普通话", "简体", "国语", "chinese simplified"),
    "zh-Hant": ("繁体", "繁体字", "正体", "traditional", "chinese traditional"),
    "en": ("英文",),
    "ja": ("日文", "日本语"),
    "de": ("德文",),
    "fr": ("法文",),
    "es": ("西班牙文", "castellano"),
    "ru": ("俄文",),
}


async def language(context: UpdateContext) -> None:
    """Choose the interface's language: `/language en`; without words by
    buttons.
    """
    if not context.args:
        await context.reply("language.choose", keyboards.languages())
        return
    wanted = context.text.strip()
    wish = read_wish(wanted, context.place.locale)
    locale = language_named(wanted)
    if not locale and wish and wish.act == "language":
        # For wishes such as "Speak German, please" and 请说中文.
        locale = language_named(wish.rest)
    if not locale:
        await context.reply(
            "language.unknown", keyboards.languages(), text=wanted
        )
        return
    if await may_change(context):
        await context.change(locale=locale)
        told = context.say("language.set", name=NAMES[locale])
        await context.answer(context.undoable(told))


def language_named(text: str) -> str:
    """Return the interface language for a tag (zh-TW) or a name in any of the
    languages (英语, chinois); empty if there is none.
    """
    wanted = fold(text)
    names = _names()
    if wanted in names:
        return names[wanted]
    nearby = nearest(text)
    known = nearby != FALLBACK or wanted.partition("-")[0] == FALLBACK
    if known and len(wanted.partition("-")[0]) == len("zh"):
        return nearby
    return ""


def names_of_languages() -> list[str]:
    """Return the casefolded names of the interface's languages, as each of the
    eight names them.
    """
    return list(_names())


@cache
def _names() -> dict[str, str]:
    """Map the languages' names, as each of the eight names them, to their tags."""
    names: dict[str, str] = {}
    for locale in LOCALES:
        speech = tongue(locale)
        for tag in LOCALES:
            code = tag.replace("-", "_")
            for key in (code, code.partition("_")[0]):
                # "Chinese" alone means simplified, which comes first.
                names.setdefault(
                    fold(str(speech.babel.languages.get(key, key))), tag
                )
    for tag, name in NAMES.items():
        names[fold(name)] = tag
        names[name.casefold()] = tag
    for tag, words in _MORE.items():
        names |= dict.fromkeys(map(fold, words), tag)
    return names


def page(context: UpdateContext) -> MenuPage:
    """Return the page of languages."""
    return context.say("language.choose"), (
        *keyboards.languages(),
        *back(context.speech),
    )


async def choose(context: UpdateContext, pressed: ChooseLanguage) -> None:
    """Handle a language's button."""
    if pressed.locale in LOCALES and await may_change(context):
        await context.change(locale=pressed.locale)
        await context.answer_callback()
        await context.reply_in_place(
            "language.set", back(context.speech), name=NAMES[pressed.locale]
        )

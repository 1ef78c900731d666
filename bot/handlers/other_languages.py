"""Tell people who write in another language than the chat's which languages there are."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from bot.handlers.context import UpdateContext
from bot.rendering import keyboards
from bot.rendering.actions.settings_actions import ChooseLanguage
from bot.rendering.button_data import Rows, action_button
from bot.rendering.i18n import LOCALES, NAMES, tongue
from news.language import detect
from news.toml_tables import read_table

# Words from which a text shows its language; fewer may be names.
#
# Of forty texts with names and keywords, none of four words was taken for another
# language.
_WORDS = 4
# Other letters than Latin ones show it sooner.
_OTHER_WORDS = 3
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def hint(context: UpdateContext, text: str) -> tuple[str, Rows]:
    """Return a line in the language of a text, with buttons that change the chat's;
    nothing where it is the chat's own, or no line is known in it.
    """
    written = _language(text)
    if written in LOCALES and written[:2] != context.place.locale[:2]:
        button = action_button(NAMES[written], ChooseLanguage(written))
        return f"\n\n{tongue(written).say('unknown.speaks')}", ((button,),)
    line = _lines().get(written, "")
    return (f"\n\n{line}", keyboards.languages()) if line else ("", ())


def _language(text: str) -> str:
    """Return the language of a text that is long enough to show it; empty for
    others.
    """
    least = _WORDS if _LATIN.search(text) else _OTHER_WORDS
    is_long = len(text.split()) >= least
    return detect(text) if is_long else ""


@cache
def _lines() -> dict[str, str]:
    """Map languages to the line that says in them which languages there are."""
    table = read_table(files("bot.handlers") / "other_languages.toml")
    return {language: str(line) for language, line in table["lines"].items()}

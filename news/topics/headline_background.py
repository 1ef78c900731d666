"""Part a headline's subject from what it only stands before: after the pandemic, amid the war."""

from __future__ import annotations

import re

from news.words import HAN_LANGUAGES

# Words that introduce what a report is not about. What stands behind one tells
# the background, to the next mark.
_BEHIND = {
    "en": "amid|amidst|despite|in the wake of|because of|due to|in spite of|against the backdrop of",
    "de": "trotz|wegen|nach|inmitten|infolge|angesichts|aufgrund",
    "fr": "malgré|en raison de|à cause de|sur fond de|dans le sillage de",
    "es": "pese a|a pesar de|debido a|a causa de|en medio de|por culpa de",
    "pt": "apesar de|devido a|por causa de|em meio a",
    "ru": "из-за|на фоне|несмотря на|вопреки|в связи с|после|вследствие",
    "uk": "через|на тлі|попри|незважаючи на|після|внаслідок",
}
# Words at the end of what Chinese and Japanese put before the subject: 疫情下.
_BEFORE = re.compile(
    r"(?:受|因|在)?([\u4e00-\u9fff]{2,8})(?:影响下?|背景下|之下|形势下|期间)|の影響で|を受け"
)
# What tells the background in a headline of each language.
_BACKGROUND = {
    language: re.compile(rf"\b(?:{words})\s")
    for language, words in _BEHIND.items()
} | dict.fromkeys(HAN_LANGUAGES, _BEFORE)
_NOTHING = re.compile(r"(?!)")
# Characters of a headline that the background may be: two or three words.
_ROOM = 40
_END = re.compile(r"[,;:.!?—–|]|\s-\s|\b(?:und|and|et|y|e|и|та)\b")


def split_background(title: str, language: str) -> tuple[str, str]:
    """Return a folded headline without its background, and the background; the latter
    is empty for a headline that is nothing else.

    "match goes on despite the storm" → "match goes on", "despite the storm".
    """
    main = language.partition("-")[0]
    match = _BACKGROUND.get(main, _NOTHING).search(title)
    if match is None:
        return title, ""
    end = match.end()
    if main not in HAN_LANGUAGES:
        end = _background_end(title, end)
    subject = f"{title[: match.start()]} {title[end:]}"
    if not subject.strip():
        return title, ""
    return subject, title[match.start() : end]


def _background_end(title: str, start: int) -> int:
    """Return where a background ends: at the next mark or "and", or when there is no more room."""
    room = start + _ROOM
    mark = _END.search(title, start, room)
    return mark.start() if mark else room

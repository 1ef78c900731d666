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
_INTRODUCED = {
    language: re.compile(rf"\b(?:{words})\s")
    for language, words in _BEHIND.items()
}
# Words at the end of what Chinese and Japanese put before the subject: 疫情下.
_BEFORE = re.compile(
    r"(?:受|因|在)?([\u4e00-\u9fff]{2,8})(?:影响下?|背景下|之下|形势下|期间)|の影響で|を受け"
)
# Characters of a headline that the background may be: two or three words.
_ROOM = 40
_END = re.compile(r"[,;:.!?—–|]|\s-\s|\b(?:und|and|et|y|e|и|та)\b")


def split_background(title: str, language: str) -> tuple[str, str]:
    """Return a folded headline without its background, and the background; the latter is empty for a
    headline that is nothing else.
    """
    main = language.partition("-")[0]
    if main in HAN_LANGUAGES:
        found = _BEFORE.search(title)
        return (
            _parted(title, found.start(), found.end()) if found else (title, "")
        )
    introduced = _INTRODUCED.get(main)
    found = introduced.search(title) if introduced else None
    if found is None:
        return title, ""
    ends = _END.search(title, found.end(), found.end() + _ROOM)
    end = ends.start() if ends else found.end() + _ROOM
    return _parted(title, found.start(), end)


def _parted(title: str, start: int, end: int) -> tuple[str, str]:
    subject = f"{title[:start]} {title[end:]}"
    return (subject, title[start:end]) if subject.strip() else (title, "")

"""Recognise lines that are not sentences of a report: captions, credits, promotions,
stamps, remains of a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import chain

from ahocorasick_rs import AhoCorasick

from news.summarise.marked import MarkedPattern, holds_any
from news.toml_tables import read_table
from news.whole_characters import whole

_CAPTION = re.compile(
    r"\W*(?:图为|图[：:/\d]|图片(?!社交|分享|搜索|平台)|资料图|資料圖|(?:视频|視頻)(?=[：:/｜|丨 ]|来源|截图|加载|中)|影片[：:]|▲|△|↑|▼|(?:本)?组图|如图|上图|下图|供图|摄影(?!师|家|展|大赛|作品)|圖[／/：:]|写真[：:は]|【写真】|사진[=:]|"
    r"photos?(?=[:/]| (?:by|of|via|from|courtesy|credit|taken|shows?|provided)\b)"
    r"|image(?=[:/]| (?:by|of|via|from|courtesy|credit|caption|shows?|source)\b)|picture[d:]"
    r"|views? of|a view of|file photo|caption|"
    r"video(?=:| (?:by|of|via|from|shows?|courtesy|player)\b)|watch:|listen:|read:|gallery\b|foto[s:]"
    r"|bild(?=:| (?:von|zeigt|aus|vergrößern)\b)|symbolbild|archivbild|"
    r"фото[: ]|видео[: ]|на фото"
    r"|(?:imagen|imagem|vídeo|vidéo)(?=:| (?:de|del|da|do|du|que|d['’])\b)|photo d'archives"
    r"|crédits?\s?:|crédit photo|légende\s?:)",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"(?:[^\s，。]{0,6}摄|供图|視頻截圖|视频截图|网络截图|图片来源\S{0,12}|资料图|資料照|图源\S{0,12}|攝|翻攝\S{0,12})[)）。\s]*$"
)
_CREDIT = MarkedPattern(
    (":", "：", "©", "/", "Getty"),
    re.compile(
        r"(?:Photo(?:graph)?|Image|Credit|Getty|Picture|Foto|Bild|Quelle|Фото|Crédit|Source)s?\s?[:：©]"
        r"|"
        r"/(?:AP|AFP|Reuters|Getty|dpa|EFE|Imago|Shutterstock)\b|\bGetty Images\b|©"
    ),
)
# What a picture shows, told as if it happened: "Roe leaves the court in 2013".
_SHOWN = MarkedPattern(
    (" 19", " 20", " seen ", " pictured "),
    re.compile(
        r"\b(?:leaves|arrives|walks|speaks|poses|attends|stands|looks|holds|waves|listens|smiles|sits|gestures|reacts|celebrates|addresses)\b"
        r".{0,90}\b(?:in|on) (?:\w+ \d{1,2}, )?(?:19|20)\d\d\b"
        # "Two mayors attend the fair in Marlow, Texas, Nov. 8, 2023."
        r"|\b(?:attend|speak|pose|arrive|walk|stand|look|wave|listen|sit|celebrate|participate|gather|watch|march|protest)s?\b"
        r".{0,160}, (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\w*\.? \d{1,2}, (?:19|20)\d\d\.?$"
        r"|\b(?:is|are) (?:seen|pictured) (?:here|above|at|in|on|outside|during)\b"
    ),
)
# Who stands where in a picture: Jane Roe (l.) and John Doe.
_PLACED = MarkedPattern(
    ("(",),
    re.compile(
        r"\((?:l|r|li|re|links|rechts|left|right|center|centre|vorne|hinten|mitte|à gauche|à droite|izquierda|derecha|слева|справа)\.?\)",
        re.IGNORECASE,
    ),
)
_INTRODUCES = re.compile(r"记者从\S{0,4}获悉$")
_META = re.compile(
    r"^.{0,30}(?:来源|來源|发布时间|發布時間|编辑|編輯|作者|责编|審核|字号|阅读量|点击数|Lesezeit|Stand|Источник|Автор|Fuente|Autor|Auteur|Fonte)\s?[：:]",
    re.IGNORECASE,
)
# Who the writer is: "Jane Roe is a reporter at …", "ist Redakteurin bei …".
_BIOGRAPHY = MarkedPattern(
    (
        *(" is a", " is the ", " ist ", " est ", " es "),
        *("作者", "本报", "本网", "本刊"),
    ),
    re.compile(
        r"\bis (?:an?|the) (?:[\w-]+ ){0,4}(?:reporter|correspondent|columnist|staff writer|freelance \w+|contributor|editor|journalist|intern)s?"
        r" (?:at|for|with|covering|based|who covers|on the)\b|"
        r"\bist (?:seit \d{4} )?(?:freie[r]? )?(?:[\w-]+-?)?(?:[Rr]edakteur|[Aa]utor|[Kk]orrespondent|[Jj]ournalist|[Vv]olontär)(?:in)? (?:bei|der|des|für|im|in der)\b"
        r"|"
        r"\best (?:journaliste|correspondante?|rédact\w+) (?:à|au|aux|chez|pour)\b|"
        r"\bes (?:periodista|redactora?|corresponsal) (?:de|en|para)\b|"
        r"^作者(?:系|为|是|单位|简介)|(?:系|为)本(?:报|网|刊)(?:记者|编辑|评论员|特约)"
    ),
)
# "By Jane Roe and John Doe Daily Example Staff, Updated December 22, 2026":
# names alone, or names and a stamp.
_NAME = r"[^\W\d_a-zа-яё][\w.'’-]*"
_BYLINE = re.compile(
    rf"(?:By|Von|Par|Por|Di|Автор|Text|Autor|Auteur):?\s{_NAME}(?:,?\s(?:and|und|et|y|e|и|{_NAME}))+"
    r"(?:$|,?\s[|•]|,\s(?:Updated|Published|Posted|Aktualisiert|Publié|Actualizado)\b)"
)
# Characters of a line that may be a label and its value; a longer one is text
# that quotes one.
_META_ROOM = 60
# Words that stand beside a date or a clock: zones, days, months.
_STAMP = """
am pm a p m by on at last posted published updated modified date time
uhr stand est edt cst cdt mst mdt pst pdt gmt utc bst ist cet cest
aest aedt jst kst hkt sgt msk et pt mon tue tues wed thu thur thurs
fri sat sun monday tuesday wednesday thursday friday saturday sunday
jan feb mar apr may jun jul aug sep sept oct nov dec january february
march april june july august september october november december
"""
_STAMP_WORDS = frozenset(_STAMP.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"[a-zß-öø-ÿа-яё]{3}[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё]{2}")
# The same, by what is rare: few sentences need to be searched for all such words.
_CAPITAL_INSIDE = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ](?<=[a-zß-öø-ÿа-яё]{3}.)")
# A function word with a capital inside a Cyrillic sentence: the line before ended
# without a mark.
_CYRILLIC_GLUED = re.compile(
    r"[а-яё»] (?:Кроме|Однако|Также|Наиболее|По словам|По данным|Об этом|Это|При этом|Как сообщ\w+|Напомним|Читайте|Ранее|Сейчас|Теперь|Тогда|Если|Когда|Поэтому) "
)
# The same of prepositions behind a word in small letters: "у причала Для ремонта".
# A single letter may be a name as in "vitamin C 500": it needs a year or a date behind it. По is
# a river and a writer too: it needs a dative.
_PREPOSITIONS = "На|Из|Для|До|При|После|За|От|Кому|Почему|Під|Після"
_CYRILLIC_PREPOSITION = MarkedPattern(
    tuple(f" {word} " for word in f"С|В|По|{_PREPOSITIONS}".split("|")),
    re.compile(
        rf"(?<=[а-яёіїє]{{3}}) (?:(?:{_PREPOSITIONS}) [а-яёіїє]|По [а-яё]{{2,20}}(?:у|ю|ам|ям|ии)\b"
        r"|[СВ] (?:\d{4} г|\d{1,2} (?:янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|час)))"
    ),
)
# A word that begins with a small letter and has a capital inside: "вдова поэтаАнна".
_CYRILLIC_JOINED = re.compile(r"\b[а-яёіїє]{4,}[А-ЯЁІЇЄ][а-яёіїє]{2}")
# Pieces that lost the blank between them: "came in autumn.The second". Each pattern
# begins with what is rare, for all sentences are searched.
_LOST_BLANK = re.compile(
    r"[.!?](?:(?<=[a-zа-яё]{4}.)(?<!просп.)|(?<=\d\d.)|(?<=[A-ZА-ЯЁ]{3}[!?]))"
    r"(?!Com\b|Net\b|Org\b|Ru\b|De\b|Js\b)[A-ZА-ЯЁ][a-zа-яё]"
)
_MIXED_SCRIPTS = re.compile(r"[А-ЯЁ](?<=[A-Za-z]{2}.)[а-яё]{2}")
# A bullet between words: "26-3• Roe scores".
_BULLET = MarkedPattern(("•",), re.compile(r"[^\W_]\s?•\s?[^\W_]"))
# A capital behind a bracket: "(file photo)The ferry".
_BEHIND_BRACKET = MarkedPattern((")",), re.compile(r"\)[A-ZА-ЯЁ][a-zа-яё]{2}"))
# A preposition with a capital behind a name: "Анна и Пётр Роевы В порту".
_BEHIND_NAME = MarkedPattern(
    (" В ", " На "),
    re.compile(r"[а-яё] [А-ЯЁ][а-яё]+ (?:В|На) [а-яё\d]{3}"),
)
# A list of dates: "14.05.2026 — a choir sings 15.05.2026 — a band plays".
_DATES = MarkedPattern((" — ",), re.compile(r"(?:\d{4} [—–] [^—–]{3,160}){2}"))
# Words with a capital inside that one sentence may have, as PlayStation; more
# were glued together.
_GLUED_MOST = 1
# Speech of two that lost its lines: "Why?— Because", "he asks:— No".
_DIALOGUE = MarkedPattern(
    ("—", "–"),
    re.compile(r"[:?!.…]\s?[—–]\s?[A-ZА-ЯЁ]|[?!…]\s[—–]\s[A-ZА-ЯЁ]"),
)
# A name or a title that was lost with its markup.
_EMPTIED = (
    "“”",
    "“ ”",
    "„“",
    "«»",
    "« »",
    "「」",
    "《》",
    "『』",
    "()",
    "( )",
    "（）",
)
_LISTED = re.compile(r"\s[|·•›»>/]\s|\s{3,}")
_LISTED_MOST = 2
# What each such place has, unless it is of blanks: few sentences need to be searched.
_PARTS_ITEMS = re.compile(r"[|·•›»>/\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u3000]")


def is_label(text: str) -> bool:
    """Return whether a line is a caption, a credit, a promotion,
    a stamp or what only introduces something.
    """
    return any(is_one(text) for is_one in _LABELS)


def _introduces(text: str) -> bool:
    """Tell what only introduces something: "The results:", 记者从县里获悉."""
    return text.endswith((":", "：")) or bool(_INTRODUCES.search(text[-12:]))


def _ends_with_credit(text: str) -> bool:
    """Tell a line whose end names who took a picture: 王某摄."""
    end = text[-24:]
    return not end.isascii() and bool(_CREDITED.search(end))


def _is_meta(text: str) -> bool:
    """Tell a short line of what a page knows of its text: "Autor: Jane Roe", 编辑：…; not a long one,
    which may be a report that quotes a label.
    """
    return len(text) < _META_ROOM and bool(_META.match(text))


def is_credit_line(text: str) -> bool:
    """Tell whether a line does no more than name who took a picture: "Photo: Jane Roe", "© Roe"."""
    return len(text) < _META_ROOM and _CREDIT.is_in(text)


def _is_stamp(text: str) -> bool:
    """Return whether a line has no words but those of a date, a clock and what stands beside them:
    "Updated 10:15 a.m. EST, Nov. 20", "20.11.2026 | 10:15"; not: "Rain on Monday".
    """
    # Of most lines the first word is enough.
    words = map(re.Match.group, _LETTERS.finditer(text.lower()))
    return _STAMP_WORDS.issuperset(words)


def is_glued(text: str) -> bool:
    """Return whether a line was glued from pieces of a page, or lost one: menus,
    tables, words without a space, an empty quotation.
    """
    return any(is_one(text) for is_one in _REMAINS)


def _is_emptied(text: str) -> bool:
    """Tell a line that lost a name or a title: The ship “” sails."""
    return holds_any(text, _EMPTIED)


def _lists(text: str) -> bool:
    """Tell a menu or the row of a table: Home | Sports | Travel | Shop."""
    is_parted = "   " in text or _PARTS_ITEMS.search(text)
    return bool(is_parted) and len(_LISTED.findall(text)) > _LISTED_MOST


def _mixes_scripts(text: str) -> bool:
    """Tell a word of two scripts: "PORT.RUДоставка"; plain letters need no search."""
    return not text.isascii() and bool(_MIXED_SCRIPTS.search(text))


def _joins_words(text: str) -> bool:
    """Tell words without a space between them: "HomeSports todayTravel", "вдова поэтаАнна"; not: a
    PlayStation game, nor a name that comes again.
    """
    if not _CAPITAL_INSIDE.search(text):
        return False
    joined = set(_GLUED.findall(text))
    return len(joined) > _GLUED_MOST or bool(_CYRILLIC_JOINED.search(text))


def _is_furniture(text: str) -> bool:
    """Return whether a line holds a phrase of `furniture.toml`."""
    low = whole(text).lower()
    matches = _furniture().find_matches_as_indexes(low)
    return any(_is_whole(low, start, end) for _, start, end in matches)


def _is_whole(low: str, start: int, end: int) -> bool:
    """Refuse letters inside a longer word: Anzeige is not in Strafanzeige.
    Chinese words need no space.
    """
    if low[start] >= "\u3040":
        return True
    before, after = low[start - 1 : start], low[end : end + 1]
    return not (
        before.isalnum() or (after.isalnum() and low[end - 1].isalnum())
    )


@cache
def _furniture() -> AhoCorasick:
    table = read_table(files("news.summarise") / "furniture.toml")
    return AhoCorasick(chain.from_iterable(table.values()))


# Tests of a line that is glued or lost a piece.
_REMAINS: tuple[Callable[[str], object], ...] = (
    _is_emptied,
    _DIALOGUE.is_in,
    _LOST_BLANK.search,
    _mixes_scripts,
    _BULLET.is_in,
    _BEHIND_BRACKET.is_in,
    _BEHIND_NAME.is_in,
    _DATES.is_in,
    _CYRILLIC_GLUED.search,
    _CYRILLIC_PREPOSITION.is_in,
    _lists,
    _joins_words,
)
# Tests of a line that is no sentence of a report, the quick ones first.
_LABELS: tuple[Callable[[str], object], ...] = (
    _introduces,
    _is_stamp,
    _CAPTION.match,
    _BYLINE.match,
    _is_furniture,
    _PLACED.is_in,
    _SHOWN.is_in,
    _CREDIT.is_in,
    _BIOGRAPHY.is_in,
    _ends_with_credit,
    _is_meta,
)

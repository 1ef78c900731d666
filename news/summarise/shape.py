"""Trim a sentence's dateline, and judge whether it reads alone."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from html import unescape

from news.summarise.connectives import cut_link
from news.summarise.datelines import strip_dateline, strip_subheading
from news.summarise.introduced import needs_introduction
from news.summarise.label_lines import is_glued, is_label
from news.summarise.list_marks import LEADING
from news.summarise.marked import MarkedPattern, holds_any
from news.summarise.page_labels import without_page_labels
from news.summarise.references import (
    is_chatty,
    lacks_speaker,
    points_back,
    refers_twice,
    sets_scene,
)
from news.summarise.slogans import demands
from news.summarise.vague_speech import is_vague_speech

# Worth above which a sentence may be told.
USABLE = 0.1
_POOR = 0.05
_QUESTION = 0.8
# A long question tells first what it asks about; one whose last clause alone
# asks tells nearly all. A comma or colon of Latin letters parts no clause for sure.
_LONG_QUESTION = 45
_ASKED = 0.5
_ASIDE = 0.8
_ASIDE_SHARE = 0.4
_ASIDE_CLAUSE = re.compile(r"[，；：—–][^，；：—–]*$")
# Worth of a cry: it sets a scene. Read on items of pages and feeds' texts.
_CRY = 0.8
# Worth of what was so for years: the news is in another sentence.
_SCENE = 0.75
# Worth of a sentence that tells that somebody spoke, and not what he said.
_VAGUE = 0.6
_CRIES = ("!", "！")
# Nothing but a quotation, of which nobody sees who says it, or a sentence in
# brackets, which says something beside the report.
_ALONE = re.compile(
    r"[“\"「『«„][^”\"」』»]*[”\"」』»“][。.!！?？]?$|[(（].*[)）][.。]?\Z",
    re.DOTALL,
)
# Worth of an opening sentence that points back at what was lost with the page;
# a headline often is what it points at.
_LOST = 0.4
_LOST_BEHIND_HEADLINE = 0.6
# Worth of a sentence that points back: of two alike, one that stands alone is
# told. On the development half of a public set of 47 English texts ROUGE-L
# beside the lead rose from 1.06 to 1.09 with it; .8 and .7 gave 1.07.
_BACKWARD = 0.9
# Worth of one that points back twice and tells no name or figure: "Such a decision
# was taken after that".
_EMPTY = 0.4
# Worth of a sentence that speaks as "I" or to "you": beside a report it tells
# nothing that happened.
_CHATTY = 0.5
_QUESTIONS = ("？", "?", "؟")
# Sentences at a text's start that may carry a dateline.
_DATED = 3
# What a page wrote twice as an entity: &amp;#151; in its source.
_ENTITY = re.compile(
    r"&(?:#\d{2,5}|#x[\da-f]{2,4}|amp|quot|nbsp|[lr][ds]quo|[nm]dash);"
)
# What a page left inside a sentence.
_TRACES = (
    # Blanks behind full-width marks.
    MarkedPattern(
        tuple("，。、；：！？"),
        re.compile(r"(?<=[，。、；：！？])[ \u3000]+(?=[\u3400-\u9fff])"),
    ),
    # What says who is in the picture, behind a name: (Bild), (pictured).
    MarkedPattern(
        ("(", "（"),
        re.compile(
            r"\s?[(（](?:im Bild|Bild|Foto|[Pp]ictured|pictured (?:above|left|right)|in the picture|photo|на фото|фото|en la foto|en la imagen|foto|na foto|sur la photo|photo ci-contre|图|資料圖|资料图|上图|右图|左图)[)）]"
        ),
    ),
    # A share's price behind a firm's name: (115.395, 2.79, 2.47%).
    MarkedPattern(
        ("(", "（"),
        re.compile(r"[(（][-+]?\d[\d.]*(?:[,，]\s*[-+]?\d[\d.]*%?){2,3}[)）]"),
    ),
    # A blank before the mark that ends a sentence, and blanks beside another.
    MarkedPattern(
        (" .", " ,", "\xa0.", "\xa0,", "  ", "\xa0 ", " \xa0", "\xa0\xa0"),
        re.compile(
            r"(?<=[\w’”»\"'])[ \xa0]+(?=[.,](?:\s|$))|(?<=[ \xa0])[ \xa0]+"
        ),
    ),
)
_BRACKETS = ("）", ")", "）。", ")。")
# Sizes in Chinese characters, of which three letters of another script count as
# one.
_SHORTEST, _SHORT, _LONG = 6, 12, 110
_TRAILING_CREDIT = re.compile(
    r"\s*[（(](?:[^（）()]{0,14}(?:社|网|網|报|報|台|新闻|新聞|每经|记者|記者|编译|整理|完)[^（）()]{0,12})[）)][。.]?$"
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WIDE_BYTES = 3
# A quotation that says something; a shorter one is a name.
_OPENS_QUOTE = re.compile(
    r"^(?:[“「『](?=[^”」』]{0,8}[\u3040-\u30ff\u3400-\u9fff])[^”」』]{9}|[\"«„‘'“][^\"»“’'”]{25})"
)
_QUOTED = re.compile(r"[“\"「『«„]([^”\"」』»“]*)[”\"」』»“]?")
_MOSTLY_QUOTED = 0.6
_OPENERS = "「『«（("
_CLOSERS = "」』»）)"
ENDINGS = tuple("。！.!”\"」»）);；…।۔؟’'“‘")
# A letter before the mark that closes a quotation: of a heading, not of a sentence.
_QUOTED_END = re.compile(r"[^\W\d_][\"”»“’'」]$")
# What opens in the middle of a sentence: "of Lowfield in the cup", "& Roe won"; not: iPhone sales,
# nor a program with its version.
_MIDDLE = re.compile(r"(?:[&,;]|[a-zß-öø-ÿа-яёіїєґ]{1,20}\s(?!v?\d))")
# Languages that end no sentence with a mark.
_UNSPACED = ("th", "lo", "km", "my")
_SIGNS = re.compile(r"\W+")
# A digit, a percent sign, or two Chinese numerals in a row: one alone is in many
# words. Each begins with one set of characters, which a search finds fastest.
_HAN_FIGURE = "一二三四五六七八九十百千万亿"
_FACT = re.compile(rf"[\d%{_HAN_FIGURE}](?:(?<=[\d%])|[{_HAN_FIGURE}])")
# Words are looked for one by one: as one expression that ignores case they took
# half of a summary's time.
_FACTS = (
    "截至", "宣布", "发布", "举行", "通过", "增长", "下降",
    "announced", "reported", "approved", "killed", "won", "according to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen."""

    position: int
    text: str
    # How well it reads alone, about 0 to 1.1; what is not above `USABLE` is
    # told only where nothing else is there.
    shape: float
    # Whether it points back, so that it is told behind the sentence before it
    # or not at all.
    depends: bool = False
    # Position of the sentence that tells the first name of somebody whom this
    # one names by the surname alone; None if there is none.
    relies_on: int | None = None
    # The text without the link to the sentence before; empty if there is none.
    unlinked: str = ""
    # The sentence behind it that tells what somebody said, where this one tells
    # only that he spoke.
    answer: Candidate | None = None
    # Whether its subject is a thing that the sentence before names.
    nameless: bool = False
    # Whether it tells that somebody spoke, and not what he said.
    is_vague: bool = False
    # Whether it tells what was so before the news.
    is_background: bool = False
    # Whether it tells the news, whatever words it shares with the headline.
    is_lead: bool = False

    def may_follow(self, told: Collection[int]) -> bool:
        """Tell whether the sentence may be told beside those at the given positions:
        what points back needs the one before it.
        """
        return not self.depends or self.position - 1 in told


def tidy(sentence: str, position: int) -> str:
    """Cut a dateline from an opening sentence;
    white space and the reporter's name at the end from any.
    """
    text = sentence.strip(" \t\u3000\xa0")
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found.group()), text)
    text = LEADING.sub("", text, count=1)
    for trace in _TRACES:
        text = trace.cut_from(text)
    if text.endswith(_BRACKETS):
        text = _TRAILING_CREDIT.sub("", text)
    if position >= _DATED:
        return text
    return strip_subheading(strip_dateline(without_page_labels(text)))


def candidate(
    text: str, position: int, *, title: str, language: str
) -> Candidate:
    """Judge one sentence of a text; what stands alone without its link depends on none."""
    unlinked = cut_link(text, language)
    told = unlinked or text
    worth = readable(told, title, language)
    # What reads poorly is not told, whatever it says.
    reads = worth > USABLE
    is_vague = reads and is_vague_speech(told, language)
    is_background = reads and sets_scene(told, language)
    points = not unlinked and points_back(text, language)
    worth *= _weigh(
        (_VAGUE, is_vague),
        (_SCENE, is_background),
        (_BACKWARD, bool(unlinked)),
    )
    if points:
        worth *= _pointing(text, position, title, language)
    return Candidate(
        position,
        text,
        worth,
        depends=points and position > 0,
        unlinked=unlinked,
        nameless=not unlinked and needs_introduction(text, language),
        is_vague=is_vague,
        is_background=is_background,
    )


def _pointing(text: str, position: int, title: str, language: str) -> float:
    """Weigh a sentence that points back, by whether what it points at may be told."""
    if position == 0:
        return _LOST_BEHIND_HEADLINE if title else _LOST
    return _EMPTY if refers_twice(text, language) else _BACKWARD


def answer(sentence: Candidate, title: str, language: str) -> Candidate:
    """Return a sentence behind one that tells that somebody spoke: it tells what he
    said, so that its "he" is known.

    "According to her, it opens in May." behind "Roe explained why the bridge is shut." gets .9 of
    its worth, and is told behind that one only.
    """
    worth = _BACKWARD * readable(sentence.text, title, language, heard=True)
    return replace(sentence, shape=worth, depends=True)


def readable(
    text: str, title: str, language: str = "", *, heard: bool = False
) -> float:
    """Judge a sentence alone: length, quotation, caption,
    speech without a speaker, repetition of the title. `heard`: the speaker is known.

    "The ferry sails again." gets .6 for its length, "I was there all day long." .3.
    """
    size = _size(text)
    language = language or _guess(text)
    if size < _SHORTEST or is_label(text):
        return 0.0
    if _reads_poorly(text, title) or not (heard or _is_heard(text, language)):
        return _POOR
    if asks(text):
        return _question(text, size, title)
    weights = (
        _voice(text, language),
        _quotation(text),
        _form(text, size, language),
        _facts(text),
    )
    return math.prod(weights)


def _voice(text: str, language: str) -> float:
    """Weigh who speaks, and how: less for "I", for demands and cries."""
    spoken = is_chatty(text, language) or demands(text)
    return _weigh(
        (_CHATTY, spoken),
        (_CRY, text.endswith(_CRIES)),
    )


def _weigh(*weights: tuple[float, bool]) -> float:
    """Return the product of the weights that hold; 1 for none."""
    return math.prod(weight for weight, holds in weights if holds)


def asks(text: str) -> bool:
    """Tell a question, quoted or not: “Why now?”."""
    return text.rstrip('”」』"»').endswith(_QUESTIONS)


def _reads_poorly(text: str, title: str) -> bool:
    """Return whether a sentence is a fragment, repeats the title or is glued."""
    return _is_fragment(text) or repeats(text, title) or is_glued(text)


def _is_heard(text: str, language: str) -> bool:
    """Tell whether a sentence names who speaks, or reports no speech.

    “The bridge holds,” Roe said. → True; “The bridge holds,” she said. → False.
    """
    return not lacks_speaker(text, language)


def _question(text: str, size: float, title: str) -> float:
    """Weigh a question by how much of it tells something before it asks: "The old bridge fell into
    the river on Monday night — but why?" gets .8.
    """
    aside = _ASIDE_CLAUSE.search(text)
    if aside and len(aside.group()) < _ASIDE_SHARE * len(text):
        return _ASIDE
    if size > _LONG_QUESTION:
        return _ASKED
    # A question names the subject where nothing else does; beside a headline
    # it tells nothing.
    return _POOR if title else _QUESTION


def repeats(text: str, title: str) -> bool:
    """Return whether a sentence only says the title again, or a part of it: "The bridge reopens!"
    under "The bridge reopens after a year".
    """
    head = _SIGNS.sub("", title).lower()
    if not head:
        return False
    folded = _SIGNS.sub("", text).lower()
    return folded == head or (folded in head and len(folded) > 4)


def _size(text: str) -> float:
    """Return a text's size in Chinese characters."""
    if _HAN.search(text):
        return len(text.encode("utf-8", "replace")) / _WIDE_BYTES
    return len(text) / 3


def _is_fragment(text: str) -> bool:
    """Tell a bare quotation, what stands in brackets,
    or what opens a quotation or bracket and does not close it: “We go.”, (See page 2.),
    “We go, he said.
    """
    if _ALONE.match(text):
        return True
    return not (_closes_pairs(text) and _closes_curly(text))


def _closes_pairs(text: str) -> bool:
    """Tell whether straight quotations, angular ones and brackets are closed; not: «We go, he
    said.
    """
    straight = text.count('"') % 2 == text.count("``") % 2 == 0
    opened = list(map(text.count, _OPENERS))
    return straight and opened == list(map(text.count, _CLOSERS))


def _closes_curly(text: str) -> bool:
    """Tell whether curly quotations are closed: “We go”, „Wir gehen“.

    German opens low, and closes with the mark that opens an English one.
    """
    low, high, closing = (text.count(mark) for mark in "„“”")
    return high + closing == low if low else high == closing


def _quotation(text: str) -> float:
    """Weigh what is quoted: a report is worth more than what somebody said.

    A sentence that opens with a quotation counts less than half, one that is mostly quoted half of
    that; a quoted name at its start is no speech.
    """
    opens = _OPENS_QUOTE.match(text) is not None
    quoted = sum(map(len, _QUOTED.findall(text))) / len(text)
    return _weigh((0.4, opens), (0.5, quoted > _MOSTLY_QUOTED))


def _form(text: str, size: float, language: str) -> float:
    """Weigh length and ending: headings and rows of a table end without a mark.

    A short heading as "Weather in brief" gets .18, "The ferry to the northern islands
    sails again." 1, what opens in the middle of a sentence .3. Thai, Lao, Khmer and
    Burmese end no sentence with a mark.
    """
    whole = ends_whole(text) or language.startswith(_UNSPACED)
    return _weigh(
        (0.3, not whole),
        (0.3, _MIDDLE.match(text) is not None),
        (0.6, size < _SHORT),
        (0.85, size > _LONG),
    )


def ends_whole(text: str) -> bool:
    """Tell whether a text ends as a sentence: "It holds.", “It holds.”; not: the film "It holds"."""
    return text.endswith(ENDINGS) and not _QUOTED_END.search(text[-2:])


def _facts(text: str) -> float:
    """Weigh a figure or a report's verb a little: "5 killed", 宣布."""
    has_fact = _FACT.search(text) or holds_any(text, _FACTS)
    return 1.1 if has_fact else 1.0


def _guess(text: str) -> str:
    """Guess a language by its script, for a caller that knows none."""
    return "zh" if _HAN.search(text) else "en"

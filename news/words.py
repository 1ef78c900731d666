"""One model of words: NFKC, traditional folded to simplified, rjieba for Chinese, light
stems elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain, filterfalse
from typing import Any

from news.whole_characters import whole

# Languages written in Han characters, without blanks between words.
HAN_LANGUAGES = frozenset({"zh", "ja"})
_HAN = re.compile(r"[\u3400-\u9fff]")
# Signs written on letters, which `\w` has not: vowels of Hindi, points of Arabic.
# Those from Thai on are left out: these scripts part words nowhere, and a whole
# line as one word would find nothing.
MARKS = "".join(
    char
    for char in map(chr, range(0x300, 0xE00))
    if unicodedata.category(char).startswith("M")
)
# No repeat gives back what it took: a fifth of the time less.
_LETTERS = rf"[^\W_\u3400-\u9fff]++(?:[{MARKS}]++[^\W_\u3400-\u9fff]*+)*+"
_RUN = re.compile(rf"[\u3400-\u9fff]++|{_LETTERS}(?:[.'’]{_LETTERS})*+")
_POSSESSIVE = re.compile(r"['’]s?$")
_STEMMERS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "ru": "russian",
    "pt": "portuguese",
}
# Languages whose words are cut by their own stems. Search keeps these stems, so
# that a language that is added here makes what is stored unfindable.
_CUT_BY_STEMS = frozenset({"en", "de", "fr", "es", "ru"})
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff]"
)
_PUNCTUATION = (
    *tuple(
        zip("，：；！？（）％～．／＋－\u3000", ",:;!?()%~./+- ", strict=True)
    ),
    ("…", "..."),
)
# Small words inside names of people: Ursula von der Leyen, Omar al-Bashir.
NAME_PARTICLES = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "da",
        "del",
        "di",
        "dos",
        "la",
        "el",
        "al",
        "bin",
    ]
)
STOP = frozenset(
    [
        "的",
        "了",
        "在",
        "是",
        "和",
        "与",
        "及",
        "也",
        "就",
        "都",
        "而",
        "着",
        "或",
        "一个",
        "没有",
        "我们",
        "你们",
        "他们",
        "她",
        "他",
        "它",
        "这",
        "那",
        "这个",
        "那个",
        "上",
        "下",
        "中",
        "对",
        "为",
        "以",
        "于",
        "等",
        "并",
        "将",
        "已",
        "被",
        "从",
        "到",
        "把",
        "让",
        "向",
        "由",
        "后",
        "前",
        "年",
        "月",
        "日",
        "时",
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "but",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "by",
        "with",
        "as",
        "that",
        "this",
        "it",
        "its",
        "from",
        "has",
        "have",
        "had",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "his",
        "her",
        "their",
        "not",
        "will",
        "would",
        "can",
        "could",
        "said",
        "says",
        "say",
        "new",
        "after",
        "over",
        "about",
        "into",
        "more",
        "than",
    ]
)


# Where Unicode has ideographs, in whole blocks.
_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
# Characters that are converted at once: all of them together left 4 MB behind.
_BLOCK = 0x40


@cache
def _converter() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - its tables take a moment to load

    return OpenCC("t2s")


@cache
def traditional() -> frozenset[str]:
    """Return the characters that simplification changes, by OpenCC's tables."""
    blocks = (range(low, high, _BLOCK) for low, high in _IDEOGRAPHS)
    starts = chain.from_iterable(blocks)
    return frozenset().union(*map(_changed_in, starts))


def _changed_in(start: int) -> set[str]:
    """Return the characters of a block that simplification changes."""
    chars = list(map(chr, range(start, start + _BLOCK)))
    # Each on a line of its own: of two neighbours the converter makes words.
    changed = str(_converter().convert("\n".join(chars))).split("\n")
    return {
        char
        for char, other in zip(chars, changed, strict=True)
        if char != other
    }


@cache
def _jieba() -> Any:
    import rjieba  # noqa: PLC0415 - a third of a second

    return rjieba


@lru_cache(maxsize=256)
def _stemmer(language: str) -> Any:
    import snowballstemmer  # noqa: PLC0415 - seldom all of them

    return snowballstemmer.stemmer(_STEMMERS.get(language, "english"))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; a language without a stemmer here is read as English.

    bridges, en → bridg.
    """
    return str(_stemmer(language).stemWord(word))


def simplify(text: str) -> str:
    """Turn traditional characters into simplified ones; other text stays as it is.

    臺灣 → 台湾.
    """
    if not _any_traditional().search(text):
        return text
    return str(_converter().convert(text))


@cache
def _any_traditional() -> re.Pattern[str]:
    """Return the pattern of a traditional character: a set asks of each character by
    itself, at eight times the cost.
    """
    return re.compile(f"[{''.join(sorted(traditional()))}]")


def fold(text: str) -> str:
    """Return the form in which texts are compared: NFKC, simplified,
    case-folded; half a surrogate becomes a `?`.

    "ＡＢＣ 臺灣，Ä" → "abc 台湾,ä".
    """
    if text.isascii():
        return text.casefold()
    return simplify(_compatible(whole(text))).casefold()


def _compatible(text: str) -> str:
    """Return a text in Unicode's form NFKC: ， → a comma, ﬁ → fi."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    # Chinese punctuation alone would send every text the slow way of NFKC.
    for wide, plain in _PUNCTUATION:
        text = text.replace(wide, plain)
    return unicodedata.normalize("NFKC", text)


def unaccented(text: str) -> str:
    """Return a text without accents: Über → Uber, Bogotá → Bogota; 서울 stays as it is."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(filterfalse(unicodedata.combining, parts))
    # A Korean syllable was taken apart, too.
    return unicodedata.normalize("NFC", bare)


def without_possessive(name: str) -> str:
    """Return a name without the ending of an English possessive: Peru's, Texas'."""
    return _POSSESSIVE.sub("", name)


def words(text: str, language: str = "") -> list[str]:
    """Cut a text into normalised words, in order: Chinese by rjieba,
    others by Unicode with light stems.
    """
    return cut_folded(fold(text), language)


def cut_folded(text: str, language: str = "") -> list[str]:
    """Cut a text that is folded already, as `words` does.

    "the bridges 大桥倒塌" → the, bridg, 大桥, 倒塌.
    """
    words: list[str] = []
    stems = language if language in _CUT_BY_STEMS else "en"
    for run in _RUN.findall(text):
        if "\u3400" <= run[0] <= "\u9fff":
            words += cut_run(run)
        else:
            words.append(stem(run, stems) if run.isalpha() else run)
    return words


def cut_run(run: str) -> list[str]:
    """Cut a run of characters into words by rjieba, whatever its scripts.

    大桥倒塌 → 大桥, 倒塌.
    """
    if len(run) > 1:
        return list(_jieba().cut(whole(run)))
    return [run]


def cut_listed(run: str) -> list[str]:
    """Cut a run of characters by the dictionary alone, without guesses at words that it lacks.

    联发科营收 → 联, 发, 科, 营, 收.
    """
    return list(_jieba().cut(whole(run), False))


def tag_run(text: str) -> list[tuple[str, str]]:
    """Cut a run of Chinese into words with their parts of speech, as jieba names them.

    大桥倒塌 → (大桥, ns), (倒塌, v).
    """
    return list(_jieba().tag(whole(text)))


def surface_words(text: str) -> list[str]:
    """Cut a folded text into words without stemming, as filters need them.

    "bridges 大桥倒塌" → bridges, 大桥, 倒塌.
    """
    runs = _RUN.findall(text)
    if not _HAN.search(text):
        return runs
    words: list[str] = []
    for run in runs:
        words += cut_run(run) if _HAN.match(run) else [run]
    return words


def content_words(text: str, language: str = "") -> list[str]:
    """Cut a text into words and leave out those that say nothing.

    "the bridge of Lindau" → the stems of bridge and Lindau.
    """
    return [word for word in words(text, language) if word not in STOP]


def search_words(text: str, language: str = "") -> str:
    """Return the words of a text for a full-text index, joined by spaces."""
    return " ".join(words(text, language))


def display_width(text: str) -> int:
    """Return how many columns a text takes: a CJK character or emoji takes two."""
    return len(text) + len(_WIDE.findall(text))

"""The language of a short title: rules of script first, then py3langid restricted to the languages that can be meant."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

DEFAULT = (
    "en",
    "es",
    "de",
    "fr",
    "ru",
    "pt",
    "it",
    "nl",
    "pl",
    "uk",
    "ar",
    "fa",
    "tr",
    "vi",
    "id",
    "sv",
    "cs",
    "ro",
    "hu",
    "fi",
    "da",
    "el",
    "he",
    "hi",
    "th",
    "bg",
    "sr",
    "no",
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SCRIPTS = (
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
)
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")


def detect(text: str, languages: tuple[str, ...] | None = None) -> str:
    """Name a text's language: zh-Hans, zh-Hant, ja, ko or a two-letter tag; 'und' where there are no letters.

    `languages` restricts the answer for alphabets that several languages share; unrestricted, py3langid calls Chinese
    'wuu'. Looks at 1,000 characters at most.
    """
    text = text[:1000]
    han, kana, hangul = len(_HAN.findall(text)), len(_KANA.findall(text)), len(_HANGUL.findall(text))
    latin = len(_LATIN.findall(text))
    if hangul > kana and hangul * 3 >= han and hangul * 4 >= latin:
        return "ko"
    if kana and kana * 8 >= han and (kana + han) * 4 >= latin:
        return "ja"
    if han and han * 5 >= latin:
        return _chinese(text)
    for script, tag in _SCRIPTS:
        if len(script.findall(text)) * 2 > latin:
            return tag
    if not any(char.isalpha() for char in text):
        return _chinese(text) if han else "und"
    allowed = languages or DEFAULT
    return _shortcut(text, latin, allowed) or _restricted(text, allowed)


def _chinese(text: str) -> str:
    """Tell traditional from simplified by the characters that only one of them has; a Han-only title is never Japanese."""
    old, new = _one_sided()
    return "zh-Hant" if sum(char in old for char in text) > sum(char in new for char in text) else "zh-Hans"


@cache
def _one_sided() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only traditional text has, and those that only simplified text has (OpenCC's tables)."""
    from opencc import OpenCC  # noqa: PLC0415 - its tables take a moment to load

    every = "\n".join(map(chr, range(0x4E00, 0xA000)))
    chars = every.split("\n")
    down, up = OpenCC("t2s").convert(every).split("\n"), OpenCC("s2t").convert(every).split("\n")
    old = {char for char, other in zip(chars, down, strict=True) if char != other}
    new = {char for char, other in zip(chars, up, strict=True) if char != other}
    return frozenset(old - new), frozenset(new - old)


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - its model takes a moment to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    known = set(identifier.nb_classes)
    identifier.set_languages([language for language in languages if language in known])
    return identifier


# Words that only one of the large Latin-script languages has: two of them decide at a tenth of the model's cost.
_TELLING = {
    word: tag
    for tag, listed in {
        "en": "the of and is are was were has have with from that this for by at as its his after over says will be not it who how why what your you",
        "de": "der die das und ist nicht ein eine einen dem den im zum zur mit von für auf sich auch wird werden bei nach über wie aus noch nur sind vor",
        "fr": "les des est une dans pour qui sur pas avec au aux du et sont ce cette ses ont plus après sans être leur",
        "es": "el los las del una por y es con para su más lo como pero sus fue este ya entre sin sobre años",
        "pt": "o os do da dos das em no na nos nas um uma não com são ao mais foi pelo pela você seu sua à às também",
        "it": "il di che è gli della dei delle per nel alla sono dalla più degli nella",
        "nl": "het een van en niet op voor zijn met aan ook wordt naar bij uit",
    }.items()
    for word in listed.split()
}
_SHARED = frozenset(
    {
        "die",
        "was",
        "has",
        "will",
        "es",
        "no",
        "as",
        "do",
        "em",
        "in",
        "per",
        "est",
        "des",
        "plus",
        "sur",
        "van",
        "en",
        "un",
        "o",
        "y",
        "at",
    }
)
_ALPHABETS = (
    (re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr")),
    (re.compile(r"[\u0600-\u06ff]"), ("ar", "fa")),
)
_LETTERS = re.compile(r"[^\W\d_]+")


def _shortcut(text: str, latin: int, languages: tuple[str, ...]) -> str:
    """Decide without the model where one language alone can be meant; empty otherwise."""
    for script, users in _ALPHABETS:
        if len(script.findall(text)) > latin:
            possible = [tag for tag in users if tag in languages]
            return possible[0] if len(possible) == 1 else ""
    votes: dict[str, int] = {}
    for word in _LETTERS.findall(text.lower()):
        if (tag := _TELLING.get(word)) and word not in _SHARED:
            votes[tag] = votes.get(tag, 0) + 1
    best = max(votes, key=votes.__getitem__, default="")
    clear = best and votes[best] >= 2 + 2 * (sum(votes.values()) - votes[best])
    return best if clear and best in languages else ""


def _restricted(text: str, languages: tuple[str, ...]) -> str:
    plain = tuple(sorted({language.split("-")[0] for language in languages} - {"zh", "ja", "ko"})) or ("en",)
    tag = str(_identifier(plain).classify(text)[0])
    if tag == "ru" and "uk" in plain and _UKRAINIAN.search(text):
        return "uk"
    return tag


def matches(language: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether a chat that wants these languages reads this one; `zh` takes both scripts, none wanted takes all."""
    return not wanted or language in wanted or language.split("-", maxsplit=1)[0] in wanted or language in {"", "und"}

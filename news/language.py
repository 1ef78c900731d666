"""The language of a short title: rules of script first, then py3langid restricted to the languages that can be meant."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np

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
    allowed = languages or DEFAULT
    if text.isascii():
        return (
            (_shortcut(text, 1, allowed) or _restricted(text, allowed))
            if _LETTERS.search(text)
            else "und"
        )
    han, kana, hangul = (
        len(_HAN.findall(text)),
        len(_KANA.findall(text)),
        len(_HANGUL.findall(text)),
    )
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
    return _shortcut(text, latin, allowed) or _restricted(text, allowed)


def _chinese(text: str) -> str:
    """Tell traditional from simplified by the characters that only one of them has; a Han-only title is never Japanese."""
    old, new = _one_sided()
    return (
        "zh-Hant"
        if sum(char in old for char in text) > sum(char in new for char in text)
        else "zh-Hans"
    )


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
    # As it comes, the table of a choice is of half floats by column: a row at a time it costs three times as much.
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc, dtype=np.float32)
    return identifier


# Frequent words and letters of the large Latin-script languages: where those of one language alone stand in a title they
# decide at a tenth of the model's cost.
_WORDS = {
    "en": "the of and is are was were has have had with from that this for to by at as its his her after over says said will would not it he she they who how why what when your you new into more about up out than can could their be been but against amid first in on a an no",
    "de": "der die das und ist nicht ein eine einen einer einem dem den des im zum zur mit von für auf sich auch wird werden wurde bei nach über wie aus noch nur sind vor gegen hat haben will mehr neue neuer zu es er sie was man kann in an am als durch keine unter war",
    "fr": "les des est une un dans pour qui sur pas avec au aux du et sont ce cette ses son sa ont plus après sans être leur le la l d de en que il elle se par ne son comme entre vers chez nous vous à a fait deux contre",
    "es": "el la los las del de una un por y en es con para su más lo como pero sus fue este esta ya entre sin sobre años se que al a no han ha tras desde contra hasta será nuevo nueva",
    "pt": "o os a as do da dos das de em no na nos nas um uma não com são ao mais foi pelo pela você seu sua à às também e para que se por como é após sobre entre até ser tem",
    "it": "il lo la i gli le di che è gli della dei delle del per nel alla sono dalla più degli nella un una con non si da in al come ma anche su dopo",
    "nl": "het een de van en niet op voor zijn met aan ook wordt naar bij uit is dat te in om door over meer nog hij was na",
    "pl": "w na z do i nie się to jest że o po od za dla przez jak co ale przed są",
    "tr": "ve bir bu için ile da de olarak daha çok sonra kadar ne gibi oldu",
    "id": "yang di dan ini dari untuk dengan akan pada ke tidak dalam juga itu",
    "vi": "và của là có trong cho người được không với một các đã này khi",
    "sv": "och att det som en på är av för med den till i har inte om ett men efter från vid",
    "cs": "a v se na je že z s do o to i za po od pro jako ale jsou před",
    "ro": "și de la în a pe cu din un o că nu este pentru care mai sunt după",
    "hu": "a az és hogy nem is egy meg van volt de el már csak ez",
    "fi": "ja on ei että se oli kun mutta ovat myös hän kuin jo",
    "da": "og i at det er en til på af for med den har de ikke som om et fra efter",
    "no": "og i at det er en til på av for med den har de ikke som om et fra etter",
}
_MARKS = {
    "ß": "de", "ä": "de sv fi", "ö": "de sv fi tr hu", "ü": "de tr hu", "ñ": "es", "¿": "es", "¡": "es", "ã": "pt vi", "õ": "pt vi", "ç": "fr pt tr",
    "è": "fr it vi", "ê": "fr pt vi", "œ": "fr", "à": "fr it pt vi", "ù": "fr it vi", "î": "fr ro", "ô": "fr pt vi", "â": "fr pt ro vi tr",
    "é": "fr es pt it hu cs vi", "í": "es pt hu cs vi", "ó": "es pt hu pl cs vi", "ú": "es pt hu cs vi", "á": "es pt hu cs vi", "ł": "pl", "ą": "pl", "ę": "pl",
    "ż": "pl", "ś": "pl", "ć": "pl", "ş": "tr ro", "ğ": "tr", "ı": "tr", "å": "sv da no", "ø": "da no", "æ": "da no", "ř": "cs", "ě": "cs", "ů": "cs", "ő": "hu", "ű": "hu", "ț": "ro", "ș": "ro", "ă": "ro vi", "đ": "vi", "ơ": "vi", "ư": "vi", "ò": "it vi", "ì": "it vi",
}  # fmt: skip
_ALPHABETS = (
    (re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr")),
    (re.compile(r"[\u0600-\u06ff]"), ("ar", "fa")),
)
_OTHER_SCRIPTS = frozenset(
    {"zh", "ja", "ko", "ru", "uk", "bg", "sr", "ar", "fa", "el", "he", "hi", "th"}
)
_LETTERS = re.compile(r"[^\W\d_]+")


def _shortcut(text: str, latin: int, languages: tuple[str, ...]) -> str:
    """Decide without the model where one language alone can be meant; empty otherwise."""
    for script, users in _ALPHABETS:
        if len(script.findall(text)) > latin:
            possible = [tag for tag in users if tag in languages]
            return possible[0] if len(possible) == 1 else ""
    low = text.lower()
    words, marks = _telling(languages)
    votes: dict[str, int] = {}
    for tag in [words.get(word) for word in _LETTERS.findall(low)]:
        if tag:
            votes[tag] = votes.get(tag, 0) + 1
    for tag in () if text.isascii() else {marks.get(char) for char in low}:
        if tag:
            votes[tag] = votes.get(tag, 0) + 1
    best = max(votes, key=votes.__getitem__, default="")
    return best if best and votes[best] >= 2 + 2 * (sum(votes.values()) - votes[best]) else ""


@cache
def _telling(languages: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the words and the letters that only one of these languages has, each with its language."""
    latin = [tag for tag in languages if tag in _WORDS]
    if len(latin) < len([tag for tag in languages if tag.split("-")[0] not in _OTHER_SCRIPTS]):
        latin = []  # a language is possible whose words are not known here: only the model can tell
    words: dict[str, set[str]] = {}
    for tag in latin:
        for word in _WORDS[tag].split():
            words.setdefault(word, set()).add(tag)
    marks = {mark: set(users.split()) & set(latin) for mark, users in _MARKS.items()}
    return (
        {word: min(users) for word, users in words.items() if len(users) == 1},
        {mark: min(users) for mark, users in marks.items() if len(users) == 1},
    )


def _restricted(text: str, languages: tuple[str, ...]) -> str:
    plain = tuple(
        sorted({language.split("-")[0] for language in languages} - {"zh", "ja", "ko"})
    ) or ("en",)
    tag = str(_identifier(plain).classify(text)[0])
    if tag == "ru" and "uk" in plain and _UKRAINIAN.search(text):
        return "uk"
    return tag


def matches(language: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether a chat that wants these languages reads this one; `zh` takes both scripts, none wanted takes all."""
    return (
        not wanted
        or language in wanted
        or language.split("-", maxsplit=1)[0] in wanted
        or language in {"", "und"}
    )

"""Judge sentences by those around them: a caption stands before its credit, and a surname
means little where the first name was told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from news.language.word_votes import frequent_words
from news.summarise.continued_speech import continues_speech
from news.summarise.label_lines import is_credit_line
from news.summarise.references import lacks_speaker
from news.summarise.shape import Candidate, answer

# Worth of a sentence before a picture's credit: mostly it says what the picture
# shows, and sometimes it ends a paragraph.
_CAPTION = 0.5
# Worth of a sentence inside a longer quotation: nobody sees who says it.
_QUOTED = 0.2
# Worth of a sentence whose first word is a surname that another one introduces.
_STRANGER = 0.8
# Sentences after which a quotation that was not closed has ended.
_SPEECH = 8
# Characters of a sentence in which names are looked for.
_NAMES_FROM = 300
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
_NAME = rf"{_CAPITAL}[^\W\d_]+(?:[-’']{_CAPITAL}[^\W\d_]+)*"
# Jane Roe, Jane Q. Roe and Jane Ann Roe: behind the first is the surname.
_FULL_NAME = re.compile(
    rf"\b({_NAME})((?:\s{_CAPITAL}\.)?(?:\s{_NAME}){{1,2}})"
)
_CAPITALISED = re.compile(rf"\b{_NAME}")
_FIRST_NAME = re.compile(rf"^{_NAME}")
# Letters of a surname that are compared: case endings differ.
_LETTERS = 6
# Languages that write every noun with a capital.
_CAPITAL_NOUNS = ("de", "lb")


def mark_quoted(texts: Sequence[str]) -> list[bool]:
    """Tell which sentences stand inside a quotation that an earlier one opened: long
    speeches are cut into sentences, of which only the first and the last show whose
    words they are.

    Of “It rained. We left. Nobody saw us,” she said: the second and the third sentence.
    """
    low = "„" in "".join(texts)
    opening, closing = ("„«「『", "“»」』") if low else ("“«「『", "”»」』")
    marked: list[bool] = []
    inside = 0
    for text in texts:
        # A speech opens each of its paragraphs anew; one that is never closed
        # ends by itself.
        continued = 0 < inside <= _SPEECH and text[:1] not in opening
        marked.append(continued)
        opened = max(map(text.rfind, opening))
        closed = max(map(text.rfind, closing))
        if opened != closed:
            inside = int(opened > closed)
        elif inside:
            inside += 1
    return marked


def weigh_in_context(
    candidates: Sequence[Candidate], title: str, language: str
) -> list[Candidate]:
    """Lower the worth of captions, and note which sentence introduces a bare surname; linear in
    the text's length.
    """
    answered = _with_answers(candidates, title, language)
    heard = _with_speeches(answered, language)
    texts = [sentence.text for sentence in heard]
    captions = [*map(is_credit_line, texts[1:]), False]
    # Nothing stands behind the last sentence, nor in an empty text.
    places = zip(heard, captions, mark_quoted(texts), strict=False)
    weighed = [_lowered(*place) for place in places]
    if language.startswith(_CAPITAL_NOUNS):
        return weighed
    return _with_introductions(weighed, title, language)


def _with_answers(
    candidates: Sequence[Candidate], title: str, language: str
) -> list[Candidate]:
    """Join each sentence that only tells that somebody spoke with the one behind it
    that tells what he said: "Roe explained why the bridge is shut" and "According to
    him, …".
    """
    heard = list(candidates)
    for place, (before, behind) in enumerate(pairwise(candidates)):
        if before.is_vague and lacks_speaker(behind.text, language):
            told = answer(behind, title, language)
            heard[place : place + 2] = [replace(before, answer=told), told]
    return heard


def _with_speeches(
    candidates: Sequence[Candidate], language: str
) -> list[Candidate]:
    """Bind each sentence that goes on with an unquoted speech to the one before: alone it would be
    the reporter's.
    """
    heard = [*candidates]
    for place, (before, behind) in enumerate(pairwise(candidates), 1):
        if continues_speech(before.text, behind.text, language):
            heard[place] = replace(behind, depends=True)
    return heard


def _lowered(
    sentence: Candidate, is_caption: bool, is_quoted: bool
) -> Candidate:
    """Return a sentence with its worth as a caption, or inside a longer quotation."""
    if not (is_caption or is_quoted):
        return sentence
    worth = sentence.shape
    if is_caption:
        worth *= _CAPTION
    if is_quoted:
        worth *= _QUOTED
    return replace(sentence, shape=worth)


def _with_introductions(
    candidates: Sequence[Candidate], title: str, language: str
) -> list[Candidate]:
    """Note for each sentence the one that tells the first name of somebody whom it names by the
    surname alone. The headline's names are known.
    """
    known = _capitalised(title)
    introduced: dict[str, int] = {}
    noted: list[Candidate] = []
    for sentence in candidates:
        text = sentence.text[:_NAMES_FROM]
        surnames = _surnames(text, language)
        bare = (_capitalised(text) - surnames - known) & introduced.keys()
        noted.append(_relying(sentence, bare, introduced) if bare else sentence)
        introduced |= dict.fromkeys(surnames, sentence.position)
    return noted


def _relying(
    sentence: Candidate, bare: set[str], introduced: dict[str, int]
) -> Candidate:
    """Return a sentence with the place of the first introduction that its bare surnames need.

    "Roe told the Post" needs Roe's introduction more than "a plan of Roe".
    """
    first = _FIRST_NAME.match(sentence.text)
    acts = first is not None and _key(first.group()) in bare
    worth = _STRANGER * sentence.shape if acts else sentence.shape
    relies_on = min(map(introduced.__getitem__, bare))
    return replace(sentence, shape=worth, relies_on=relies_on)


def _surnames(text: str, language: str) -> set[str]:
    """Return the surnames that stand behind a first name: Roe of Jane Q. Roe, none of The Roe."""
    common = frequent_words(language.partition("-")[0])
    names = _FULL_NAME.findall(text)
    return {
        _key(last)
        for first, behind in names
        if first.lower() not in common
        for last in _CAPITALISED.findall(behind)
    }


def _capitalised(text: str) -> set[str]:
    """Return the keys of words with a capital: "The ferry to Aberville" → the, abervi."""
    return set(map(_key, _CAPITALISED.findall(text)))


def _key(name: str) -> str:
    """Return what the cases of a longer surname share: Вильнёва, Вильнёву → вильнё."""
    return name.lower()[:_LETTERS]

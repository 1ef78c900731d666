"""Write a digest as a script for a voice: one part for each story, so that each is a chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from news.shorten import fit_sentences
from news.spoken.spoken_text import for_the_ear
from news.spoken.spoken_words import ear_words

# Characters of a part: the endpoints take 4,096.
LONGEST_PART = 3_000
_STOPS = tuple(".!?。！？…")


@dataclass(frozen=True, slots=True)
class SpokenStory:
    """The parts of a story that are read out."""

    title: str
    summary: tuple[str, ...]
    publisher: str
    # A tag such as `zh-Hans`: the voice goes by it.
    language: str


@dataclass(frozen=True, slots=True)
class ScriptPart:
    """A text that a voice reads in one request."""

    # What a list of chapters calls it.
    title: str
    text: str
    language: str


def script_of(
    heading: str, locale: str, stories: Sequence[SpokenStory]
) -> tuple[ScriptPart, ...]:
    """Return a digest's parts: its heading in the chat's language, then one part for each
    story.

    Stories without a word are left out; a digest that has no others has no parts.
    """
    told = map(_part_of, stories)
    parts = list(filter(attrgetter("text"), told))
    if not parts:
        return ()
    opening = _ended(for_the_ear(heading, locale), locale)
    return (ScriptPart(heading, opening, locale), *parts)


def _part_of(story: SpokenStory) -> ScriptPart:
    """Return headline, summary and publisher of a story for a voice; no text where it has no word."""
    language = story.language
    heard = (
        for_the_ear(sentence, language)
        for sentence in (story.title, *story.summary)
    )
    said = [_ended(text, language) for text in filter(None, heard)]
    words = ear_words(language)
    if said and story.publisher and words is not None:
        name = for_the_ear(story.publisher, language)
        said.append(words.source.format(name))
    text = fit_sentences(said, language, LONGEST_PART)
    return ScriptPart(story.title, text, language)


def _ended(text: str, language: str) -> str:
    """End a sentence that has no stop, so that the voice pauses.

    雨 → 雨。; "Ein Haus" gets a full stop; "Rain!" stays.
    """
    if not text or text.endswith(_STOPS):
        return text
    stop = "。" if language.startswith(("zh", "ja")) else "."
    return text + stop

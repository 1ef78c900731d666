"""Read a model's answer from its JSON, and check it against the articles of each story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from news.faithful import (
    Claim,
    Grounded,
    SourceSentence,
    Told,
    check,
    is_written_in,
)
from news.safe_json import JsonObject, JsonValue, loads

# Sentences of a story that are taken; others are not looked at.
MOST_SENTENCES = 3
# Characters of a title that is stored.
TITLE_LENGTH = 200
# Characters of a sentence and a title that are read; a model may run on.
_SENTENCE_LENGTH = 600
_TITLE_READ = 300
# Why an answer is refused that is not in the language that was asked for.
OTHER_LANGUAGE = "language"
# The fields by which an object is known as an answer.
_STORY_FIELDS = frozenset({"stories", "sentences", "title"})

# A title and sentences, as a model wrote them.
Written = tuple[str, list[Claim]]


@dataclass(frozen=True, slots=True)
class Held:
    """The part of an answer that the articles support, each sentence with its evidence."""

    title: Grounded | None
    sentences: tuple[Grounded, ...]
    # Why each other sentence does not.
    dropped: tuple[str, ...]

    @property
    def lines(self) -> tuple[Grounded, ...]:
        """The supported lines, the title first."""
        return tuple(filter(None, (self.title, *self.sentences)))

    def told(self) -> Told:
        """Return the value that is stored."""
        return Told(
            self.title.text[:TITLE_LENGTH] if self.title else "", self.sentences
        )


def hold(
    written: Written, sources: Sequence[SourceSentence], locale: str
) -> Held:
    """Check a title and sentences against a story's articles, by the same rules."""
    title, claims = written
    claims = claims[:MOST_SENTENCES]
    texts = [title, *(claim.text for claim in claims)]
    # One sentence may be a name alone; the whole answer shows its language.
    if not is_written_in(" ".join(texts), locale):
        return Held(
            title=None, sentences=(), dropped=(OTHER_LANGUAGE,) * len(claims)
        )
    spoken = [claim for claim in claims if is_written_in(claim.text, locale)]
    kept, dropped = check(spoken, sources)
    unspoken = len(claims) - len(spoken)
    reasons = [one.why for one in dropped] + [OTHER_LANGUAGE] * unspoken
    return Held(
        title=_hold_title(title, spoken, sources, locale),
        sentences=tuple(kept),
        dropped=tuple(reasons),
    )


def _hold_title(
    title: str,
    claims: Sequence[Claim],
    sources: Sequence[SourceSentence],
    locale: str,
) -> Grounded | None:
    """Return the title if the articles support it.

    It rests on the sentence of one of its story's sentences or on the article's title.
    """
    if not title.strip() or not is_written_in(title, locale):
        return None
    names = _names(claims)
    # The article's title is the sentence 0.
    places = [*(claim.source for claim in claims), 0]
    for place in dict.fromkeys(places):
        kept, _ = check([Claim(title, place, names)], sources)
        if kept:
            return kept[0]
    return None


def _names(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the names of all claims as written, with those of the articles."""
    names: dict[str, str] = {}
    for claim in claims:
        names |= claim.declared
    return names


def read_answer(text: str) -> dict[int, Written]:
    """Read the model's JSON, however it is wrapped; leave out whatever lacks the requested
    form.
    """
    listed = _listed(text)
    written: dict[int, Written] = {}
    for number, item in enumerate(listed, 1):
        if isinstance(item, dict):
            # A model that leaves the numbers out keeps the order.
            place = item.get("id")
            if not isinstance(place, int):
                place = number
            title = str(item.get("title") or "")[:_TITLE_READ]
            written[place] = (title, _claims(item))
    return written


def read_object(text: str) -> JsonObject:
    """Read the JSON object in a model's answer, whatever stands around it.

    Empty where there is none.
    """
    try:
        start = text.index("{")
        end = text.rindex("}") + 1
        # What begins with a brace is an object, or no JSON.
        data: JsonObject = loads(text[start:end])
    except (ValueError, RecursionError):
        return {}
    return data


def _listed(text: str) -> list[JsonValue]:
    """Return the stories of an answer: `{"stories": […]}`, or one alone."""
    data = read_object(text)
    stories = data.get("stories")
    if isinstance(stories, list):
        return stories
    # A single story may come without the list around it.
    return [data] if data.keys() & _STORY_FIELDS else []


def _claims(item: JsonObject) -> list[Claim]:
    """Read the sentences of one story."""
    sentences = item.get("sentences")
    if not isinstance(sentences, list):
        return []
    return [
        read_claim(sentence)
        for sentence in sentences
        if isinstance(sentence, dict)
    ]


def read_claim(item: JsonObject) -> Claim:
    """Read a sentence with its source, and the names that it transliterates."""
    text = str(item.get("text") or "")[:_SENTENCE_LENGTH]
    return Claim(
        text=text,
        source=_source(item.get("source")),
        names=_pairs(item.get("names")),
    )


def _source(value: object) -> int:
    """Return the number of the sentence that a model names; -1 for none."""
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return -1


def _pairs(value: object) -> dict[str, str]:
    """Read the names of a sentence: as the model wrote them → as the articles
    have them.
    """
    if not isinstance(value, dict):
        return {}
    return {str(said): str(there) for said, there in value.items()}

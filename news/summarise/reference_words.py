"""Read the words by which sentences refer back, from `references.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from news.toml_tables import read_table

# Entries of a language that are words, and those that are phrases.
_WORDS = ("pronouns", "times", "speech", "first", "inner", "pointing", "persons", "objects", "openers", "sources")  # fmt: skip
_PHRASES = ("chatty", "credits", "scenes", "loose", "parted")


@dataclass(frozen=True, slots=True)
class References:
    """The words that open a sentence which depends on another, in one language."""

    pronouns: frozenset[str]
    links: frozenset[str]
    # Links of several words.
    phrases: tuple[str, ...]
    times: frozenset[str]
    speech: frozenset[str]
    # Words of somebody who speaks of himself or to the reader.
    chatty: tuple[str, ...]
    # The same as whole words at a sentence's start.
    chatty_words: tuple[str, ...]
    # Of these the ones that tell it at any place.
    first: frozenset[str]
    # Links that stand behind the first words: the firm also said.
    inner: frozenset[str]
    # Words that point back at any place of a sentence's start: these.
    pointing: frozenset[str]
    # Pronouns that stand as a subject.
    persons: frozenset[str]
    # Pronouns behind a preposition: between them.
    objects: frozenset[str]
    # Prepositions behind which a subject's pronoun names nobody.
    openers: frozenset[str]
    # Words that only say who tells something: according, reports.
    sources: frozenset[str]
    # Phrases that name a speaker by a pronoun alone: according to him.
    credits: tuple[str, ...]
    # Phrases that tell what was so long before: for years.
    scenes: tuple[str, ...]
    # Links that a sentence may lose, and those of them that need a comma.
    loose: tuple[str, ...]
    parted: tuple[str, ...]

    @property
    def pointers(self) -> frozenset[str]:
        """Return the words that stand for something of another sentence."""
        behind = self.pointing | (self.inner - self.links)
        return self.pronouns | self.persons | self.objects | behind


def main_language(language: str) -> str:
    """Return the language of a tag as zh-Hans, English for an empty one."""
    return language.partition("-")[0] or "en"


def is_han(language: str) -> bool:
    """Tell a language that writes no blanks between Han characters."""
    return language.startswith(("zh", "ja"))


# Each sentence asks some ten times: the tag is not cut anew.
@lru_cache(maxsize=256)
def references_of(language: str) -> References:
    """Return the words of a language, or of English where it has none."""
    table = _table()
    section = table.get(main_language(language), table["en"])
    words = {key: frozenset(section.get(key, "").split()) for key in _WORDS}
    chatty, credits, scenes, loose, parted = (
        _phrases(section.get(key, "")) for key in _PHRASES
    )
    links = section["links"].split()
    phrases = [link for link in links if "-" in link]
    return References(
        links=frozenset(links).difference(phrases),
        phrases=_whole_phrases(phrases),
        chatty=chatty,
        chatty_words=tuple(f"{phrase} " for phrase in chatty),
        credits=credits,
        scenes=scenes,
        loose=loose,
        parted=parted,
        **words,
    )


def _whole_phrases(written: Iterable[str]) -> tuple[str, ...]:
    """Return phrases with what may follow them: "der war" does not open "der warme Sommer"."""
    phrases = _phrases(" ".join(written))
    return tuple(f"{phrase}{end}" for phrase in phrases for end in " ,:")


def _phrases(listed: str) -> tuple[str, ...]:
    """Read phrases that are parted by spaces and have hyphens for their own: "so-far in-turn"
    → so far, in turn.
    """
    return tuple(phrase.replace("-", " ") for phrase in listed.split())


@cache
def _table() -> dict[str, dict[str, str]]:
    return read_table(files("news.summarise") / "references.toml")

"""One to three sentences of the text itself that tell what happened."""

from __future__ import annotations

from news.sentences import sentences as cut
from news.summarise.choose import choose
from news.summarise.shape import Candidate, readable, tidy
from news.words import display_width

MAX_CHARACTERS = 30_000
MAX_SENTENCES = 30


def summarise(
    text: str, *, title: str, language: str, sentences: int = 3, width: int | None = None
) -> list[str]:
    """Return at most `sentences` sentences, as they stand and in order, that read without the rest.

    Position counts first, then overlap with the title and centrality, less repetition (MMR: Carbonell and Goldstein 1998).
    Datelines go; captions, bare quotations, speech without a speaker and repetitions of the title are passed over. `width`
    bounds the sum of display widths (a CJK character is two), though one sentence is always given. Empty for no text.
    """
    candidates: list[Candidate] = []
    for sentence in cut(text[:MAX_CHARACTERS], language)[:MAX_SENTENCES]:
        if trimmed := tidy(sentence, len(candidates)):
            candidates.append(Candidate(len(candidates), trimmed, readable(trimmed, title)))
    chosen = choose(candidates, title, language, sentences)
    return _within(chosen, width)


def _within(chosen: list[str], width: int | None) -> list[str]:
    if width is None:
        return chosen
    kept: list[str] = []
    for sentence in chosen:
        if kept and sum(map(display_width, kept)) + display_width(sentence) > width:
            break
        kept.append(sentence)
    return kept

"""Summarise a text by one to three of its own sentences."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from news.sentences import sentences as cut
from news.summarise.choose import choose
from news.summarise.datelines import strip_dateline
from news.summarise.neighbours import weigh_in_context
from news.summarise.publisher_lead import (
    described_sentences,
    read_leads,
    without_label,
)
from news.summarise.shape import (
    ENDINGS,
    Candidate,
    candidate,
    repeats,
    tidy,
)
from news.words import display_width

MAX_CHARACTERS = 30_000
MAX_SENTENCES = 30
# Lines at a text's start that may carry a dateline: a headline and a byline may
# stand before the first.
DATED_LINES = 3
# Share of lines before a headline that may be sentences; a list of headings has
# hardly any.
_MARKED = 0.2


def summarise(
    text: str,
    *,
    title: str,
    language: str,
    sentences: int = 3,
    width: int | None = None,
    description: str = "",
    short: int | None = None,
    room: int | None = None,
    always: bool = False,
) -> list[str]:
    """Return at most `sentences` sentences, as they stand and in order, that read without the rest.

    Position counts first, then overlap with the title and centrality, less repetition (MMR:
    Carbonell and Goldstein 1998). Datelines go; captions, open quotations, speech without a speaker
    and repetitions of the title are passed over, and what points back is told only behind its
    sentence. `width` bounds the sum of display widths (a CJK character is two) behind the first
    sentence. `description` is what the publisher says of the article elsewhere, each saying on a
    line: a sentence of it opens where the text's own opening tells less of the headline. Empty for no
    text, and where no sentence tells what the headline says, as in many columns and features. A text
    that is itself the description is told in any case, with `always` any text. The first `short`
    sentences, all if None, are the best summary of that length. Where the opening says hardly more
    than the headline, one that says more and fits into `room` code points with it stands behind.
    """
    report = _behind_headline(
        _undated(_unwrapped(text[:MAX_CHARACTERS])), title
    )
    described = described_sentences(description, language)
    candidates: list[Candidate] = []
    for sentence in cut(report, language)[:MAX_SENTENCES]:
        position = len(candidates)
        bare = without_label(sentence, described)
        if trimmed := tidy(bare, position):
            candidates.append(
                candidate(trimmed, position, title=title, language=language)
            )
    weighed = weigh_in_context(candidates, title, language)
    leads = read_leads(described, report, title=title, language=language)
    chosen = choose(
        weighed,
        leads,
        title,
        language,
        sentences,
        short=sentences if short is None else short,
        room=room,
        always=always or _is_description(text, description),
    )
    return _within(chosen, width)


def _is_description(text: str, description: str) -> bool:
    """Tell whether the text is no more than its publisher's description, which is of the headline in
    whatever words.
    """
    words = text.split()
    described = description.split()
    return len(words) <= len(described) and " ".join(words) in " ".join(
        described
    )


def _unwrapped(text: str) -> str:
    """Undo the quotation of a table's cell, which some feeds leave around a text: marks around
    it, and each inner one twice: '"The ""Swan"" sails."' → 'The "Swan" sails.'.
    """
    stripped = text.strip()
    if not stripped.startswith('"') or '""' not in stripped[1:]:
        return text
    return stripped[1:].removesuffix('"').replace('""', '"')


def _behind_headline(report: str, title: str) -> str:
    """Return what stands behind the headline, where the lines before it are headings of others: a
    series lists its parts, a page its menu.

    Of "Home", "Travel", "Old bridge reopens" and "Cars roll again." the last two, under this title.
    """
    told = list(filter(str.strip, report.split("\n")))
    places = [place for place, line in enumerate(told) if repeats(line, title)]
    if not places or places[-1] + 1 == len(told):
        return report
    before, behind = told[: places[-1]], told[places[-1] :]
    return "\n".join(behind) if _are_headings(before) else report


def _are_headings(lines: list[str]) -> bool:
    """Tell lines of which hardly one ends as a sentence: Home, Sports, "Travel and food"."""
    marked = sum(line.rstrip().endswith(ENDINGS) for line in lines)
    return marked <= len(lines) * _MARKED


def _undated(text: str) -> str:
    """Cut the datelines of the first lines: they have dots of their own,
    which would end sentences.
    """
    lines = text.strip().split("\n", DATED_LINES)
    return "\n".join(
        [*map(strip_dateline, lines[:DATED_LINES]), *lines[DATED_LINES:]]
    )


def _within(chosen: list[str], width: int | None) -> list[str]:
    """Keep the first sentences whose widths together are within the bound, and the first one in
    any case.
    """
    if width is None:
        return chosen
    widths = accumulate(map(display_width, chosen))
    fitting = bisect_right(list(widths), width)
    return chosen[: max(fitting, 1)]

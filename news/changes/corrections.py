"""Find what a corrected article now says differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import filterfalse

from news.changes.facts import figures, is_counter
from news.changes.meaning import says_otherwise, words_of
from news.changes.notices import is_notice_of_correction
from news.changes.pairs import bare, changed_pairs
from news.sentences import sentences
from news.words import content_words

# Sentences of a text that are compared; what comes later is comments and
# archives.
MOST_SENTENCES = 400
MOST_PAIRS = 6
# Content words of a sentence whose numbers matter; below are labels, dates and
# prices.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Correction:
    """The differences between an article and its corrected version."""

    withdrawn: bool = False
    # The page's own words on the correction, where it has any.
    notice: str = ""
    # (old, new) where the headline changed.
    title: tuple[str, str] = ("", "")
    # (old, new) in the text's order; empty on the side where there is none.
    sentences: tuple[tuple[str, str], ...] = ()
    # Further changes that are not listed.
    more: int = 0

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All that changed, the headline first."""
        return tuple(filter(any, (self.title, *self.sentences)))


def compare(
    old: Sequence[str],
    new: Sequence[str],
    *,
    language: str = "",
    limit: int = MOST_PAIRS,
) -> Correction | None:
    """Compare (title, text) of an article as it was told with what its page says now.

    None where nothing was corrected. A correction is a notice that was not there, another headline,
    or another number, day, name or negation, or the opposite word, in a sentence that is otherwise
    much the same. Sentences that were added or polished are not: a page grows as its story does.
    """
    old_title, old_text = old
    new_title, new_text = new
    before = sentences(old_text, language)[:MOST_SENTENCES]
    after = sentences(new_text, language)[:MOST_SENTENCES]
    pairs = changed_pairs(before, after)
    is_renamed = _other_headline(old_title, new_title)
    notice = _notice(pairs)
    if notice:
        # With a notice every sentence that changed or went counts; without one
        # only what is corrected.
        listed = [pair for pair in pairs if pair[0]]
    else:
        listed = [pair for pair in pairs if _is_corrected(*pair, language)]
    if not (notice or is_renamed or listed):
        return None
    return Correction(
        notice=notice,
        title=(old_title, new_title) if is_renamed else ("", ""),
        sentences=tuple(listed[:limit]),
        more=max(len(listed) - limit, 0),
    )


def _notice(pairs: Sequence[tuple[str, str]]) -> str:
    """Return the first notice of a correction that was not there before; empty
    where there is none.
    """
    for old, new in pairs:
        if is_notice_of_correction(new) and not is_notice_of_correction(old):
            return new
    return ""


def _is_corrected(old: str, new: str, language: str) -> bool:
    """Return whether two versions of one statement say different things.

    Counters and clocks state nothing, nor do labels of a word or two.
    """
    is_new_or_gone = not old or not new
    if is_new_or_gone or is_counter(new) or _is_cut_short(old, new):
        return False
    telling = filterfalse(str.isnumeric, content_words(new, language))
    return len(list(telling)) >= _FEWEST_WORDS and says_otherwise(old, new)


def _is_cut_short(old: str, new: str) -> bool:
    """Return whether the new version is the old one's beginning, as behind a wall for subscribers.

    "The bridge will …" is the beginning of "The bridge will open in May."
    """
    return bare(old).startswith(bare(new).rstrip(".…"))


def _other_headline(old: str, new: str) -> bool:
    """Return whether two headlines differ in more than marks, case and a site's
    name at the end.

    Other figures or other words that say something make another headline.

    "Bridge opens in June" is another one than "Bridge opens in May", "Bridge opens in May - The
    Post" is not.
    """
    # A headline that is not known is the start of every other.
    short, long = sorted((bare(old), bare(new)), key=len)
    if long.startswith(short):
        return False
    return figures(old) != figures(new) or words_of(old) != words_of(new)

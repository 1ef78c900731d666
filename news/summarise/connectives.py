"""Cut the link to the sentence before from a sentence that stands alone without it: "However,
the bridge holds" → "The bridge holds". The words are in `references.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from news.summarise.reference_words import is_han, references_of
from news.summarise.references import points_back

# Words and characters behind a link among which a pronoun may stand for
# somebody of the sentence before.
_NEAR_WORDS = 8
_NEAR_HAN = 12
_HAN_PRONOUN = re.compile("[他她它其该該这這此彼]|当时|當時")
_WORD = re.compile(r"[^\W\d_]+")


def cut_link(sentence: str, language: str) -> str:
    """Return a sentence without the conjunction or adverb that links it, with a capital.

    Empty if it has no link, or points back without it too: "But they left", "However, with him".
    """
    link = _links(language).match(sentence)
    if link is None:
        return ""
    rest = sentence[link.end() :]
    alone = rest[:1].upper() + rest[1:]
    points = _has_pronoun(rest, language) or points_back(alone, language)
    return "" if points else alone


@lru_cache(maxsize=256)
def _links(language: str) -> re.Pattern[str]:
    """Return the pattern of a language's links and of what parts them from the rest.

    Some adverbs are links before a comma alone: not in "However hard they try".
    """
    known = references_of(language)
    comma, blank = ("[，,、]", "") if is_han(language) else (",", r"\s+")
    # The longest first: 但是 is no 但 before 是.
    loose = sorted(known.loose, key=len, reverse=True)
    patterns = [
        *(rf"{re.escape(link)}{comma}?{blank}" for link in loose),
        *(rf"{re.escape(link)}{comma}{blank}" for link in known.parted),
        # No text matches where a language lists none.
        "(?!)",
    ]
    return re.compile("|".join(patterns), re.IGNORECASE)


def _has_pronoun(rest: str, language: str) -> bool:
    """Tell whether a pronoun stands near the start: "Roe said she would stay" behind "But"."""
    if is_han(language):
        return bool(_HAN_PRONOUN.search(rest[:_NEAR_HAN]))
    known = references_of(language)
    words = _WORD.findall(rest.lower())[:_NEAR_WORDS]
    return not (known.persons | known.objects).isdisjoint(words)

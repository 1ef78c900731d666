"""Use py3langid, restricted to the possible languages, with votes from frequent words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from news.language.scripts import is_cyrillic

# Nats of the model that one vote is worth; set, like those below, on the titles
# of `votes`.
VOTE = 5.0
# Nats by which the languages that most news is written in go before the others;
# a short title of names fits many.
_PRIOR = {
    "en": 4.0,
    "es": 3.0,
    "de": 3.0,
    "fr": 3.0,
    "ru": 4.0,
    "pt": 2.0,
    "it": 1.0,
}
# Languages that the model finds likeliest; votes lift none from behind these.
FIRST = 8
# The languages that are told apart unless others are named. Their tables are
# loaded at once; those of others come with a second one.
DEFAULT = (
    *("en", "es", "de", "fr", "ru", "pt", "it", "nl", "pl", "uk"),
    *("ar", "fa", "tr", "vi", "id", "sv", "cs", "ro", "hu", "fi"),
    *("da", "el", "he", "hi", "th", "bg", "sr", "no", "sl"),
)
_CYRILLIC = frozenset({"ru", "uk", "bg", "sr"})
_OTHER_SCRIPTS = frozenset({"zh", "ja", "ko"})


def likeliest(
    text: str, votes: Mapping[str, float], languages: tuple[str, ...]
) -> str:
    """Name the language of which model, votes and use together say the most."""
    scores = _rank(text, _known(languages))
    if is_cyrillic(text):
        scores = [score for score in scores if score[0] in _CYRILLIC] or scores

    def evidence(score: tuple[str, float]) -> float:
        tag, nats = score
        return nats + VOTE * votes.get(tag, 0.0) + _PRIOR.get(tag, 0.0)

    best, _ = max(scores[:FIRST], key=evidence, default=("", 0.0))
    return best


@lru_cache(maxsize=256)
def _known(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages among which the model decides, in order."""
    plain = {tag.split("-")[0] for tag in languages} - _OTHER_SCRIPTS
    return tuple(sorted(plain)) or ("en",)


def _rank(text: str, known: tuple[str, ...]) -> list[tuple[str, float]]:
    """Return these languages with the model's nats, the likeliest first."""
    # A language's nats do not depend on which others are asked about.
    table = frozenset(DEFAULT).union(known)
    ranked: list[tuple[str, float]] = _identifier(table).rank(text)
    return [score for score in ranked if score[0] in known]


@lru_cache(maxsize=2)
def _identifier(languages: frozenset[str]) -> Any:
    """Load the model with the tables of these languages: 60 MB, half a second."""
    import numpy as np  # noqa: PLC0415 - commands that read no text start without it
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(
        MODEL_FILE, norm_probs=False
    )
    known = languages.intersection(identifier.nb_classes)
    identifier.set_languages(sorted(known))
    # As it comes, the table of a choice is of half floats by column: a row at a
    # time it costs three times as much.
    identifier.nb_ptc = np.ascontiguousarray(
        identifier.nb_ptc, dtype=np.float32
    )
    # The table of all 142 languages, which none of ours is chosen from again.
    identifier._full_model = (
        identifier.nb_ptc,
        identifier.nb_pc,
        identifier.nb_classes,
    )
    return identifier

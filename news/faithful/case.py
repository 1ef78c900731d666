"""Hold a claim beside what it is judged by: its evidence, and all that the articles say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product, starmap

from news.faithful.actors import claim_actors, leading, source_actors
from news.faithful.alignment import ClaimEvidence
from news.faithful.claims import Claim
from news.faithful.concept_lexicon import EAST, NOTHING, Labels, concepts
from news.faithful.copied_sentences import CopiedSentence, copies
from news.faithful.extracts import is_extract
from news.faithful.name_forms import mentions, same_person
from news.faithful.named_sentence import NamedSentence
from news.faithful.pool import Pool
from news.faithful.proper_names import Name
from news.faithful.sentence_reading import Reading
from news.faithful.word import Word

# Words more in Chinese and Japanese, where names are cut into several.
_CUT_FINER = 3


@dataclass(frozen=True)
class Case:
    """A claim as read, the sentences it rests on, and all that the articles say.

    What several checks ask for is found out once, when the first one asks.
    """

    claim: Claim
    reading: Reading
    evidence: ClaimEvidence
    pool: Pool

    @property
    def source(self) -> Reading:
        """The sentence that supports the claim best."""
        return self.evidence.source

    @property
    def is_foreign(self) -> bool:
        """Whether the claim is of another language than the articles.

        A Chinese claim about English articles: its words can't be compared with theirs.
        """
        return self.reading.language != self.pool.language

    @property
    def compares_names(self) -> bool:
        """Whether the claim's names and words can be compared with the articles' own.

        Both are of one language, and capitals tell names from other words.
        """
        return not self.is_foreign and not self.pool.without_capitals

    @property
    def telling(self) -> list[Word]:
        """The claim's words that say something; without capitals light verbs too.

        Of "the plan comes to the council": plan, council.
        """
        if self.pool.without_capitals:
            return list(self.reading.content)
        return self.reading.telling

    @cached_property
    def implied(self) -> Labels:
        """What the evidence means besides what it says: of a price, that customers pay it."""
        implied = concepts().implied
        told = (implied.get(each, NOTHING) for each in self.source.concepts)
        return NOTHING.union(*told)

    @cached_property
    def length(self) -> int:
        """How many words of the claim say something, as a Western language counts them.

        "The mayor has resigned" is two words long: mayor, resign.
        """
        telling = len(self.telling)
        finer = _CUT_FINER if self.reading.language in EAST else 0
        return telling - finer

    @cached_property
    def copied(self) -> list[CopiedSentence]:
        """The sentences that the claim copies but for a few words."""
        return copies(self.reading, self.pool)

    @cached_property
    def is_extract(self) -> bool:
        """Whether the claim only leaves out words of a sentence.

        "The dam broke" is one of "the dam broke on Monday"; "the dam held" is none.
        """
        return is_extract(self.copied)

    @cached_property
    def mine(self) -> NamedSentence:
        """The claim with who is named in it; in Chinese also teams, companies and offices."""
        names = claim_actors(self.claim, self.reading, self.pool)
        return NamedSentence(self.reading, names)

    @cached_property
    def leading(self) -> Name | None:
        """The name that the claim begins with; None where it begins otherwise.

        "The mayor Lena Ek paid" begins with Lena Ek, "they paid Lena Ek" with none.
        """
        return leading(self.mine, self.pool)

    def named(self, sentence: Reading) -> NamedSentence:
        """Return a sentence of the articles with who is named in it."""
        return NamedSentence(sentence, source_actors(sentence, self.pool))

    def leading_in(self, sentence: Reading) -> Name | None:
        """Return the name that a sentence of the articles begins with."""
        return leading(self.named(sentence), self.pool)

    def is_same(self, name: Name, other: Name) -> bool:
        """Return whether a name of the claim means one of the articles': Ek, Lena Ek."""
        return same_person(name, other, self.claim.declared)

    def is_among(self, name: Name, others: Iterable[Name]) -> bool:
        """Return whether a name of the claim means one of several of the articles."""
        return self.share_one([name], others)

    def has(self, other: Name) -> bool:
        """Return whether the claim names who is named in the articles: Ek for Lena Ek."""
        return self.share_one(self.mine.names, [other])

    def share_one(self, names: Iterable[Name], others: Iterable[Name]) -> bool:
        """Return whether one of the claim's names means one of several of the articles.

        "Ek" and "Moor" share one with "Lena Ek" and "Voss": Ek.
        """
        return any(starmap(self.is_same, product(names, others)))

    def mentions_one(
        self, sentences: Iterable[Reading], names: Sequence[Name]
    ) -> bool:
        """Return whether one of some sentences has one of the claim's names."""
        return any(starmap(self.mentions, product(sentences, names)))

    def is_cut_otherwise(self, word: Word) -> bool:
        """Return whether a Chinese or Japanese word stands in the evidence, where other
        words are cut.

        海川 stands in 设计方海川建筑公司, which may be cut as 方海川.
        """
        if self.reading.language not in EAST:
            return False
        return any(word.key in each.text for each in self.evidence.readings)

    def mentions(self, sentence: Reading, name: Name) -> bool:
        """Return whether a sentence of the articles has a name of the claim, or a part of it."""
        return mentions(sentence, name, self.claim.declared)

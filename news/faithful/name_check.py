"""Check that each name of a claim stands in the articles, and next to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import filterfalse, product, starmap

from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, SLAVIC, concepts
from news.faithful.name_forms import is_part
from news.faithful.pool import Pool
from news.faithful.proper_names import MOST_NAMES, Name, find_names, is_common
from news.faithful.sentence_language import language_of
from news.faithful.sentence_reading import read
from news.transliteration import (
    known_forms,
    romanise,
    same_name,
    script_of,
    shared_sound,
    unverifiable,
)
from news.words import fold, words

# Letters that the sound of a name has at least to be looked for in the
# articles.
_LEAST_SOUND = 4
# Share of consonants from which a name is clearly a transcription of another.
_CLEARLY = 0.66
# Letters of a word that may be a name, or a part of one: of two letters too
# many words sound alike.
_LEAST_WORD = 3
# The scripts of names in articles of a language; elsewhere they are Latin.
_SCRIPTS = {
    "zh": frozenset({"han"}),
    "ja": frozenset({"han", "kana"}),
    "ru": frozenset({"cyrillic"}),
    "uk": frozenset({"cyrillic"}),
}
_LATIN = frozenset({"latin"})
# What a name may have in it that is translated, not transcribed: 银行, 港.
_TRANSLATED = frozenset(
    {
        "company", "bank", "port", "river", "mountain", "sea", "bridge", "dam",
        "region", "local_body", "airport", "school", "hospital", "factory",
    }
)  # fmt: skip


def has_unknown_name(case: Case) -> bool:
    """Return whether a claim has a name that the articles do not have.

    One that lists more names than are compared counts as such.
    """
    listed = find_names(case.reading)
    if len(listed) >= MOST_NAMES:
        return True
    language = case.reading.language
    declared = case.claim.declared
    search = _NameSearch(case.pool, language, declared)
    return not all(map(search.finds, listed))


def _is_full(name: tuple[str, ...]) -> bool:
    """Return whether a name of the articles has several parts: (lena, ortiz), not (ortiz,)."""
    return len(name) > 1


@dataclass(frozen=True, slots=True)
class _NameSearch:
    """Looks for the names of a claim in the articles."""

    pool: Pool
    # The claim's.
    language: str
    declared: Mapping[str, str]

    def finds(self, name: Name) -> bool:
        """Return whether the articles have a name: as written, as declared, in parts or by sound.

        A common word with a capital is judged as the other words are, elsewhere.
        """
        declared = self._declarations(name.text)
        if self.pool.holds(name.text) or self._confirms_one(declared):
            return True
        # Said to be a name that the articles do not have.
        if declared:
            return False
        if not name.sure:
            return True
        if self.language == self.pool.language:
            return self._has_parts(name)
        if self._is_in_their_script(name):
            return self._has_parts(name)
        return self._has_sounds(name)

    def _declarations(self, text: str) -> list[tuple[str, str]]:
        """Return (as said, as the articles write it) of the claim's names that hold a text.

        A claim that declares "Clara Benson" as 克拉拉·本森 declares "Benson" too.
        """
        folded = fold(text)
        return [
            (said, foreign)
            for said, foreign in self.declared.items()
            if folded in fold(said)
        ]

    def _confirms_one(self, declared: Iterable[tuple[str, str]]) -> bool:
        """Return whether one of the names stands in the articles as said, and may be the same.

        A model may declare "Clara Benson" as 王小明: that one is no confirmation, for
        the two do not sound alike.
        """
        return any(
            self._has_declared(foreign) and self._may_be_same(said, foreign)
            for said, foreign in declared
        )

    def _has_declared(self, foreign: str) -> bool:
        """Return whether the articles have a name as a claim declares it; in Russian in any case.

        Каландия stands in "экспорт из Каландии".
        """
        if self.pool.holds(foreign):
            return True
        if self.pool.language not in SLAVIC:
            return False
        is_there = partial(is_part, name=self.pool.words_with_capital)
        parts = fold(foreign).split()
        return bool(parts) and all(map(is_there, parts))

    def _may_be_same(self, said: str, foreign: str) -> bool:
        """Return whether a name and the one it is said to be agree in sound.

        As a whole or by a word: 克拉拉·本森 and Benson. Titles and words such as 银行 do
        not count. Of Japanese characters nobody can tell the sound, so they pass.
        """
        said, foreign = _bare(said), _bare(foreign)
        pairs = [
            (said, foreign),
            *product(_long(said.split()), foreign.split()),
        ]
        if any(starmap(same_name, pairs)):
            return True
        if self.pool.language not in EAST and _is_transcription(said, foreign):
            return True
        # The Japanese readings of characters are known to dictionaries alone.
        return self.pool.language == "ja" and unverifiable(said, foreign)

    def _is_in_their_script(self, name: Name) -> bool:
        """Return whether a name is written in the letters of the articles.

        Latin letters in an English article, Han characters in a Chinese one; then it
        must stand there letter by letter.
        """
        scripts = _SCRIPTS.get(self.pool.language, _LATIN)
        return script_of(name.text) in scripts

    def _has_parts(self, name: Name) -> bool:
        """Return whether each part of a name stands in the articles, in the same company.

        In German a noun may stand before a name, "Versorger Stadtwerke": the last
        word is the name's own.
        """
        parts = list(map(fold, filter(_is_capitalised, name.parts)))
        unknown = list(filterfalse(self._has_word, parts))
        if not unknown:
            return not self._is_mixed(parts)
        may_have_noun = self.language == "de" and len(parts) > 1
        if may_have_noun and unknown == parts[:1]:
            return True
        return all(is_common(part, self.language) for part in unknown)

    def _has_word(self, part: str) -> bool:
        """Return whether the articles have a folded word in any of its forms.

        As it stands, by its stem (Lions, Lion), as another form of a known name
        (Germany, Deutschland), or in another case (Лугов, Лугове).
        """
        pool = self.pool
        if part in pool.words or pool.keys.issuperset(words(part)):
            return True
        is_known = any(form in pool.spaced for form in known_forms(part))
        return is_known or is_part(part, pool.words)

    def _is_mixed(self, parts: list[str]) -> bool:
        """Return whether a first name has another's family name.

        Both are known, but never together: "Lena Serra" where the articles have Lena
        Ortiz and Pablo Serra. A name that only stands alone may belong to anybody.
        """
        # An initial says too little.
        if len(parts) != 2 or min(map(len, parts)) < 2:
            return False
        first, last = map(self._bearers, parts)
        if self.language == "de":
            # A noun before a name stands alone as well: "die Brauerei", and
            # "Brauerei Finsterbach".
            first = set(filter(_is_full, first))
        # Benítez alone is Laura Benítez, where the articles have her.
        have_full_names = any(map(_is_full, first)), any(map(_is_full, last))
        return all(have_full_names) and first.isdisjoint(last)

    def _bearers(self, part: str) -> set[tuple[str, ...]]:
        """Return the articles' names that have a part.

        "ortiz" has the bearers (lena, ortiz) and (ortiz,) in an article that names her
        twice.
        """
        return {name for name in self.pool.names if is_part(part, name)}

    def _has_sounds(self, name: Name) -> bool:
        """Return whether each part of a name stands in articles of another script.

        "Mayor Chen Liqun" for 市长陈立群: words of the lexicon are left out, unless the
        name has no other. A claim's "Clara Benson" needs both words: Clara Ortiz is
        somebody else.
        """
        rare = [
            part for part in name.parts if not is_common(part, self.language)
        ]
        return all(map(self._has_foreign, rare or name.parts))

    def _has_foreign(self, part: str) -> bool:
        """Return whether a part of a name stands in articles of another script.

        As the claim declares it, as a known form (Germany, 德国), letter by letter
        (Liqun, 立群), or by its consonants (Benson, Бенсон).
        """
        if self._confirms_one(self._declarations(part)):
            return True
        if any(map(self.pool.holds, known_forms(fold(part)))):
            return True
        sound = romanise(part)
        if len(sound) >= _LEAST_SOUND and sound in self.pool.romanised:
            return True
        return any(same_name(part, word) for word in self._candidates())

    def _candidates(self) -> list[str]:
        """Return the words of the articles that a foreign name may be, but the shortest.

        In Russian any word with a capital, for cases hide names: "около" sounds like
        Helen and is none. In Latin letters the names; in Chinese and Japanese none, for
        pinyin and kana have been compared as a whole.
        """
        pool = self.pool
        if pool.language in EAST:
            return []
        if pool.language in SLAVIC:
            return _long(pool.words_with_capital)
        return _long(frozenset().union(*pool.names))


def _is_transcription(said: str, foreign: str) -> bool:
    """Return whether a Chinese name is a foreign one's, clearly by its sound: 彭南特 and Pennant.

    It may begin with a character that Chinese family names have as well.
    """
    sounds = (shared_sound(said, word) for word in foreign.split())
    return script_of(said) == "han" and max(sounds, default=0.0) >= _CLEARLY


def _long(listed: Iterable[str]) -> list[str]:
    """Leave out words of one or two letters, which sound like too many others.

    Of "Ek", "Lena", "Moor" → Lena, Moor.
    """
    return [word for word in listed if len(word) >= _LEAST_WORD]


def _is_capitalised(part: str) -> bool:
    """Return whether a part is a name's own word: "Leyen" of "von der Leyen".

    Scripts without capitals have only own words.
    """
    return part[:1].isupper() or not part.isascii()


def _bare(name: str) -> str:
    """Return a name without its title: 市长陈立群 is 陈立群, Bank Nord is Nord.

    A name of nothing else stays as it is.
    """
    reading = read(name, language_of(name))
    left_out = concepts().titles | _TRANSLATED
    kept = reading.blanked(reading.marked(*left_out))
    return " ".join(kept.split()) or name

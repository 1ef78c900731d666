"""Go through the words of a schedule: look at one, pass it, or try and step back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from news.schedule.lexer import Token
from news.schedule.vocabulary import Vocabulary

Value = TypeVar("Value")
# Stands behind the last word: it means nothing.
_END = Token("", (), gap=False)
# Tokens that are looked at beyond the next one, at the most.
_AHEAD = 2


class Cursor:
    """Tokens, read one after the other."""

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.at = 0
        self._padded = [*tokens, _END] + [_END] * _AHEAD

    @property
    def at_end(self) -> bool:
        """Whether all tokens are read."""
        return self.at == len(self.tokens)

    @property
    def token(self) -> Token:
        """The next token; one without text or meaning at the end."""
        return self._padded[self.at]

    def read(self, *kinds: str, ahead: int = 0) -> tuple[int, ...] | None:
        """Return the numbers of a token that has one of these meanings; it stays where it is.

        Of "8 pm" at 8, `read("number")` is (8, 0), `read("day")` None.
        """
        token = self._padded[self.at + ahead]
        for kind in kinds:
            numbers = token.read(kind)
            if numbers is not None:
                return numbers
        return None

    def sees(self, *kinds: str, ahead: int = 0) -> bool:
        """Return whether a token has one of these meanings; it stays where it is."""
        return self._padded[self.at + ahead].means(*kinds)

    def holds(self, kind: str, *, until: int | None = None) -> bool:
        """Return whether any token, or any until one, has a meaning."""
        return any(token.means(kind) for token in self.tokens[:until])

    def take(self, *kinds: str) -> tuple[int, ...] | None:
        """Return the numbers of the next token if it has one of these meanings, and pass it."""
        numbers = self.read(*kinds)
        if numbers is not None:
            self.at += 1
        return numbers

    def passes(self, *kinds: str) -> bool:
        """Pass the next token if it has one of these meanings; return whether it had."""
        return self.take(*kinds) is not None

    def skip(self, *kinds: str) -> bool:
        """Pass all tokens of some kinds; return whether there were any."""
        start = self.at
        while self.passes(*kinds):
            pass
        return self.at > start

    def skip_if(
        self, kinds: tuple[str, ...], follows: Callable[[Cursor], bool]
    ) -> bool:
        """Pass all tokens of some kinds if the right thing follows; return
        whether it does.

        The comma of "Monday, Friday" is passed, that of "Monday, 8:00" is not.
        """
        start = self.at
        self.skip(*kinds)
        is_there = follows(self)
        if not is_there:
            self.at = start
        return is_there

    def attempt(self, read: Callable[[Cursor], Value | None]) -> Value | None:
        """Return what a reader reads here; where it reads None, step back to
        where it began.
        """
        start = self.at
        value = read(self)
        if value is None:
            self.at = start
        return value

    def range_end(
        self, read: Callable[[Cursor], Value | None], *, also: bool = False
    ) -> Value | None:
        """Read "to" and the end of a range, "to Friday" or "to 20:00"; None
        where no such end follows, as in "8 to Friday".

        `also` says that the next word means "to" here, whatever it is: the
        "and" of "between 8 and 20".
        """
        if not (also or self.sees("to", "at_to")):
            return None
        start = self.at
        self.at += 1
        self.skip("fill")
        end = read(self)
        if end is None:
            self.at = start
        self.passes("to_end")
        return end

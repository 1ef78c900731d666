"""Give words back the joiners that a reader of pages took for control characters.

U+200C parts the letters of one Persian word (می‌رود), U+200D joins those of Indian ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\S+")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_JOINER = re.compile("[\u200c\u200d]")


def restore(text: str, lines: Iterable[str]) -> str:
    """Write the words of a text as the page's lines write them; linear in both.

    Of a page with می‌رود the text's میرود becomes that.
    """
    joined = " ".join(filter(_JOINER.search, lines))
    bare = joined.translate(_JOINERS)
    spelt = dict(zip(bare.split(), joined.split(), strict=False))
    return _WORD.sub(lambda word: spelt.get(word[0], word[0]), text)

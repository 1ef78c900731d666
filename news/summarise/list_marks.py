"""What stands before a sentence and is no part of it: marks of a list, counters, an address."""

from __future__ import annotations

import re

# Marks of a list, the counters of a page's buttons, and an address before a sentence. A minus before
# degrees or per cent is no such mark: "-10 °C were measured" told without it is wrong. An address
# before a small letter is what the sentence is about: "https://roe.example is down".
LEADING = re.compile(
    r"""
    ^ (?:
      (?! [-–—] \d{1,4} (?: [.,] \d{1,3} )? \s? (?: [°℃%％度] | (?i: degr | grad | град ) ) )
      [-–—•·▪■●★☆*►▶] [-–—•·▪■●★☆*►▶\s]*
      | (?: \d+ k? \s{1,3} ){3,8}
      | https?:// \S+ \s+ (?= [^\sa-zà-öø-ÿа-яё] )
    )
    """,
    re.VERBOSE,
)

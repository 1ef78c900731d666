"""Cut the endings of Ukrainian words, for which snowball has no rules."""

from __future__ import annotations

import re

# The longest ending that leaves three letters goes: of cases, of adjectives, of verbs.
_STEM = re.compile(
    r"([\w'’-]{3,}?)(?:(?:у|ю)?(?:вати(?:ся|сь)?|ватим\w{1,4})|(?:ів|ев|єв)(?:ськ\w{1,3})?|"
    r"(?:и|і|ї|а|я|у|ю|о)?(?:в|ла|ло|ли|ти|ть)(?:ся|сь)?|(?:е|є|у|ю|и|ї|а|я)(?:ть|мо|те)(?:ся|сь)?|"
    r"[оеєі]?(?:го|му|ві)|[аяиії](?:ми|х|м)|[оеєі](?:ю|ї|й|м)|ий|ій|єю|[аеєиіїоуюяьй])?"
)


def stem_ukrainian(word: str) -> str:
    """Return a folded word without its ending.

    "пожежею" and "пожежі" → пожеж; "заявив" and "заявила" → заяв.
    """
    cut = _STEM.fullmatch(word)
    return cut.group(1) if cut else word

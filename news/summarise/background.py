"""Recognise a sentence that tells what was so before the news, or sets a scene for it: "The firm had
already said …", "On a cold morning …", 走进海州….
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

_PATTERNS = {
    "en": MarkedPattern(
        (
            "had ",
            "earlier ",
            "the first time",
            "the last time",
            "it was ",
            "on a ",
            "one ",
            "this time ",
        ),
        re.compile(
            r"^this time (?:last year|(?:an?|one|two|three|four|five|ten|\d+) (?:years?|months?) ago)\b|"
            r"^[^,]{0,60}\bhad (?:earlier|previously|already|originally|initially|long) "
            r"|^(?:earlier (?:this|in)|the (?:first|last) time|one (?:day|morning|evening|night|afternoon))\b"
            r"|^it was an? (?:\w+ )?(?:day|night|morning|evening|afternoon|summer|winter|spring)\b"
            r"|^on an? (?:\w+ )?(?:sunny|rainy|cold|warm|hot|snowy|foggy|gr[ae]y|recent|crisp|bright)\b"
        ),
    ),
    "de": MarkedPattern(
        (
            "hatte",
            "war",
            "bereits",
            "schon",
            "an einem",
            "diese zeit",
            "heute vor",
        ),
        re.compile(
            r"^(?:vergangenes|voriges|letztes) jahr um diese zeit\b|^heute vor (?:\w+ )?(?:\w+ )?jahr(?:en)?\b|"
            r"^[^,]{0,60}\b(?:hatten?|war(?:en)?) (?:\w+ ){0,2}(?:bereits|schon|zuvor|zunächst|ursprünglich) "
            r"|^(?:bereits|schon) (?:im|vor|am|seit|in|zu)\b"
            r"|^an einem (?:\w+ )?(?:sonnigen|kalten|grauen|regnerischen|warmen|heißen|trüben)\b"
        ),
    ),
    "fr": MarkedPattern(
        ("avai", "était", "même époque"),
        re.compile(
            r"^à la même époque l['’](?:an|année) derni|"
            r"^[^,]{0,60}\bavai(?:t|ent) (?:déjà|auparavant|initialement) "
            r"|^c['’]était (?:une?|la?|le) "
        ),
    ),
    "es": MarkedPattern(
        ("había", "era un", "por estas fechas"),
        re.compile(
            r"^(?:hace un año|el año pasado) por estas fechas\b|"
            r"^[^,]{0,60}\b(?:ya habían?|habían? (?:ya|anteriormente|previamente)) "
            r"|^era una? (?:\w+ )?(?:tarde|mañana|noche|día)\b"
        ),
    ),
    "ru": MarkedPattern(
        ("однажды", "до этого", "это же время"),
        re.compile(
            r"^(?:однажды|(?:незадолго )?до этого|(?:год|\w+ года?|\w+ лет) назад в это же время)\b"
        ),
    ),
    "zh": MarkedPattern(
        (*"前走来來时時晨晚早到访",),
        re.compile(
            r"^(?:(?:去年|前年)(?:的)?(?:此时|此時|这个时候|這個時候)|此前|早前|早些时候|先前|走进|走進|来到|來到|傍晚时分|清晨时分|一大早|清晨，|傍晚，|初[春夏秋冬]时|[^。“]{0,14}[记記]者(?:来到|來到|走进|走進|看到|走访))"
        ),
    ),
    "ja": MarkedPattern(
        ("ある", "以前", "今ごろ", "今頃"),
        re.compile(
            r"^(?:ある[日朝晩夜]|以前|(?:昨年|去年|一昨年)の今(?:ごろ|頃))"
        ),
    ),
}


def is_background(opening: str, language: str) -> bool:
    """Tell whether a sentence's opening in lower case tells what was before the news. False for
    languages without patterns.
    """
    return _PATTERNS.get(language, NOWHERE).is_in(opening)

"""Recognise a sentence that tells that somebody spoke of something, and not what: "The mayor
explained why the bridge is shut".
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

# Characters at a sentence's start in which the phrases are looked for.
_OPENING = 160

_PATTERNS = {
    "en": MarkedPattern(
        (" about ", " why ", " how ", " what ", " thoughts", " views"),
        re.compile(
            r"\b(?:spoke|speaks|talk(?:s|ed)|open(?:s|ed) up|reflect(?:s|ed)) (?:\w+ ){0,3}about\b"
            r"|\b(?:explain(?:s|ed)|reveal(?:s|ed)|breaks down) (?:why|how|what)\b"
            r"|\bshare[sd] (?:his|her|their) (?:thoughts|views?)\b"
        ),
    ),
    "de": MarkedPattern(
        ("äußer", " über ", ", wie ", ", warum ", ", was ", ", wieso "),
        re.compile(
            r"\b(?:äußert|äußerte|äußern|äußerten) sich (?:\w+ ){0,3}(?:zu[mr]?|über)\b"
            r"|\bhat sich (?:\w+ ){0,6}geäußert\b"
            r"|\bspr(?:icht|ach|echen|achen) (?:\w+ ){0,4}über\b"
            r"|\b(?:erklärt|verrät|erzählt|verriet)e?,? (?:wie|warum|was|wieso)\b"
        ),
    ),
    "fr": MarkedPattern(
        (" sur ", "parl", " pourquoi ", " comment "),
        re.compile(
            r"\bs[’'](?:est|était) exprimée? (?:\w+ ){0,2}sur\b|\best revenue? sur\b|\ba parlé d"
            r"|\bexplique (?:pourquoi|comment)\b"
        ),
    ),
    "es": MarkedPattern(
        (" sobre ", " de ", "refirió", " por qué ", " cómo "),
        re.compile(
            r"\bhabl[óa] (?:sobre|de|acerca)\b|\bse refirió a\b|\bopinó sobre\b"
            r"|\bexplic[óa] (?:por qué|cómo)\b"
        ),
    ),
    "pt": MarkedPattern(
        (" sobre ", " por que ", " como "),
        re.compile(
            r"\b(?:fal|coment|opin)(?:ou|a) sobre\b|\bexplic(?:ou|a) (?:por que|como)\b"
        ),
    ),
    "ru": MarkedPattern(
        ("рассказал", "поделил", "высказал", "объяснил", "раскрыл", "поведал"),
        re.compile(
            r"\b(?:рассказал|высказал|поведал|поделил)(?:а|и|ся|ась|ись)?(?: [\w«»-]+){0,2},? (?:о|об|обо|как|сколько|почему|зачем|чем)\b"
            r"|\b(?:объяснил|раскрыл)[аи]?, (?:как|почему|зачем|чем|сколько)\b"
        ),
    ),
    "uk": MarkedPattern(
        ("розпові", "поясни", "поділи"),
        re.compile(
            r"\b(?:розпові(?:в|ла|ли)|поділи(?:вся|лася|лися)) (?:[\w«»-]+ ){0,2}про\b"
            r"|\bпоясни(?:в|ла|ли), (?:як|чому|навіщо)\b"
        ),
    ),
    "zh": MarkedPattern(
        ("谈", "談", "分享"),
        re.compile(
            r"^[^，。：]{2,30}(?:畅谈|暢談|谈到?了?|談到?了?|分享了?)[^，。：]{2,30}的(?:看法|感受|想法|体会|體會|经历|經歷|故事)[。，]"
        ),
    ),
    "ja": MarkedPattern(
        ("について",),
        re.compile(r"について(?:語った|話した|コメントした)。?$"),
    ),
}


def is_vague_speech(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with somebody's speech and gives nothing of it; behind a colon it is
    given. False for languages without such phrases.
    """
    opening = sentence[:_OPENING]
    if ":" in opening:
        return False
    return _PATTERNS.get(language.partition("-")[0], NOWHERE).is_in(opening)

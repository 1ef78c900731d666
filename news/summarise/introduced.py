"""Recognise a sentence whose subject is a thing that the sentence before introduces: "The fair shows
…" behind "The Lowfield Book Fair opened", 指数显示….
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

# Characters at a sentence's start in which its subject stands.
_OPENING = 80
# What a reader knows without an introduction, in each language.
_KNOWN = {
    "en": "government|president|chancellor|mayor|council|city|country|state|nation|world|weather|economy|police|army|court|parliament|senate|house|public|market|sun|moon|dollar|euro|number|decision|idea|first|last|next|best|biggest|latest|new",
    "de": r"\w*(?:[Rr]egierung|[Tt]ag|[Pp]räsident(?:in)?|[Kk]anzler(?:in)?|[Mm]inister(?:in)?|[Mm]inisterium|[Gg]ericht|[Aa]mt|[Rr]at|[Ss]taatsanwaltschaft|[Pp]olizei|[Ff]euerwehr|[Kk]irche|[Bb]ank|[Ss]tadt|[Ll]and|[Ww]elt|[Ww]etter|[Ww]irtschaft|Dax|Euro|Zahl|Lage)",
    "fr": r"gouvernement|président\w*|police|ville|pays|monde|météo|économie|maire|ministre|parlement|sénat|justice|tribunal|nombre|premi\w+|dernier\w*|nouvel\w*",
    "es": r"gobierno|president[ea]|policía|ciudad|país|mundo|tiempo|economía|alcald\w+|ministr\w+|parlamento|senado|justicia|tribunal|número|primer\w*|últim\w+|nuev\w+|mayor",
    "pt": r"governo|presidente|polícia|cidade|país|mundo|tempo|economia|prefeit\w+|ministr\w+|parlamento|senado|justiça|tribunal|número|primeir\w+|últim\w+|nov\w+|maior",
    "it": r"governo|presidente|polizia|città|paese|mondo|tempo|economia|sindac\w+|ministr\w+|parlamento|senato|giustizia|tribunale|numero|prim\w+|ultim\w+|nuov\w+|maggior\w*",
}  # fmt: skip
_PATTERNS = {
    "en": MarkedPattern(
        ("The ",),
        re.compile(
            r"^The (?:idea|move|plan|aim|deal|scheme|trial|news|decision)(?:,|(?: is| was| has| had| will| would| follows?| comes?| came)\b)|"
            rf"^The (?!(?:{_KNOWN['en']})\b)(?:(?:\d+-[a-z-]+ )?[a-z][\w-]*|[A-Z]\w+ (?:\w+ )?(?:side|club|team|firm|company|group|star|player|striker|band))"
            r" (?:(?:is|was|are|were|has|had|have|will|would|could|can|may|might|must)\b|(?:said|says|shows?|showed|showcases|found|finds"
            r"|held|includes?|features?|marks?|allows?|gives?|lets|aims|runs|uses|offers)\b)"
        ),
    ),
    "de": MarkedPattern(
        ("Der ", "Die ", "Das "),
        re.compile(
            rf"^(?:Der|Die|Das) (?!(?:{_KNOWN['de']})\b)[A-ZÄÖÜ][a-zäöüß]+ (?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|soll|sollen|zeigt|umfasst|bietet|dauert)\b"
        ),
    ),
    "fr": MarkedPattern(
        ("Le ", "La ", "Les "),
        re.compile(
            rf"^(?:Le|La|Les) (?!(?:{_KNOWN['fr']})\b)[a-zà-ÿ-]+ (?:est|sont|a|ont|était|étaient|sera|seront|avait|montre|présente|propose|doit|dure)\b"
        ),
    ),
    "es": MarkedPattern(
        ("El ", "La ", "Los ", "Las "),
        re.compile(
            rf"^(?:El|La|L[oa]s) (?!(?:{_KNOWN['es']})\b)[a-záéíóúñ]+ (?:es|son|fue|fueron|ha|han|será|serán|era|muestra|presenta|incluye|tiene|dura)\b"
        ),
    ),
    "pt": MarkedPattern(
        ("O ", "A ", "Os ", "As "),
        re.compile(
            rf"^(?:Os?|As?) (?!(?:{_KNOWN['pt']})\b)[a-zà-ÿ]+ (?:é|são|foi|foram|será|serão|era|mostra|apresenta|inclui|tem|dura)\b"
        ),
    ),
    "it": MarkedPattern(
        ("Il ", "La ", "I ", "Le "),
        re.compile(
            rf"^(?:Il|La|I|Le) (?!(?:{_KNOWN['it']})\b)[a-zà-ÿ]+ (?:è|sono|era|erano|ha|hanno|sarà|saranno|mostra|presenta|offre|dura)\b"
        ),
    ),
    "ru": MarkedPattern(
        ("Документ", "Мероприяти", "Инсайдер", "Собеседник", "Законопроект"),
        re.compile(
            r"^(?:Документ|Мероприятие|Инсайдер|Собеседник|Законопроект)(?: также)? [а-яё]+(?:т|л|ла|ло|тся|лся|лось)\b"
        ),
    ),
    "zh": MarkedPattern(
        (*"显顯指强強要提认認称稱表",),
        re.compile(
            r"^(?:指数|指數|报告|報告|会议|會議|通知|公告|文件|方案|《[^》]{2,4}》)(?:还|還)?(?:显示|顯示|指出|强调|強調|要求|提出|认为|認為|称|稱|表明)"
        ),
    ),
    "ja": MarkedPattern(
        ("報告書", "調査", "会議", "指数", "計画"),
        re.compile(r"^(?:報告書|調査|会議|指数|計画)(?:は|では|によると)"),
    ),
}  # fmt: skip


def needs_introduction(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with a thing that only the sentence before names: "The fair shows
    …"; not: "The government shows …", "The number of fairs …". False for languages without patterns.
    """
    known = _PATTERNS.get(language.partition("-")[0], NOWHERE)
    return known.is_in(sentence[:_OPENING])

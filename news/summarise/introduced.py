"""Recognise a sentence whose subject is a thing that the sentence before introduces:
"The fair shows …" behind "The Lowfield Book Fair opened", 指数显示….
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
        (
            "The ",
            *("e meeting", "e talks", "e ceremony", "e event", "e session"),
            *("e hearing", "onference", "e briefing", "e summit", "e rally"),
        ),
        re.compile(
            r"^(?:At|During|After|Before|Following) the (?:meeting|talks|ceremony|event|session|"
            r"hearing|(?:news |press )?conference|briefing|summit|rally)(?:, | both | the two )|"
            r"^The (?:idea|move|plan|aim|deal|scheme|trial|news|decision)(?:,|(?: is| was| has| had| will| would| follows?| comes?| came)\b)|"
            rf"^The (?!(?:{_KNOWN['en']})\b)(?:(?:\d+-[a-z-]+ )?[a-z][\w-]*|[A-Z]\w+ (?:\w+ )?(?:side|club|team|firm|company|group|star|player|striker|band))"
            r" (?:(?:is|was|are|were|has|had|have|will|would|could|can|may|might|must)\b|(?:said|says|shows?|showed|showcases|found|finds"
            r"|held|includes?|features?|marks?|allows?|gives?|lets|aims|runs|uses|offers)\b)"
        ),
    ),
    "de": MarkedPattern(
        (
            *("Der ", "Die ", "Das ", "Bei ", "Auf ", "In ", "Nach "),
            "Während ",
        ),
        re.compile(
            r"^(?:Bei|Auf|Während|In|Nach) (?:der|dem|den) (?:Veranstaltung|Treffen|Sitzung|"
            r"Pressekonferenz|Gesprächen|Zeremonie|Feier|Konferenz|Kundgebung|Mitteilung|Erklärung|"
            r"Schreiben)"
            r" (?!(?:de[rs]|vom?|mit|i[nm]|a[nm]|zu[rm]?|zwischen|über|auf|bei|für|unter|aus|und|"
            r"vor|nach|gegen)\b)[a-zäöü]|"
            rf"^(?:Der|Die|Das) (?!(?:{_KNOWN['de']})\b)[A-ZÄÖÜ][a-zäöüß]+ (?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|soll|sollen|zeigt|umfasst|bietet|dauert)\b"
        ),
    ),
    "fr": MarkedPattern(
        (
            *("Le ", "La ", "Les ", "Lors ", "Au cours ", "Pendant "),
            "Durant ",
        ),
        re.compile(
            r"^(?:Lors de|Au cours de|Pendant|Durant) la (?:réunion|cérémonie|rencontre|"
            r"conférence(?: de presse)?|séance|audience|manifestation), |"
            rf"^(?:Le|La|Les) (?!(?:{_KNOWN['fr']})\b)[a-zà-ÿ-]+ (?:est|sont|a|ont|était|étaient|sera|seront|avait|montre|présente|propose|doit|dure)\b"
        ),
    ),
    "es": MarkedPattern(
        ("El ", "La ", "Los ", "Las ", "Durante ", "En "),
        re.compile(
            r"^(?:Durante|En) (?:la|el) (?:reunión|encuentro|ceremonia|acto|evento|rueda de prensa|"
            r"conferencia(?: de prensa)?|sesión|audiencia|cita), |"
            rf"^(?:El|La|L[oa]s) (?!(?:{_KNOWN['es']})\b)[a-záéíóúñ]+ (?:es|son|fue|fueron|ha|han|será|serán|era|muestra|presenta|incluye|tiene|dura)\b"
        ),
    ),
    "pt": MarkedPattern(
        ("O ", "A ", "Os ", "As ", "Durante ", "Na ", "No "),
        re.compile(
            r"^(?:Durante [ao]|N[ao]) (?:reunião|encontro|cerim[ôó]nia|evento|"
            r"coletiva(?: de imprensa)?|sessão|audiência), |"
            rf"^(?:Os?|As?) (?!(?:{_KNOWN['pt']})\b)[a-zà-ÿ]+ (?:é|são|foi|foram|será|serão|era|mostra|apresenta|inclui|tem|dura)\b"
        ),
    ),
    "it": MarkedPattern(
        ("Il ", "La ", "I ", "Le ", "Durante ", "Nel corso "),
        re.compile(
            r"^(?:Durante |Nel corso del)(?:la |l['’])(?:riunione|incontro|cerimonia|evento|"
            r"conferenza(?: stampa)?|seduta|udienza), |"
            rf"^(?:Il|La|I|Le) (?!(?:{_KNOWN['it']})\b)[a-zà-ÿ]+ (?:è|sono|era|erano|ha|hanno|sarà|saranno|mostra|presenta|offre|dura)\b"
        ),
    ),
    "ru": MarkedPattern(
        (
            *("Документ", "Мероприяти", "Инсайдер", "Собеседник"),
            *("Законопроект", "На ", "В ходе ", "Во время ", "В "),
        ),
        re.compile(
            r"^(?:На|В ходе|Во время) (?:встреч[еи]|заседани[ия]|мероприяти[ия]|церемони[ия]|"
            r"переговор(?:ах|ов)|совещани[ия]|пресс-конференции|брифинг[ае]|форум[ае])"
            r"(?:, | (?:стороны|участники|депутаты) | [а-яё]+(?:л[аи]?|лось|л[аи]сь|лся|ются|"
            r"ится) )"
            r"|^В (?:заявлении|сообщении|документе|письме) (?:также )?(?:говорится|отмечается|"
            r"подч[её]ркивается|указывается|уточняется)\b|"
            r"^(?:Документ|Мероприятие|Инсайдер|Собеседник|Законопроект)(?: также)? [а-яё]+(?:т|л|ла|ло|тся|лся|лось)\b"
        ),
    ),
    "zh": MarkedPattern(
        (*"显顯指强強要提认認称稱表重说說决決上后後中时時",),
        re.compile(
            r"^(?:指数|指數|报告|報告|会议|會議|通知|公告|文件|方案|声明|聲明|公报|公報|《[^》]{2,4}》)(?:还|還)?(?:显示|顯示|指出|强调|強調|"
            r"要求|提出|认为|認為|称|稱|表明|重申|说|說|决定|決定)"
            r"|^(?:会上|會上|会后|會後|会[谈見见](?:中|时)|會[談見](?:中|時)|(?:仪式|儀式|活动|活動|论坛|論壇|大会|大會|发布会|發布會|座谈会|"
            r"座談會)上)(?!的)"
        ),
    ),
    "ja": MarkedPattern(
        (
            *("報告書", "調査", "会議", "指数", "計画", "会見", "会談"),
            *("式典", "声明"),
        ),
        re.compile(
            r"^(?:(?:報告書|調査|会議|指数|計画|声明)(?:は|では|によると)|(?:会見|会談|式典)で)"
        ),
    ),
}  # fmt: skip


def needs_introduction(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with a thing that only the sentence before names:
    "The fair shows …"; not: "The government shows …", "The number of fairs …". False
    for languages without patterns.
    """
    known = _PATTERNS.get(language.partition("-")[0], NOWHERE)
    return known.is_in(sentence[:_OPENING])

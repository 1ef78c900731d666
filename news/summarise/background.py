"""Recognise a sentence that tells what was so before the news, or sets a scene for it:
"The firm had already said …", "On a cold morning …", 走进海州….
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
            *(" 19", " 20", " for some time", " for years", " for months"),
            *(
                " for decades",
                " for generations",
                " for centuries",
                "have long ",
            ),
            *("has long ", "founded in", "known for", "known as", "located "),
            *(
                "each ",
                "every ",
                "last year",
                " doubt",
                " secret",
                "around",
                "story of",
                " of ",
                "fans",
                " comes to",
            ),
        ),
        re.compile(
            r"^(?:each|every) (?:year|spring|summer|autumn|fall|winter)\b|^(?:in (?:january|february|march|april|may|june|july|august|september|october|november|december) )?last year,|^there is (?:no|little) doubt\b|^it(?:['’]s| is) no secret\b|^[^,.]{0,45}\b(?:revolves around|tells the story of)\b|^the (?:concept|notion|history) of\b|^for (?:\w+ )?fans\b|^when it comes to\b|"
            r"^in (?:january|february|march|april|may|june|july|august|september|october|november|december),?(?: of)? (?:19|20)\d\d\b"
            r"|^[^,.]{0,45}\b(?:have|has) (?:long|for (?:some time|years|decades|months)|[^,.]{0,30} for (?:years|months|decades|generations|centuries))\b"
            r"|^[^,.]{0,45}\b(?:was|were) founded in\b|^founded in\b"
            r"|^[^,.]{0,45}\b(?:is|are) (?:best |widely |also |well )?(?:known (?:for|as)|located (?:in|on|at|near))\b"
            r"|^this time (?:last year|(?:an?|one|two|three|four|five|ten|\d+) (?:years?|months?) ago)\b|"
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
            *(" 19", " 20", "seit jahren", "seit monaten", "seit jahrzehnten"),
            *("seit lang", "seit läng"),
            "gegründet",
            "gilt als",
            "gelten als",
            "bekannt für",
            "liegt ",
            *("jede", "geheimnis", "es um", "geschichte"),
            *(" seit ", " eine"),
        ),
        re.compile(
            r"^(?:jedes jahr|jeden (?:sommer|herbst|winter|frühling))\b|^(?:es ist )?kein geheimnis\b|^wenn es um\b|^[^,.]{0,45}\berzählt die geschichte\b|"
            r"^[^,.]{0,45}\b(?:ist|sind|steht|stehen|gibt es|besteht|bestehen) (?:bereits |schon )?seit (?:\w+ ){0,2}\w+ (?:jahren|monaten|jahrzehnten)\b"
            r"|^[^,.]{0,45}\b(?:ist|sind) eine[rs]? der "
            r"|^im (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember) (?:19|20)\d\d\b"
            r"|^[^,.]{0,45}\bseit (?:jahren|monaten|jahrzehnten|langem|längerem|langer zeit)\b"
            r"|^[^,.]{0,45}\bwurden? (?:im jahr )?(?:19|20)?\d\d gegründet\b|^[^,.]{0,45}\b(?:gilt|gelten) (?:\w+ )?als\b"
            r"|^[^,.]{0,45}\b(?:ist|sind) (?:\w+ )?bekannt für\b|^[^,.]{0,30}\bliegt (?:im|in der|an der|am) "
            r"|^(?:vergangenes|voriges|letztes) jahr um diese zeit\b|^heute vor (?:\w+ )?(?:\w+ )?jahr(?:en)?\b|"
            r"^[^,]{0,60}\b(?:hatten?|war(?:en)?) (?:\w+ ){0,2}(?:bereits|schon|zuvor|zunächst|ursprünglich) "
            r"|^(?:bereits|schon) (?:im|vor|am|seit|in|zu)\b"
            r"|^an einem (?:\w+ )?(?:sonnigen|kalten|grauen|regnerischen|warmen|heißen|trüben)\b"
        ),
    ),
    "fr": MarkedPattern(
        (
            "avai",
            "était",
            "même époque",
            *(" 19", " 20", "depuis longtemps", "depuis des ", "fondé"),
            *("situé", "est connu"),
            *("chaque ", "secret", "histoire"),
        ),
        re.compile(
            r"^chaque (?:année|printemps|été|automne|hiver)\b|^ce n['’]est un secret\b|^[^,.]{0,45}\braconte l['’]histoire\b|"
            r"^en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) (?:19|20)\d\d\b"
            r"|^[^,.]{0,45}\bdepuis (?:longtemps|des (?:mois|années|décennies))\b"
            r"|^[^,.]{0,45}\best (?:situé|connu)e? (?:à|en|au|dans|pour|comme)\b|^[^,.]{0,45}\ba été fondée? en\b|^fondée? en\b"
            r"|^à la même époque l['’](?:an|année) derni|"
            r"^[^,]{0,60}\bavai(?:t|ent) (?:déjà|auparavant|initialement) "
            r"|^c['’]était (?:une?|la?|le) "
        ),
    ),
    "es": MarkedPattern(
        (
            "había",
            "era un",
            "por estas fechas",
            " 19",
            " 20",
            "desde hace",
            "lleva",
            "fundad",
            "ubicad",
            "situad",
            "conocid",
            *("cada ", "secreto", "historia"),
        ),
        re.compile(
            r"^cada (?:año|primavera|verano|otoño|invierno)\b|^no es (?:ningún )?secreto\b|^[^,.]{0,45}\bcuenta la historia\b|"
            r"^en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre) del? (?:19|20)\d\d\b"
            r"|^[^,.]{0,45}\b(?:desde hace|llevan?) (?:años|meses|tiempo|décadas)\b"
            r"|^[^,.]{0,45}\b(?:está ubicad|está situad|es conocid)[oa] (?:en|por|como)\b|^[^,.]{0,45}\bfue fundad[oa] en\b|^fundad[oa] en\b"
            r"|^(?:hace un año|el año pasado) por estas fechas\b|"
            r"^[^,]{0,60}\b(?:ya habían?|habían? (?:ya|anteriormente|previamente)) "
            r"|^era una? (?:\w+ )?(?:tarde|mañana|noche|día)\b"
        ),
    ),
    "ru": MarkedPattern(
        (
            "однажды",
            "до этого",
            "это же время",
            "года",
            "давно",
            " лет",
            " месяц",
            "расположен",
            "основан",
            "известен",
            "известна",
            "славится",
            *("кажд", "ежегодно", "секрет", "истори", "повествует"),
        ),
        re.compile(
            r"^(?:каждый год|каждую (?:весну|осень|зиму)|каждое лето|ежегодно)\b|^(?:ни для кого )?не секрет\b|^[^,.]{0,45}\b(?:рассказывает историю|повествует о)\b|"
            r"^в (?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре) (?:19|20)\d\d(?:-го)? года\b"
            r"|^[^,.]{0,45}\b(?:давно|уже (?:много|несколько) (?:лет|месяцев)|на протяжении (?:многих|нескольких) (?:лет|месяцев))\b"
            r"|^[^,.]{0,45}\b(?:расположен[аоы]?|основан[аоы]? в|известе?н[аы]? (?:как|своим)|славится)\b"
            r"|^(?:однажды|(?:незадолго )?до этого|(?:год|\w+ года?|\w+ лет) назад в это же время)\b"
        ),
    ),
    "pt": MarkedPattern(
        (
            " 19",
            " 20",
            "há ",
            "fundad",
            "localizad",
            "conhecid",
            *(" ano", "segredo", "história"),
        ),
        re.compile(
            r"^(?:todo|a cada) ano\b|^não é segredo\b|^[^,.]{0,45}\bconta a história\b|"
            r"^em (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro) de (?:19|20)\d\d\b"
            r"|^[^,.]{0,45}\bhá (?:anos|meses|muito tempo|décadas)\b"
            r"|^[^,.]{0,45}\b(?:é conhecid|fica localizad|está localizad)[oa] (?:em|no|na|por|como)\b|^[^,.]{0,45}\bfoi fundad[oa] em\b|^fundad[oa] em\b"
        ),
    ),
    "it": MarkedPattern(
        (
            *(" 19", " 20", "da anni", "da mesi", "da tempo", "da decenni"),
            *("fondat", "situat", "conosciut", "è not"),
            *("ogni ", "segreto", "storia"),
        ),
        re.compile(
            r"^ogni (?:anno|primavera|estate|autunno|inverno)\b|^non è un segreto\b|^[^,.]{0,45}\bracconta la storia\b|"
            r"^(?:nel(?: mese di)?|ad?) (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre) (?:del )?(?:19|20)\d\d\b"
            r"|^[^,.]{0,45}\bda (?:anni|mesi|tempo|decenni)\b"
            r"|^[^,.]{0,45}\bè (?:situat|conosciut|not)[oa] (?:in|a|per|come)\b|^[^,.]{0,45}\bè stat[oa] fondat[oa] nel\b|^fondat[oa] nel\b"
        ),
    ),
    "zh": MarkedPattern(
        (
            *"前走来來时時晨晚早到访",
            *("主要", "指的是", "是指", "之一", "位于", "位於", "地处", "地處"),
            *("成立于", "成立於", "始建于", "创立于", "被誉为", "素有", "月"),
            *(
                "每",
                "周知",
                "以来",
                "以來",
                "提出",
                "强调",
                "強調",
                "指出",
                "要求",
            ),
        ),
        re.compile(
            r"^(?:中共|党的|黨的)?[“「十四五六七八九二三]{2,6}[”」]?(?:规划|規劃)?(?:纲要|綱要|建议|建議|[^，。]{0,4}(?:全会|全會|大报告))(?:明确|明確)?(?:提出|强调|強調|指出|要求)"
            r"|^(?:每年|每逢|众所周知|眾所周知|长期以来|長期以來|一直以来|一直以來)|"
            r"^\d{4}年\d{1,2}月(?!\d|份)|^[^，。]{2,16}(?:主要(?:是|指|包括)|是指|指的是|位于|位於|地处|地處|成立[于於]|始建于|创立于|被誉为|素有)"
            r"|^[^，。]{2,16}是[^，。]{2,16}之一[，。]|"
            r"^(?:(?:去年|前年)(?:的)?(?:此时|此時|这个时候|這個時候)|此前|早前|早些时候|先前|走进|走進|来到|來到|傍晚时分|清晨时分|一大早|清晨，|傍晚，|初[春夏秋冬]时|[^。“]{0,14}[记記]者(?:来到|來到|走进|走進|看到|走访))"
        ),
    ),
    "ja": MarkedPattern(
        ("ある", "以前", "今ごろ", "今頃", "年", "位置する", "知られる"),
        re.compile(
            r"^\d{4}年\d{1,2}月(?!\d)|^[^、。]{2,20}(?:に位置する|で知られる|として知られる|年に(?:設立|創業)された)。?$|"
            r"^(?:ある[日朝晩夜]|以前|(?:昨年|去年|一昨年)の今(?:ごろ|頃))"
        ),
    ),
}


def is_background(opening: str, language: str) -> bool:
    """Tell whether a sentence's opening in lower case tells what was before the news. False for
    languages without patterns.
    """
    return _PATTERNS.get(language, NOWHERE).is_in(opening)

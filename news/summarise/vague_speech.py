"""Recognise a sentence that tells that somebody spoke of something, and not what: "The mayor
explained why the bridge is shut".
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

# What people speak against, rather than act on: "responded to the rumours"; not: to a fire.
_TALK = "(?:rumou?rs?|reports|speculation|criticism|critics|claims|allegations|accusations|controversy|backlash)"
# Characters at a sentence's start in which the phrases are looked for.
_OPENING = 160

_PATTERNS = {
    "en": MarkedPattern(
        (
            *(" about ", " why ", " how ", " what ", " thoughts", " views"),
            *("ed who ", "ed when ", "ed where ", "ls who ", "ls when "),
            *("ls where ", "react", "respon", "commented on"),
            *("weigh", "back at ", "address"),
        ),
        re.compile(
            r"\b(?:confirmed|announced|revealed|reveals|disclosed|explained) (?:who|when|where|why|how|what)\b"
            r"|\b(?:react(?:s|ed)? to|(?:has|have) commented on|weigh(?:s|ed)? in on|hit(?:s)? back at"
            rf"|(?:respond(?:s|ed)? to|address(?:es|ed)?) (?:the |his |her |their )?(?:\w+ )?{_TALK})\b(?!.*\b(?:by|saying|that|calling|as)\b)|"
            r"\b(?:spoke|speaks|talk(?:s|ed)|open(?:s|ed) up|reflect(?:s|ed)) (?:\w+ ){0,3}about\b"
            r"|\b(?:explain(?:s|ed)|reveal(?:s|ed)|breaks down) (?:why|how|what)\b"
            r"|\bshare[sd] (?:his|her|their) (?:thoughts|views?)\b"
        ),
    ),
    "de": MarkedPattern(
        (
            *("äußer", " über ", ", wie ", ", warum ", ", was ", ", wieso "),
            *("reagier", "Stellung", "zu Wort", ", wer ", ", wann ", ", wo "),
        ),
        re.compile(
            r"\breagier(?:t|te|ten|en) (?:\w+ ){0,3}auf (?!\w+ mit\b)(?![^.]* mit )|\b(?:nahm|nimmt|nehmen|nahmen|bezog|bezieht) (?:\w+ ){0,4}Stellung\b"
            r"|\bmeldete?n? sich (?:\w+ ){0,4}zu Wort\b|\b(?:verrät|verriet|verkündete?|bestätigte?|enthüllte?|erklärte?), (?:wer|wann|wo)\b|"
            r"\b(?:äußert|äußerte|äußern|äußerten) sich (?:\w+ ){0,3}(?:zu[mr]?|über)\b"
            r"|\bhat sich (?:\w+ ){0,10}geäußert\b"
            r"|\bspr(?:icht|ach|echen|achen) (?:\w+ ){0,4}über\b"
            r"|\b(?:erklärt|verrät|erzählt|verriet)e?,? (?:wie|warum|was|wieso)\b"
        ),
    ),
    "fr": MarkedPattern(
        (
            *(" sur ", "parl", " pourquoi ", " comment ", "réagi", "comment"),
            *(" qui ", " quand ", " où "),
        ),
        re.compile(
            r"\b(?:a|ont) réagi (?:à|au|aux)\b|\bréagit (?:à|au|aux)\b|\b(?:a|ont) commenté\b"
            r"|\b(?:révélé|annoncé|confirmé|dévoilé|révèle|dévoile) (?:qui|quand|où|comment|pourquoi)\b|"
            r"\bs[’'](?:est|était) exprimée? (?:\w+ ){0,2}sur\b|\best revenue? sur\b|\ba parlé d"
            r"|\bexplique (?:pourquoi|comment)\b"
        ),
    ),
    "es": MarkedPattern(
        (
            *(" sobre ", " de ", "refirió", " por qué ", " cómo "),
            *("reaccion", "respond", "silencio", " quién ", "cuándo", "dónde"),
        ),
        re.compile(
            r"\breaccion(?:ó|a|aron) (?:a|al|ante)\b|\brespond(?:ió|e|ieron) a l[ao]s (?:críticas|rumores|acusaciones)\b|\brompi(?:ó|eron) el silencio\b"
            r"|\b(?:reveló|anunció|confirmó|revela|anuncia) (?:quién|cuándo|dónde|cómo|por qué)\b|\bse pronunció sobre\b|"
            r"\bhabl[óa] (?:sobre|de|acerca)\b|\bse refirió a\b|\bopinó sobre\b"
            r"|\bexplic[óa] (?:por qué|cómo)\b"
        ),
    ),
    "pt": MarkedPattern(
        (
            *(" sobre ", " por que ", " como ", "reagi", "silêncio"),
            *(" quem ", " quando ", " onde "),
        ),
        re.compile(
            r"\breagi(?:u|ram) (?:a|à|às|ao|aos)\b|\bquebr(?:ou|aram) o silêncio\b|\bse (?:pronunci|manifest)(?:ou|aram) sobre\b"
            r"|\b(?:revel|anunci|confirm)(?:ou|a) (?:quem|quando|onde|como|por que)\b|"
            r"\b(?:fal|coment|opin)(?:ou|a) sobre\b|\bexplic(?:ou|a) (?:por que|como)\b"
        ),
    ),
    "ru": MarkedPattern(
        (
            *(
                "рассказал",
                "поделил",
                "высказал",
                "объяснил",
                "раскрыл",
                "поведал",
            ),
            *("комментировал", "реагировал", "ответил", "оценил", "сообщил"),
        ),
        re.compile(
            r"\b(?:прокомментировал|отреагировал)(?:а|и)?\b|\bответил[аи]? на (?:критику|обвинения|упр[её]ки|слова|слухи)\b"
            r"|\bоценил[аи]? (?:шансы|перспективы|ситуацию|игру|слова|возможност)|\bраскрыл[аи]? (?:детали|подробности|секрет)"
            r"|\b(?:поделил(?:ся|ась|ись)) (?:\w+ ){0,2}(?:ожиданиями|впечатлениями|мнением|планами|мыслями)\b"
            r"|\bсообщил[аи]?, (?:когда|где|кто|сколько|почему)\b|"
            r"\b(?:рассказал|высказал|поведал|поделил)(?:а|и|ся|ась|ись)?(?: [\w«»-]+){0,2},? (?:о|об|обо|как|сколько|почему|зачем|чем)\b"
            r"|\b(?:объяснил|раскрыл)[аи]?, (?:как|почему|зачем|чем|сколько)\b"
        ),
    ),
    "uk": MarkedPattern(
        ("розпові", "поясни", "поділи", "коментува", "реагува"),
        re.compile(
            r"\b(?:прокоментува|відреагува)(?:в|ла|ли)\b|"
            r"\b(?:розпові(?:в|ла|ли)|поділи(?:вся|лася|лися)) (?:[\w«»-]+ ){0,2}про\b"
            r"|\bпоясни(?:в|ла|ли), (?:як|чому|навіщо)\b"
        ),
    ),
    "zh": MarkedPattern(
        (*"谈談分应應价價评評", "表态", "說明", "说明"),
        re.compile(
            r"^[^，。：]{2,30}(?:回应了?|回應了?|谈及|談及|评价了?|評價了?|点评了?)[^，。：]{2,30}。$"
            r"|^[^，。：]{2,30}(?:就|对|对于|针对|對|針對)[^，。：]{2,30}(?:作出|做出|进行了?|發表了?|发表了?)(?:回应|回應|看法|评论|評論|表态|说明|說明)。$|"
            r"^[^，。：]{2,30}(?:畅谈|暢談|谈到?了?|談到?了?|分享了?)[^，。：]{2,30}的(?:看法|感受|想法|体会|體會|经历|經歷|故事)[。，]"
        ),
    ),
    "ja": MarkedPattern(
        ("について", "心境", "反応"),
        re.compile(
            r"について(?:語った|話した|コメントした|説明した|見解を示した|言及した)。?$|心境を(?:明かした|語った)。?$|に反応した。?$"
        ),
    ),
    "it": MarkedPattern(
        (
            " commenta",
            " parlato ",
            " reagito ",
            " silenzio",
            " svela",
            " rivela",
        ),
        re.compile(
            r"\b(?:ha|hanno) (?:commentato|reagito a|parlato (?:di|del|della|dei|delle|dello))\b|\b(?:ha|hanno) rotto il silenzio\b"
            r"|\b(?:svela|rivela|svelato|rivelato) (?:chi|quando|dove|come|perché)\b"
        ),
    ),
    "pl": MarkedPattern(
        ("komentowa", "odni", "głos", "zdradzi", "opowiedzia"),
        re.compile(
            r"\bskomentowa[łl][aio]?\b|\bodni(?:ósł|osła|eśli) się do\b|\bzabra(?:ł|ła|li) głos w sprawie\b"
            r"|\bzdradzi(?:ł|ła|li), (?:kto|kiedy|gdzie|jak|dlaczego)\b|\bopowiedzia(?:ł|ła|eli) o\b"
        ),
    ),
    "tr": MarkedPattern(
        ("hakkında", "ilgili", "değerlendir"),
        re.compile(
            r"(?:hakkında|ilgili) (?:\w+ )?(?:konuştu|açıklama(?:da|larda)? (?:yaptı|bulundu)|değerlendirmelerde bulundu)\.?$"
        ),
    ),
    "ar": MarkedPattern(
        ("تحدث", "علق"),
        re.compile(r"^(?:تحدثت?|علقت?) (?!.*(?:قائل|أن |إن ))"),
    ),
    "hi": MarkedPattern(
        ("प्रतिक्रिया", "बात"),
        re.compile(r"पर (?:अपनी )?(?:प्रतिक्रिया दी|बात की|बयान दिया)(?: है)?।?$"),
    ),
}


def is_vague_speech(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with somebody's speech and gives nothing of it;
    behind a colon it is given. False for languages without such phrases.
    """
    opening = sentence[:_OPENING]
    if ":" in opening:
        return False
    return _PATTERNS.get(language.partition("-")[0], NOWHERE).is_in(opening)

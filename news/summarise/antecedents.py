"""Recognise phrases that mean somebody or something of another sentence: the pair, she added
that, on that list.
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

# Characters at a sentence's start in which the phrases are looked for.
_OPENING = 140

# A participle before the subject names it only if the subject is no pronoun:
# "Set in a village, it follows …".
_GERUND = (
    r"^(?:[^\W\d_]+(?:вшись|вши|ясь|ывая|ивая|уя|овав|ив)"
    r"|Выступая|Отвечая|Говоря|Будучи)\b[^.]{0,110},"
)
_POLISH_SAID = (
    "Powiedział|Dodał|Stwierdził|Podkreślił|Zaznaczył|Wyjaśnił|Zapewnił"
)
# Names of fathers as Russian patronymics have them: surnames end so too (Джокович).
_FATHERS = (
    "Александр|Алексе|Альберт|Анатоль|Андре|Антон|Аркадь|Артем|Артём|Борис|Вадим|Валентин|Валерь|Василь|Виктор|Виталь|Владимир|Владислав|Вячеслав|Геннадь|"
    "Георги|Герман|Григорь|Дмитри|Евгень|Егор|Ефим|Иван|Игор|Иль|Кирилл|Константин|Лев|Леонид|Льв|Максим|Михайл|Никит|Никола|Олег|Павл|Петр|Пётр|Роман|"
    "Руслан|Семен|Семён|Серге|Станислав|Степан|Тимофе|Федор|Фёдор|Филипп|Эдуард|Юрь|Яковл|Ярослав"
)

# Endings of the English prepositions of which "that" stands for what was told.
_BEFORE_THAT = ("on", "of", "om", "th", "by", "or", "to", "at", "ut", "ng")

# What "this" stands before in Spanish and Portuguese without pointing back.
_SPANISH_TIMES = (
    "(?:año|semana|mes|mañana|tarde|noche|día|madrugada|jornada|lunes|martes|miércoles|jueves|viernes|sábado|domingo|verano|invierno"
    "|otoño|primavera|temporada|vez|punto|momento|país|siglo|tipo|clase|sentido|primer|primera|último|última|próximo|próxima|mismo|misma"
    "|nuevo|nueva|edición|fecha|tema|ámbito|efecto|respecto|nota"
    "|trimestre|semestre|década|sesión|fase|etapa|campaña|legislatura|ejercicio|curso)"
)
_PORTUGUESE_TIMES = (
    "(?:ano|semana|mês|manhã|tarde|noite|dia|madrugada|segunda|terça|quarta|quinta|sexta|sábado|domingo|verão|inverno|outono|primavera"
    "|temporada|vez|ponto|momento|país|século|tipo|sentido|primeir[oa]|últim[oa]|próxim[oa]|mesm[oa]|nov[oa]|edição|data|respeito|reportagem|matéria"
    "|trimestre|semestre|década|sessão|fase|etapa|reta|rodada|campanha|legislatura|altura)"
)
_ITALIAN_TIMES = (
    "(?:anno|settimana|mese|mattina|mattinata|sera|serata|notte|giorno|giornata|lunedì|martedì|mercoledì|giovedì|venerdì|sabato"
    "|domenica|estate|inverno|autunno|primavera|stagione|volta|punto|momento|paese|secolo|tipo|senso|prim[oa]|ultim[oa]|prossim[oa]"
    "|stess[oa]|nuov[oa]|edizione|proposito"
    "|trimestre|semestre|decennio|seduta|fase|tappa|campagna|legislatura|campionato|tornata)"
)
_PATTERNS = {
    "en": MarkedPattern(
        (
            "added",
            " that same",
            "the paper",
            "the newspaper",
            "the outlet",
            "the magazine",
            "the publication",
            "the broadcaster",
            "the tabloid",
            " this is",
            " this w",
            " this could",
            " this may",
            "s later",
            "went on",
            ", it ",
            ", he ",
            ", she ",
            ", they ",
            *(f"{ending} that " for ending in _BEFORE_THAT),
            " pair",
            " duo",
            " trio",
            " couple",
            " twosome",
            "The authors",
            "The two ",
            "The three ",
            "The four ",
            "it was here",
            "his video",
            "his clip",
            "his photo",
            "his footage",
            "ighlight",
            " the second,",
            " the first,",
            " the third,",
            " the other,",
            " the former",
            " the latter",
            " this ",
        ),
        re.compile(
            r"^(?:(?:\w+ )?[Tt]he (?:pair|duo|trio|couple|twosome)\b|(?:[\w-]+ ){1,3}(?:minutes|hours|days|weeks|months|years) later\b"
            r"|[A-Z]\w*(?:ing|ed|et|orn|nown|uilt|ade)\b[^.]{0,110}, (?:it|he|she|they) "
            r"|The (?:two|three|four) (?:men|women|people|children) |The (?:two|three|four) (?!largest|biggest|most|best|main|top|leading|sides)[a-z]+s (?!of\b)"
            r"|The authors\b(?![’\x27])|[^,.]{3,40}, it was here |(?:The|A) highlight (?:is|was|will be)\b)"
            # One edge of a word before all of them: it costs less than one before each.
            r"|\b(?:that same\b|this (?:video|clip|photo|footage)\b|the (?:paper|newspaper|outlet|magazine|publication|broadcaster|tabloid)(?:,? (?:said|reports?|reported|added|adds|quoted|wrote|writes))\b"
            r"|(?:said|says|say|believes?|added) (?:that )?this (?:is|was|would|will|could|may)\b"
            r"|added (?:that|how)\b|went on to (?:say|add|explain)\b"
            r"|(?:on|of|from|with|by|for|to|at|about|into|during) that (?!of\b|in\b|wh)\w"
            r"|[Ii]n the (?:first|second|third|other), "
            r"|(?:with|of|about|by|from|to|behind|under|against) this (?!year|week|month|season|summer|winter|spring|fall|autumn|morning|afternoon|evening"
            r"|time|day|point|stage|country|century|decade|type|kind|sort|world|(?:[A-Z]\w+|and)\b)[a-z]"
            r"|the (?:former|latter)\b(?=,| \w+(?:s|ed)\b))"
        ),
    ),
    "de": MarkedPattern(
        (
            " später",
            " danach",
            " er ",
            " sie ",
            " Blatt",
            " Zeitung",
            " Magazin",
            " Portal",
            ", dass d",
            " Duo",
            " Paar",
            " Trio",
            " beiden",
            "hinzu",
            "ergänzte",
            "Wie ",
            "Die Autor",
            "Die zwei ",
            "Die drei ",
            "Die vier ",
            "terer",
            "tere ",
            " hier ",
            "dieses ",
            "Höhepunkt",
            " dort ",
            "unklar",
            "bekannt",
            *(" ihn ", " ihm ", " ihnen ", " Jahre alt", "-jährige", " dies"),
            *("Dass ", " aber ", " jedoch ", " allerdings ", "gegen ", "Eine"),
        ),
        re.compile(
            r"^(?:\w+ )?[Dd](?:as (?:Duo|Paar|Trio)|ie beiden|er beiden)\b"
            r"|^(?:\w+ ){1,3}(?:Minuten?|Stunden?|Tage?|Wochen?|Monate?|Jahre?) (?:später|danach)\b"
            r"|^(?:Jetzt|Nun|Heute|Damals|Später|Inzwischen|Mittlerweile|Bald|Derzeit) (?:[a-zäöüß]+ ){1,2}(?:er|sie) "
            r"|, (?:so|schreibt|berichtet) (?:das Blatt|die Zeitung|das Magazin|das Portal)\b(?! [„«\"A-ZÄÖÜ])"
            r"|, dass (?:dies|das|diese[rs]?) (?:ein|nicht|der|die|das|in|zu|auf|auch|nur|für)\b"
            r"|\bfügte?n? (?:\w+ ){0,3}hinzu\b|\bergänzte [^.]{0,40}[,:]|^Wie (?:er|sie) "
            r"|^Die (?:zwei|drei|vier) [A-ZÄÖÜ][a-zäöüß]+ |^Die Autor(?:en|innen)\b"
            r"|\b(?:[Ee]rstere|[Ll]etztere)[rsmn]?\b"
            r"|\bdieses (?:Video|Foto|Bild)\b|^(?:Der )?Höhepunkt (?:ist|war|wird|soll)\b"
            r"|^[^,]{0,40}\b(?:unklar|nicht bekannt)[^,]{0,20}, (?:ob|wie|warum|wann|wo) (?:er|sie|es)\b"
            # A place by a word alone, where none is named before.
            r"|^(?:(?!(?:[Ii][nm]|[Nn]ach|[Aa]us|[Bb]ei|[Aa]uf|[Aa][nm]) )[^\s,]+ ){2,3}dort\b"
            # A pronoun right behind the verb: Der Bund will ihn retten, Am Montag will sie …
            r"|^[^,:;–„\"]{3,70} (?:soll|will|woll|kann|könn|muss|müss|hat|hab|wird|werd|mach|lässt|lass|ist|war|sind)(?:t?en?|t)? (?:er|sie|ihn|ihm|ihnen) "
            # The same behind a phrase: In Reihen hängen sie …, Dass er das sagt
            r"|^(?:In|An|Am|Im|Auf|Mit|Bei|Nach|Von|Aus|Unter|Über|Vor|Hinter|Neben|Zwischen)(?: [\wäöüß-]+){1,4} [a-zäöüß]{2,}(?:te?n?|en) (?:er|sie) "
            r"|^Dass (?:das|dies|er|sie|es|ihn|ihm) "
            # What is set against the sentence before, and one of what it counts
            r"|^(?!Wer )[^,:;–„\"]{3,110} (?:aber|jedoch|allerdings|dagegen|hingegen) "
            r"|^Eine[rs]? (?:ist|war|hat|hatte|geht|ging|wurde|wird|kam|soll|will|liegt|lag|steht|stand) "
            # Somebody by an age and a noun alone: Die 30 Jahre alte Fischerin arbeitet …
            r"|^D(?:er|ie|as) (?:\d{1,3} Jahre alten?|\d{1,3}-jährigen?) [A-ZÄÖÜ][\wäöüß-]+ "
            r"(?!(?:des|der|einer?s?|aus|von|vom|im|in|am|auf|mit|und|bei) )[a-zäöüß]"
            # A thing by a pointer and a noun, of no phrase that goes before: hinter diesem Erfolg
            r"|^[^,:;–„\"]{3,110} (?:hinter|mit|von|für|in|an|auf|bei|nach|vor|über|unter|aus|zu|durch|gegen) dies(?:em|en|er|es?) "
            r"(?!(?:Woche|Tag|Jahr|Sommer|Winter|Herbst|Früh|Monat|Morgen|Abend|Nacht|Saison|Mon|Diens|Mittwoch|Donners|Frei|Sams|Sonn|Art|Zeit|Mal)"
            r"[a-z]*\b)[A-ZÄÖÜ]"
            # A time, a verb, and the place by a word alone.
            r"|^(?:Von|Ab|Bis|Im Jahr) \d{4}(?: bis \d{4})? [a-zäöüß]+ hier "
        ),
    ),
    "fr": MarkedPattern(
        (
            " plus tard",
            " le journal",
            " le quotidien",
            " le site",
            " le média",
            " la chaîne",
            " duo",
            " couple",
            " trio",
            " paire",
            "ajout",
            ", il",
            ", elle",
            "c’est ici",
            "cette vidéo",
            "cette photo",
            "oint d’orgue",
            "ignore",
            "sait pas",
            *(" ce ", " cet ", " cette "),
            "oint d'orgue",
            "c'est ici",
            "Les auteurs",
            "Les ",
            "dernier",
        ),
        re.compile(
            r"^(?:\S+ ){1,3}plus tard\b"
            r"|\b(?:selon|d['’]après|écrit|précise|rapporte) (?:le (?:journal|quotidien|site|média)|la chaîne)(?:[,.]|$)"
            r"|^(?:\w+ )?(?:[Ll]e (?:duo|couple|trio)|[Ll]a paire)\b"
            r"|\ba(?:vait)? ajouté qu|\bajoute(?:-t-(?:il|elle))? qu|^Les auteurs\b"
            r"|^Les (?:deux|trois|quatre) (?!plus|principa)[a-zà-ÿ]+s "
            r"|^C(?:e dernier|ette dernière)\b|^[^,.]{3,40}, c[’']est ici qu"
            r"|\bcette (?:vidéo|photo)\b|^(?:Le p|P)oint d[’']orgue (?:est|sera|a été)\b"
            r"|^On (?:ignore|ne sait pas)(?: encore)? s(?:[’']ils?|i elles?)\b"
            # A thing by a pointer and a noun, of no phrase that goes before: sur ce pont
            r"|^[^,:;–«\"]{3,110} (?:de|à|avec|par|contre|contenant|pour|sur|dans|derrière|sous|selon) (?:cet?|cette) "
            r"(?!(?:an|année|semaine|mois|matin|matinée|soir|soirée|nuit|jour|journée|week-end|lundi|mardi|mercredi|jeudi|vendredi|samedi"
            r"|dimanche|été|hiver|automne|printemps|saison|trimestre|semestre|décennie|séance|phase|étape|campagne|législature|rentrée|fois|point|stade|moment|pays|siècle|type|genre|titre|fait|sens|qui|que|dont|premier"
            r"|première|dernier|dernière|nouvel|nouvelle|prochain|prochaine|domaine|sujet|jeu|même|effet|égard|titre)\b|qu[’'])[a-zà-ÿ]"
            r"|^(?:Née?s?|Interrogée?s?|Invitée?s?|Située?s?|\w+ant)\b[^.]{0,110}, (?:ils?|elles?) "
        ),
    ),
    "es": MarkedPattern(
        (
            " después",
            "según ",
            " más tarde",
            " pareja",
            " dúo",
            " trío",
            "mbos",
            "mbas",
            "ñadi",
            "greg",
            " que ",
            "Los ",
            "Las ",
            "últim",
            ", aquí ",
            *(" este ", " esta ", " ese ", " esa "),
            "culminante",
        ),
        re.compile(
            r"^(?:\S+ ){1,3}(?:después|más tarde)\b"
            r"|\bsegún (?:el (?:medio|diario|periódico|portal)|la (?:cadena|publicación))(?:[,.]|$)"
            r"|^(?:\w+ )?(?:[Ll]a pareja|[Ee]l (?:dúo|trío)|[Aa]mb[oa]s)\b"
            r"|\b(?:[Aa]ñadi|[Aa]greg)(?:ó|aron) que\b|^Los autores\b"
            r"|^L[oa]s (?:dos|tres|cuatro) (?!más|principales|mayores|mejores)[a-zñáéíóú]+s "
            r"|^Est[ea] últim[oa]\b|^(?:De|En|Desde|Hasta) [^,.]{0,12}\d{4}, aquí "
            r"|\b(?:este v[ií]deo|esta foto)\b|^El (?:punto|momento) culminante (?:es|fue|será)\b"
            # A thing by a pointer and a noun, of no phrase that goes before: sobre este puente
            r"|^[^,:;–«\"]{3,110} (?:de|con|por|contra|para|sobre|en|a|tras|bajo|según) (?:este|esta|ese|esa) (?!"
            + _SPANISH_TIMES
            + r"\b)[a-zñáéíóú]"
            # A verb of saying opens the sentence, and nobody is named.
            r"|^(?:Dij|Afirm|Señal|Explic|Indic|Asegur|Sostuv|Coment|Record|Subray|Destac|Insist|Advirt)"
            r"(?:o|ó|ió|eron|aron|ieron)(?: además| también)? que\b"
        ),
    ),
    "pt": MarkedPattern(
        (
            " dupla",
            " casal",
            " duo",
            " trio",
            "mbos",
            "mbas",
            "acrescent",
            " que ",
            "Os ",
            "As ",
            *("este ", "esta ", "esse ", "essa ", "-se de"),
        ),
        re.compile(
            r"^(?:\w+ )?(?:[Aa] dupla|[Oo] (?:casal|duo|trio)|[Aa]mb[oa]s)\b"
            r"|\bacrescent(?:ou|aram) que\b|^Trata(?:va)?-se de"
            r"|^[^,:;–«\"]{3,110} (?:(?:com|por|contra|para|sobre) |[dn])(?:este|esta|esse|essa) (?!"
            + _PORTUGUESE_TIMES
            + r"\b)[a-zà-ÿ]"
            r"|^(?:Os (?:dois|três)|As (?:duas|três)) (?!maiores|principais|mais)[a-zà-ÿ]+s "
            r"|^(?:Disse(?:ram)?|(?:Afirm|Explic|Ressalt|Destac|Declar|Coment|Lembr)(?:ou|aram))(?: ainda| também)? que\b"
        ),
    ),
    "it": MarkedPattern(
        (" che ", "ultim", " questo ", " questa "),
        re.compile(
            r"^Quest['’]ultim[oa]\b"
            r"|^[^,:;–«\"]{3,110} (?:di|con|per|contro|su|in|a|da|dietro|sotto|tra) (?:questo|questa) (?!"
            + _ITALIAN_TIMES
            + r"\b)[a-zà-ÿ]"
            r"|^Ha(?:nno)? (?:poi |anche )?(?:detto|aggiunto|spiegato|sottolineato|affermato|ricordato|precisato) che\b"
        ),
    ),
    "pl": MarkedPattern(
        (" że ", "Jak "),
        re.compile(
            rf"^(?:{_POLISH_SAID})[ai]?,? że\b|^Jak (?:{_POLISH_SAID.lower()})[ai]?,"
        ),
    ),
    "ru": MarkedPattern(
        (
            "добавил",
            ", он",
            "вич",
            "вн",
            "ичн",
            "казанн",
            "данн",
            "что это",
            "издани",
            " газет",
            " портал",
            " агентство",
            " источника",
            "помянут",
            "Спустя ",
            "Как он",
            "Автор",
            "тор",
            "ерв",
            "оследн",
            " здесь ",
            " там ",
            "известно",
            "неясно",
            "это видео",
            "этом видео",
            "эти кадры",
            "ульминаци",
        ),
        re.compile(
            rf"\bдобавил[аи]?, что\b|{_GERUND} (?:он|она|оно|они) "
            r"|^Как (?:он|она|они) |\b(?:выше)?указанн[а-я]{2,3}\b"
            r"|\b(?:выше)?упомянут[а-я]{2,3}\b|, что это\b"
            r"|\b(?:отмечает|пишет|сообщает|уточняет|передает|передаёт|добавляет) (?:издание|газета|портал|агентство)(?:[.,]|$)"
            r"|^По (?:информации|данным|сведениям) (?:издания|газеты|портала|источника)\b(?! [«\"A-ZА-ЯЁ])"
            r"|\bданн(?:ый(?! момент)|ая|ое|ого|ому|ой|ую|ом(?! этапе))\b"
            r"|^Спустя [^,]{3,20}(?:час|дн|день|недел|месяц|год|лет)"
            r"|^Авторы? (?:статьи|исследования|материала|публикации|текста|доклада|ролика|видео|поста|работы) (?!«|[А-ЯЁ]|о |об )"
            r"|^(?:Первый|Второй|Первая|Вторая|Последний|Последняя) (?:же )?(?:из них )?[а-яё]+л(?:а|и|ся|ась|ись)?\b"
            r"|^(?:С|В|До|После) [^,.]{0,14}\d{4}(?:-?\w{0,2})? год[ау]? здесь "
            r"|\b(?:это видео|этом видео|эти кадры)\b|^Кульминацией (?:стан|стал)"
            r"|^(?:[А-ЯЁа-яё]+ ){0,3}(?:(?:[Нн]е ?|[Пп]ока не)известно|[Нн]еясно),[^.]{0,24}\b(?:он|она|оно|они)\b"
            # A place by a word alone, where none is named before.
            r"|^(?:(?!(?:[Вв]о?|[Нн]а|[Ии]з|[Пп]од) )[^\s,]+ ){1,3}там\b"
            # A first name and a patronymic without the surname.
            rf"|(?:^|\b[а-яё]+ |[^\w ] ?)[А-ЯЁ][а-яё]+ (?:{_FATHERS})(?:[оеё]вич|[оеё]вн|ичн|ич|н)"
            r"(?:а|у|ем|ом|ы|е|ой|)\b(?! [А-ЯЁ])"
        ),
    ),
    "uk": MarkedPattern(
        ("дода", "Як він", "Як вон"),
        re.compile(r"\bдода(?:в|ла|ли), що\b|^Як (?:він|вона|вони) "),
    ),
    "tr": MarkedPattern(("O, ",), re.compile(r"^O, ")),
    "zh": MarkedPattern(
        (
            "还",
            "還",
            "并",
            "並",
            "补充",
            "補充",
            "这",
            "這",
            "大家",
            "重头戏",
            "重頭戲",
            "当地",
            "當地",
        ),
        re.compile(
            r"^[当當]地(?![时時]间|[时時]間)|"
            r"^[^，。“「]{0,14}[这這](?:起|场|場|次|座|家|位|名|项|項|份|款|所|件|一(?!年|天|刻))|^(?:[^，。“「]{0,14}[，,])?[^，。“「]{0,8}在[这這][里裡兒儿]"
            r"|^[^“「]{0,40}(?:[对對就][这這]一|[这這]一(?:事件|消息|举措|舉措|决定|決定|做法|问题|問題|计划|計劃|政策|说法|說法|事故|案件))"
            r"|[这這](?:段|张|張|条|條)(?:视频|視頻|影片|照片|画面|畫面)|^重[头頭][戏戲](?:是|为|為)"
            r"|^大家(?:一致|纷纷|紛紛)?(?:表示|认为|認為|说|說)"
            r"|^[^。“「]{0,30}(?:还|還|并|並|补充|補充)(?:表示|称|稱|说|說|道|强调|強調|指出|透露)"
        ),
    ),
    "ja": MarkedPattern(
        ("付け加えた", "ここで"),
        re.compile(
            r"付け加えた|^[^、。「]{1,14}、[^、。「]{0,10}(?<!そ)ここで"
        ),
    ),
}


def lacks_antecedent(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with what another one introduces: "The pair left", "Roe added
    that", a Russian speaker without the surname. False for languages without such phrases.
    """
    return _PATTERNS.get(language, NOWHERE).is_in(sentence[:_OPENING])

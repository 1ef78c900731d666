"""Remove the dateline of a report (place, day, agency), in any language."""

from __future__ import annotations

import re

# Characters at a line's start in which a dateline is looked for.
WINDOW = 160
# Characters of the report that must stay.
_LEFT = 8
_ROUNDS = 4
_AGENCIES = (
    r"AP|AFP|Reuters|UPI|dpa(?:[-/]\w{2,4})?|EFE|ANSA|TASS|CNN|Xinhua|Bloomberg|Kyodo|Yonhap|PTI|IANS|ANI|PA|APA|sda|Lusa|ATS|ats|"
    r"Belga|ANP|NTB|Ritzau|CP|CNA|Bernama|Antara|AAP|STT|PAP|CTK|ČTK|Interfax|UNIAN|Anadolu|AA|WAM|SPA|MENA|IRNA|epd|KNA|SID|sid|AWP|"
    r"askanews|Adnkronos|ADNKRONOS|LaPresse|AGI|DHA|İHA|APP|BSS|UNI|Tasnim|Fars|SANA|Petra|Ukrinform|Folhapress|FOLHAPRESS|Télam|STA|HINA|MTI|"
    r"BUSINESS WIRE|GLOBE NEWSWIRE|PRNewswire|Europa Press|EUROPA PRESS|Agencia \w+|Agência \w+|Dow Jones|MarketWatch|NPR|BBC|Sputnik|ТАСС|РИА Новости|Интерфакс|رويترز|واس|أ ف ب"
)
_MONTH = (
    r"(?:[Jj]an|[Ff]eb|[Ff]év|[Ff]ev|[Mm]ar|[Mm]är|[Aa]pr|[Aa]br|[Aa]vr|[Mm]ai|[Mm]ay|[Jj]un|[Jj]ui|[Jj]ul|[Aa]ug|[Aa]go|[Aa]oû|"
    r"[Ss]ep|[Ss]et|[Oo]ct|[Oo]kt|[Oo]tt|[Oo]ut|[Nn]ov|[Dd]ec|[Dd]ez|[Dd]ic|[Dd]éc|[Ee]ne|[Gg]en|[Mm]ag|[Gg]iu|[Ll]ug|"
    r"[Яя]нв|[Фф]ев|[Мм]ар|[Аа]пр|[Мм]ая|[Мм]ай|[Ии]юн|[Ии]юл|[Аа]вг|[Сс]ен|[Оо]кт|[Нн]оя|[Дд]ек|"
    r"[Сс]іч|[Лл]ют|[Бб]ер|[Кк]ві|[Тт]ра|[Чч]ер|[Лл]ип|[Сс]ер|[Вв]ер|[Жж]ов|[Лл]ис|[Гг]ру|"
    r"JAN|FEB|MAR|APR|MAY|MAG|GIU|JUN|JUL|LUG|AUG|AGO|SEP|SET|OCT|OTT|NOV|DEC|DIC)\w{0,8}\.?"
)
_DAY = (
    rf"(?:{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|(?:le\s|den\s)?\d{{1,2}}\.?\s(?:de\s)?{_MONTH}(?:\s(?:de\s)?\d{{4}})?"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?)"
)
_DASH = r"(?:\.?\s?[-–—_]{1,2}|:|\.)"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ]"
_CAPITALS = r"[^\W\d_a-zß-öø-ÿа-яё]{2}(?:(?![a-zß-öø-ÿа-яё])[\w .'’/-]){1,38}"
_PLACE = r"[^\W\d_a-zß-öø-ÿа-яё][\w .,'’/-]{1,50}?"
# A place of up to three words.
_TOWN = r"[^\W\d_a-zß-öø-ÿа-яё][\w.'’-]{1,20}(?:\s[^\W\d_a-zß-öø-ÿа-яё][\w.'’-]{1,20}){0,2}"
_PARTIES = (
    r"(?:CDU|CSU|SPD|FDP|AfD|Grüne|Linke|BSW|PSOE|PP|PS|LR|RN|PT|PL|LDP|GOP)"
)
_GERMAN_OPENING = r"(?:Der|Die|Das|Ein|Eine|Im|In|Am|An|Auf|Nach|Bei|Mit|Wegen|Seit|Zum|Zur|Rund|Mehr|Mehrere|Zwei|Drei)"
# Words with which English sentences begin.
_ENGLISH_OPENING = (
    r"(?:The|While|After|When|As|In|On|At|With|Two|Three|Several|Police|More)"
)
_ARTICLE = r"(?:The|An?|Two|Three|Police|El|Las?|L[eo]s?|Une?|Il|Gli|De|Het|Een|O|Os|As|Uma?)"
# Names that a colon makes a speaker, not a place; no place that is written so
# has three letters.
_SPEAKERS = r"(?!(?:NATO|UNICEF|UNESCO|OPEC|OECD|IAEA|UNHCR|NASA|NABU|ADAC|UEFA|FIFA|USDA|НАТО|ЮНЕСКО|[^\W\d_]{2,3})[:|])"
# "Published on" and the like, before a day.
_STAMPED = (
    r"(?:Published|Posted|Updated|Publié|Mis à jour|Veröffentlicht|Aktualisiert|Publicado|Actualizado|Atualizado|Pubblicato|"
    r"Опубликовано|Обновлено)(?:\s(?:on|le|am|el|em|il))?:?"
)
# Words with which Portuguese sentences begin.
_PORTUGUESE_OPENING = r"(?:Os?|As?|Uma?|Em|Na|No|Com|Após|Mais|Dois|Duas|Três)"
# A day by its number alone: 3, 03/03, 03/03/2027.
_BARE_DAY = r"(?:[12]?\d|0\d|3[01])(?:/\d{2}(?:/\d{4})?)?"
_ZONE = r"(?:\s(?:GMT|UTC|BST|CET|CEST|E[SD]?T|P[SD]?T|IST|MSK|МСК|Uhr))?"
_CLOCK = r"(?:,?\s(?:(?:at|à|um|a las|às|в)\s)?\d{1,2}(?:[:.h]\d{0,2})?(?:\s?(?:Uhr|[ap]\.?m\.?))?)"
_SPACED = tuple(
    re.compile(pattern)
    for pattern in (
        # LAHORE, (APP) Nov 20: ; SAN FRANCISCO--(BUSINESS WIRE)--
        rf"{_CAPITALS},?\s\((?:{_AGENCIES})\)\s{_DAY}\s?{_DASH}\s*",
        rf"{_CAPITALS}(?:,\s[A-Z][\w. ]{{1,20}})?--\((?:{_AGENCIES})\)--\s*",
        # (Bloomberg) -- Oil; AFP - Le; (CNN)The
        rf"\(({_AGENCIES})\)\s*[-–—:.]{{0,2}}\s*(?=\S)",
        # (20. November 2026) Der
        rf"\({_DAY}\)\s+(?=[^\W\da-z_])",
        # (TEN) — : an agency that is not known, by its capitals and its dash
        r"\([A-ZА-ЯЁ][A-ZА-ЯЁ/]{1,5}\)\s?[-–—]{1,2}\s+",
        rf"(?:{_AGENCIES})\s[-–—]{{1,2}}\s",
        # LONDON, Nov 20 (Reuters) - ; Berlin (dpa) - ; Madrid, 20 nov (EFE).- ;
        # Nov 20 (Reuters) -
        rf"(?:{_PLACE})?(?:,\s|\s|^)?(?:{_DAY}\s)?\((?:[a-z]{{2,4}}/)?({_AGENCIES})(?:[/,;][^()]{{1,30}})?\)\s*{_DASH}?\s*",
        # Roma, 20 nov. (Adnkronos) - : an agency that is not known, behind a
        # day
        rf"{_PLACE},\s{_DAY}\s?\([^\W\d_][^()]{{1,30}}\)\s*{_DASH}?\s*",
        # LONDON (The Example Wire) — : an agency that is not known, behind a
        # place in capitals
        rf"{_CAPITALS}(?:,\s[^\W\d_][\w. ]{{1,20}})?\s\([^\W\d_][^()]{{1,30}}\)\s*[-–—]{{1,2}}\s*",
        # МОСКВА, 20 ноября — РИА Новости, Иван Роев. ; МОСКВА, 20 ноября.
        # /ТАСС/. ; Москва. 20 ноября. ИНТЕРФАКС.РУ -
        rf"[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐа-яёіїєґ /-]{{2,40}}[.,]\s(?:{_DAY})(?:\s\d{{4}})?\s?[.,]?\s?[-–—]?\s?"
        r"/?(?:ТАСС|РИА\s[А-Я]\w+|И(?:НТЕРФАКС|нтерфакс)(?:[.-]\w+)?|REGNUM|АГН «?Москва»?|УНИАН|БЕЛТА|ПРАЙМ|ИА\s\w+"
        r"|УНН|Укр[иі]нформ|РБК-Україна|Інтерфакс-Україна"
        r"|[А-ЯЁІЇЄҐ]{3,10}(?=,\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё-]+\.)|Корр\.[^/]{2,40}(?=/)|[А-ЯЁІЇЄҐ][\w.]{2,20}(?=\s[-–—]\s))/?"
        r"(?:,\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё-]+)?\s?[.,]?\s?[-–—]?\s?",
        # 20 ноября, Минск /Корр. БЕЛТА/.
        rf"{_DAY},\s{_TOWN}\s/[^/]{{2,40}}/\.?\s+",
        # Islamabad, Nov 20 - ; ROMA, 20 NOV - ; МОСКВА, 20 ноября.
        rf"{_PLACE}[,.]\s{_DAY}\s?{_DASH}\s+",
        # Updated: 10:30 GMT, 20 November 2026 ; Published 20 November 2026, 10:30 GMT
        rf"{_STAMPED}\s\d{{1,2}}:\d\d{_ZONE},?\s{_DAY}\s?{_DASH}?\s*(?=[^\W\da-zа-яё])",
        rf"{_STAMPED}\s{_DAY},?\s\d{{1,2}}:\d\d{_ZONE}\s?{_DASH}?\s*(?=[^\W\da-zа-яё])",
        # Publié le 20 novembre 2026 à 10h :
        rf"{_STAMPED}\s{_DAY}{_CLOCK}?\s?{_DASH}\s*",
        # São Paulo, 20 - O ; BRASÍLIA, 20/11 - A
        rf"{_TOWN},\s{_BARE_DAY}\s[-–—]\s(?={_PORTUGUESE_OPENING}\s)",
        # मुंबई, 20 नवंबर (भाषा) : letters of India, whose vowel signs are no letters
        r"[\u0900-\u0dff ]{2,30},\s(?:\d{1,2}|[\u0900-\u0dff]{1,8})\s[\u0900-\u0dff]{2,10}\s\([\u0900-\u0dffA-Z/ ]{2,20}\)\s?[।:–-]?\s*",
        # 20.11.2026, Hamburg.
        rf"\d{{1,2}}\.\d{{1,2}}\.\d{{4}},?\s{_PLACE}[.:]\s+(?=[^\W\d_a-zа-яё])",
        # КИЕВ, 20 ноября 2026, 10:15 — REGNUM. ; 20 ноября, ФИНМАРКЕТ -
        rf"(?:{_PLACE}[.,]\s)?{_DAY}(?:\s\d{{4}})?{_CLOCK}?[.,]?\s(?:[-–—]\s)?[A-ZА-ЯЁ]{{3,12}}(?:\s[-–—]|\.)\s*",
        # ЛУГОВ, 1 ноября, ВестиЛугова. : a place in capitals, a day, an agency that
        # is not known
        rf"(?:{_CAPITALS}|{_TOWN}),\s{_DAY},\s[^\W\d_a-zа-яё][\w-]{{2,20}}\.\s+",
        # 06.11.26 -
        r"\d{1,2}\.\d{1,2}\.\d{2,4}\s?[-–—:|]\s+",
        # Reporting from Cairo —
        rf"Reporting from {_PLACE}\s[-–—]{{1,2}}\s*",
        # Zurich (awp) - ; CARACAS (AVN).- : an agency that is not known, behind a
        # town; a party behind a name is none
        rf"{_TOWN}\s\((?!{_PARTIES}\))[^\W\d_][\w./-]{{1,14}}\)\s?\.?[-–—]{{1,2}}\s*(?=[^\W\da-z_])",
        # NEW YORK, Nov. 20, 2026 /PRNewswire/ -- ; (Agence Example) -
        rf"{_PLACE},\s{_DAY}\s/[^/]{{2,30}}/\s?[-–—]{{1,2}}\s*",
        r"\([A-ZÀ-ÖØ-Þ][\w .&-]{3,30}\)\s[-–—]{1,2}\s+(?=[^\W\da-z_])",
        # (MENAFN) Heavy
        r"\([A-Z]{4,10}\)\s+(?=[A-Z])",
        # /БЕЛТА/ ; /PRNewswire/ --
        r"/[A-ZА-ЯЁІЇЄҐ][\w-]{2,20}/\s?[-–—]{0,2}\s*(?=[^\W\da-zа-яё])",
        # БАКУ /Trend/ -
        rf"{_TOWN}\s/[^/]{{2,20}}/\.?\s?[-–—]?\s*",
        # By JANE ROE, Associated Press —
        rf"By\s[^\W\d_][\w.' -]{{3,40}},\s(?:The )?(?:Associated Press|{_AGENCIES})\s?[-–—]{{1,2}}\s*",
        # LOWFIELD via EXA — : a paper that has it of another
        r"[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2} via [A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2}\s[-–—]{1,2}\s+(?=[^\W\da-z_])",
        # KYIV, Ukraine — ; LOS ANGELES: Tina ; BREAKING: Dam
        rf"{_SPEAKERS}{_CAPITALS}(?:,\s[A-Z][\w. ]{{1,20}})?\s?(?:[-–—]{{1,2}}|[:|])\s+(?=[^\W\da-z_])",
        # dpa Hamburg – Ein ; Lagos, Nigeria | The
        rf"(?:{_AGENCIES})\s{_TOWN}\s[-–—]{{1,2}}\s(?=[^\W\da-z_])",
        rf"{_TOWN},\s{_TOWN}\s\|\s(?=[^\W\da-z_])",
        # November 20, 2026 Jane Roe In an : a day and a writer without a mark
        rf"{_MONTH}\s\d{{1,2}},?\s\d{{4}}\s(?:[Bb]y\s)?[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s(?={_ENGLISH_OPENING}\s)",
        # Jane Roe Cape Town – While : a writer and a town, before a word with which
        # English sentences begin
        rf"(?:{_TOWN}\s)?{_TOWN}\s[–—]\s(?={_ENGLISH_OPENING}\s[a-z])",
        # Leipzig – Ein : a town, before a word with which German sentences begin
        rf"{_TOWN}\s[–—]\s(?={_GERMAN_OPENING}\s)",
        # Berlin – Deutschlands Fähren liegen … : one word before a whole sentence that has
        # no further dash; a Russian dash stands for a verb
        r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,15}\s[–—]\s(?=[A-ZÀ-ÖØ-Þ„“\"][^–—:]{60})",
        # ABERVILLE (Nov 20):
        rf"{_CAPITALS}\s\({_DAY}\)\s?[-–—:]{{1,2}}\s+",
        # Dubai, UAE – 20 November 2026:
        rf"{_TOWN},\s{_TOWN}\s[-–—]\s{_DAY}:\s+",
        # Jakarta, CNN Indonesia -- ; Medan, Antara -
        rf"{_TOWN},\s(?:{_TOWN}\s--|(?:{_AGENCIES})\s[-–—])\s+(?=[^\W\da-z_])",
        # بيروت 20 نوفمبر / شينخوا / ; عمان، 20 نوفمبر (بترا) -
        r"[\u0600-\u06ff ]{2,24}،?\s\d{1,2}\s[\u0600-\u06ff]{2,8}\s?(?:/[\u0600-\u06ff ]{2,20}/|\([\u0600-\u06ff ]{2,20}\))\s?[-–:]*\s*",
        # Naples - The ; Cádiz - El : one word, before an article or a number
        rf"[^\W\d_a-zß-öø-ÿа-яё][a-zß-öø-ÿ]{{2,15}}\s[-–—]\s(?={_ARTICLE}\s)",
        # Nagpur - Harbour master Jane Roe said : one word, before who says something
        r"[A-Z][a-z]{2,15}\s[-–—]\s(?=[A-Z][\w’'-]+ (?:[\w’'-]+ ){0,8}(?:said|says|announced|confirmed|told)\b)",
        # München / Berlin - Der ; Santa Barbara, California—The
        rf"{_TOWN}\s?/\s?{_TOWN}\s[-–—]\s(?=[^\W\da-z_])",
        rf"{_TOWN},\s{_TOWN}—(?=[^\W\da-z_])",
        # Ciudad de México.- El
        r"[^\W\d_a-z][\w ,/]{2,40}\.[-–—]{1,2}\s*",
        # (서울=연합뉴스) 홍길동 기자 =
        r"[(\[【][가-힣·]{2,8}=[가-힣A-Za-z\d]{2,8}[)\]】]\s*(?:[가-힣]{2,4}\s)?(?:기자|특파원)?\s*=?\s*",
        # [서울경제]
        r"\[[가-힣A-Za-z\d =·]{2,20}\]\s*(?=[가-힣])",
        # القاهرة (رويترز) -
        r"[\u0600-\u06ff ]{2,24}[-–—]\s?\(?(?:رويترز|واس|أ ف ب|وام|د ب أ)\)?\s?[:-]?\s?",
    )
)
# A mark or a figure, of which each of these has one.
_PARTS_DATELINE = re.compile(r"[-–—:|/(\[【\d]")
# A subheading without a mark that ran into the dateline behind it: … returned
# his debt Moscow, 12 November.
_CLOSING = re.compile(
    rf"(?<=[a-zß-öø-ÿа-яё»”\"]) [A-ZА-ЯЁ][\w-]+(?: [A-ZА-ЯЁ][\w-]+){{0,2}}, {_DAY}\.?$"
)
# A full name, a few words without a mark, and the same name.
_SUBHEADING = re.compile(
    rf"({_CAPITAL}[\w’'-]+\s{_CAPITAL}[\w’'-]+)\s[^.!?,;:–—«»“”\"]{{12,120}}?[a-zß-öø-ÿа-яёіїє]\s(?=\1\s)"
)
# A letter of Han or kana: the patterns of their languages apply.
_HAN_LETTER = re.compile(r"[\u3040-\u9fff]")
_NAMES = r"[^()（）。，]{1,40}"
_OUTLET = r"[A-Za-z\d\u4e00-\u9fff·]{1,14}(?:社|网|網|报|報|台|客户端|新闻|新聞|财经|財經|科技|之家|氪|汇|视频|视|晚报|日报|时报|快讯|APP|App|app)(?!站)"
_SENT = r"(?:电|電|讯|訊|消息|报道|報道|報導|获悉|獲悉|综合报道)(?=[（(|｜：:，,\s】〕\]])"
_HAN = tuple(
    re.compile(pattern)
    for pattern in (
        # 【环球时报综合报道】 ; 〔記者某某／台北報導〕 ; 【ロンドン共同】 ; [東京 20日 ロイター] -
        rf"[【〔\[［][^】〕\]］]{{0,40}}(?:{_SENT}|记者|記者|共同|時事|ロイター|特派員|通信|=|＝|本報訊|AFP|ＡＦＰ|ＡＰ)[^】〕\]］]{{0,20}}[】〕\]］]\s*[-–—：:]?\s*",
        # 新华社巴黎12月9日电（记者某某） ; 中新网北京11月20日电 (记者 某某) 题：
        rf"{_OUTLET}(?:[（(]{_NAMES}[)）])?[\u4e00-\u9fff\d月日·/、\s]{{0,24}}?{_SENT}\s*(?:[(（]{_NAMES}[)）])?\s*(?:题[：:])?\s*[|｜:：，,]?\s*",
        # 央视网消息（新闻联播）： ; 央视新闻（某某）：
        rf"{_OUTLET}\s*(?:消息|讯|报道)?\s*[(（]{_NAMES}[)）]\s*[:：，]\s*",
        # 本报记者 某某 北京报道 ; 极目新闻记者 某某 通讯员 某某 ; 記者某某／台北報導
        rf"(?:本报|本報|本网|本站|本刊|本台|{_OUTLET})?(?:记者|記者|通讯员)[\s：:丨|]?\s*[\u4e00-\u9fff·]{{2,4}}"
        rf"(?:[\s、/／]+(?:实习生|通讯员|记者|摄影|見習記者)?\s*[\u4e00-\u9fff·]{{2,4}}){{0,3}}?[\s／/]+[\u4e00-\u9fff]{{0,6}}{_SENT}\s*[，,：:]?\s*",
        # （记者 某某）今天 ; （中央社記者某某台北20日電） ; （原标题：……）
        r"[(（](?:[\u4e00-\u9fff]{0,8}(?:记者|記者)|通讯员|本报记者|中央社|作者|文|来源|原标题|編輯|编辑|央视|总台)[^()（）]{0,60}[)）]\s*[:：]?\s*",
        # 本报讯（记者 某某） ; 本台消息：
        rf"(?:本报|本報|本网|本站|本刊|本台)\S{{0,12}}?(?:讯|訊|电|電|消息)\s*(?:[(（]{_NAMES}[)）])?\s*[:：，]?\s*",
        # 来源：海州日报 ; 界面新闻记者 | 张某
        r"(?:来源|來源|文|作者)\s?[：:／/|丨]\s?[\u4e00-\u9fffA-Za-z·]{2,14}\s+",
        rf"{_OUTLET}(?:记者|記者)\s?[|丨／/：:]?\s?[\u4e00-\u9fff·]{{2,4}}\s+",
        # 证券时报e公司讯，
        r"[A-Za-z\d\u4e00-\u9fff]{2,14}(?<![通资視视音喜简電电])讯[，,：:]\s*",
        # 某某快讯，
        r"[A-Za-z\d\u4e00-\u9fff]{1,10}快讯[，,：:]\s*",
        # （CNN） ; （ロイター）
        r"[(（](?:CNN|AFP|AP|BBC|ロイター|共同|時事|朝鮮日報)[)）]\s*[-–—：:]?\s*",
        # 【新华社】 ; [今日新聞] : an outlet alone
        rf"[【〔\[［]{_OUTLET}[】〕\]］]\s*[-–—：:]?\s*",
        # 格隆汇11月20日丨
        rf"{_OUTLET}\s?\d{{1,2}}月\d{{1,2}}日\s?[丨｜|]\s*",
        # （ソウル聯合ニュース）
        r"[(（][^()（）]{0,12}(?:聯合ニュース|新華社|共同|時事|ロイター)[)）]\s*",
        # （ワシントン＝山田太郎）
        r"[(（][^()（）]{1,12}[＝=][^()（）]{2,12}[)）]\s*",
        # 据新华社11月20日电，
        rf"据{_OUTLET}[\d月日]{{0,8}}(?:电|消息)\s*[，：]\s*",
    )
)


def strip_dateline(line: str) -> str:
    """Return a line without the place, day, agency and reporter that it opens with:
    "ABERVILLE, Nov 20 (AP) - The ferry sails." → "The ferry sails.".

    A line of a dateline alone stays.
    """
    text = line.strip(" \t\u3000\xa0")
    for _ in range(_ROUNDS):
        shorter = _strip_once(text)
        if shorter == text or len(shorter) < _LEFT:
            break
        text = shorter
    return text


def strip_subheading(sentence: str) -> str:
    """Return a sentence without a subheading that ran into it, before the same name ("Jane Roe wins
    the race Jane Roe has won …"), and without what stands behind one: the place and day of the
    report ("The ferry returned Aberville, 12 November").
    """
    heading = _SUBHEADING.match(sentence)
    told = sentence[heading.end() :] if heading else sentence
    tail = _CLOSING.search(told[-WINDOW:])
    return told[: len(told) - len(tail.group())] if tail else told


def _strip_once(text: str) -> str:
    """Cut the first dateline that stands at the start."""
    head = text[:WINDOW]
    is_han = _HAN_LETTER.search(head[:40])
    if not (is_han or _PARTS_DATELINE.search(head)):
        return text
    for pattern in _HAN if is_han else _SPACED:
        match = pattern.match(head)
        if match:
            return text[match.end() :].lstrip(" :：，,—–-\u3000\xa0")
    return text

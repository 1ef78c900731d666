"""Lines that are none of the text, and lines that only look so."""

from __future__ import annotations

import pytest

from news.extract.furniture import strip_lines
from tests.news.extract.layouts import PARAGRAPHS, page, read

LONG = list(PARAGRAPHS)
CHINESE = [
    "清河市交通局今天宣布，将在两年内新建三座跨江步行桥，总投资四亿二千万元，资金已经全部落实。",
    "三座桥分别位于老码头、大学城和东湖湾，最长的一座长三百八十米，桥面设有骑行道和观景平台。",
    "附近居民陈先生说，过去步行过江要绕行四公里，建成后十分钟就能走到对岸，老人孩子都方便。",
]


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (LONG, "Most read in Harbour"),
        (LONG, "More on this story"),
        (CHINESE, "相关报道：两座旧桥明年大修"),
        (CHINESE, "延伸閱讀：兩座舊橋明年大修"),
    ],
)
def test_a_list_in_the_middle_does_not_end_the_text(
    lines: list[str], mark: str
) -> None:
    kept, dropped = strip_lines(
        [*lines, mark, "A teaser of another article", *lines[::-1]], ""
    )
    assert kept == [*lines, *lines[::-1]]
    assert mark in dropped


@pytest.mark.parametrize(
    "line",
    [
        "Share this article on three networks or by mail",
        "Artikel teilen",
        "Article continues below this advertisement",
        "This audio is auto-generated. Tell us how you like it.",
        "By Mara Quill",
        "20 November 2026, 12:05",
        '{"@type":"NewsArticle","headline":"x"}',
        "Read also: Two old bridges close",
        "Lesen Sie auch: Zwei alte Brücken gesperrt",
        "Lee también: Cierran dos puentes viejos",
        "Czytaj też: Dwa stare mosty zamknięte",
        "اقرأ أيضا: إغلاق جسرين قديمين",
        "Baca juga: Dua jembatan tua ditutup",
        "Subscribe to continue reading this article",
        "2026/11/20 15:10 江邊報 記者喬一帆／清河報導",
        "〔記者喬一帆／清河報導〕",
        "撰文：喬一帆",
        "出版：2026-11-20 14:05 更新：2026-11-20 18:00",
        "Jetzt 4 Wochen für 1 Euro testen, jederzeit kündbar.",
        "Sie haben bereits ein Abo? Hier anmelden",
        "Il vous reste 70 % de cet article à lire.",
        "Allerede abonnent? Logg inn",
        "试读已结束，购买后阅读全文",
        "Subscribe now, first month for £2",
        "Подписывайтесь на наш канал в мессенджере",
        "この記事は有料会員限定です。",
        "残り1,204文字",
        "Publié le 20/11/2026 à 08h30 · Mis à jour le 20/11/2026 à 10h12",
        "Publicado em 20/11/2026 às 16h20, atualizado há 3 horas",
        "Stand: 20. November 2026, 15:30 Uhr",
        "24 नवंबर 2026, 10:30 बजे",
        "fre 20 nov 2026 kl. 12.05",
        "Fr., 20. November 2026, 12:05 Uhr",
        "Cập nhật lúc 12:05 ngày 20/11/2026",
        "We value your privacy",
        "無断転載・複製を禁じます",
        "Pubblicato il 20/11/2026 alle ore 18:40 - Ultimo aggiornamento 21/11/2026 07:10",
        "Listen to this article",
        "点击右上角“…”分享给朋友",
        "We and our 640 partners store and access information on a device, such as cookies, and process personal data.",
        "Nous et nos partenaires stockons des informations sur un terminal et utilisons des données de géolocalisation précises.",
        "Already a subscriber? Log in",
        "Your browser does not support the video tag.",
        "請繼續往下閱讀...",
        "非經授權，不得轉載",
        "1 2 3 4 下一页",
        "Seite 1 | 2 | 3 weiter",
        "Unlimited access to all stories for £1 a week. Cancel anytime.",
        "Dieser Beitrag ist nur für unsere Abonnenten lesbar.",
        "Cet article est réservé à nos abonnés. La suite est réservée aux abonnés.",
        "無料会員登録で続きをお読みいただけます",
        "Wir und unsere 90 Partner nutzen auf dieser Seite Cookies, um Anzeigen zu messen.",
        "Our website uses cookies to remember what you like.",
        "Nous utilisons des cookies pour mesurer l'audience de nos pages.",
        "Utilizamos cookies propias y de terceros para mejorar la página.",
        "An dieser Stelle finden Sie einen externen Inhalt, den unsere Redaktion empfiehlt.",
        "This article contains content provided by a network. We ask for your permission before anything is loaded.",
    ],
)
def test_furniture_goes(line: str) -> None:
    kept, dropped = strip_lines([line, *LONG, *CHINESE], "")
    assert kept == [*LONG, *CHINESE]
    assert dropped == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the week the lamp had been lit again by two volunteers from the guild.",
        "“We never left,” said one of the keepers.",
        "In November 2026 the lamp went out for good.",
        "20 November 2026: lamp relit",
        "The sea in May 2026",
        "Hà Nội có mưa to 20/11/2026",
        "Rio le 20/11/2026",
        "MTV 3, TSV 2",
        "Police may access information on a device only with a warrant, the court ruled.",
        "The company sold precise geolocation data of two million drivers.",
        "“We value your privacy” is a lie, says Roe.",
        "Die App sammelt genaue Standortdaten ihrer Nutzer.",
        "L'application a vendu des données de géolocalisation précises.",
        "La policía halló información en un dispositivo del acusado.",
        "記事を無断転載したとして、警察は会社員を逮捕した。",
        "기사를 무단 전재한 혐의로 기소됐다.",
        "유료 회원이 1000만 명을 넘었다.",
        "会員限定のセールを20日から始める。",
        "先生は残り100文字で書けと言った。",
        "Half of all shops use cookies without asking, the office found.",
        "“We use cookies” stood on the door of the bakery.",
        "Die Behörde verbot dem Portal, ohne Zustimmung Cookies zu setzen.",
        "Next to the pier 12 boats wait.",
        "Das Museum war gestern nur für Schulklassen geöffnet.",
        "The union says: subscribe now, and pay later.",
        "Listen to this wind, said the keeper, and you will know why the lamp was built of iron and not of oak.",
        "A subscriber of the guild's paper kept the device that stored the lamp's oil for nineteen years in his shed.",
        "来源不明的捐款引起了审计人员的注意，调查持续了两年之久，最终查明资金来自三家海外公司，涉案金额超过两亿元。",
    ],
)
def test_sentences_stay(line: str) -> None:
    kept, _ = strip_lines([*LONG, line, *CHINESE], "")
    assert line in kept


@pytest.mark.parametrize(
    "line",
    [
        "मुंबई में 20 नवंबर 2026 को बारिश हुई और सड़कें बंद रहीं।",
        "২০ নভেম্বর ২০২৬ তারিখে ঢাকায় বৃষ্টি হয়েছে।",
        "20 நவம்பர் 2026 அன்று சென்னையில் மழை பெய்தது",
    ],
)
def test_a_first_sentence_with_a_date_stays_in_scripts_with_vowel_signs(
    line: str,
) -> None:
    kept, _ = strip_lines([line, *LONG, *CHINESE], "")
    assert kept[0] == line


def test_a_text_behind_a_curtain_is_text_and_a_hidden_menu_is_not() -> None:
    curtain = f"<div class='more' style='display: none'><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></div>"
    menu = "<div style='display:none'><p><a href='/a'>Harbour news</a></p><p>Menu</p></div>"
    notice = f"<div class='cookie-notice' style='display:none'><p>{PARAGRAPHS[1][::-1]}</p><p>{PARAGRAPHS[2][::-1]}</p></div>"
    text = read(
        page(body=f"<p>{PARAGRAPHS[0]}</p>{curtain}{menu}{notice}")
    ).text
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "Menu" not in text
    assert PARAGRAPHS[1][::-1] not in text


def test_words_of_neighbouring_spans_are_parted() -> None:
    above = "<h1>Lighthouse keepers return to the northern pier</h1><div><span>Harbour</span><span>Report</span></div>"
    assert "HarbourReport" not in read(page(above=above)).text


@pytest.mark.parametrize(
    ("line", "is_dropped"),
    [
        ("김민수 기자 minsu@harbour.example", True),
        ("Mara Quill, staff writer mara@harbour.example", True),
        ("Write to the guild by the end of May at lamp@harbour.example", False),
    ],
)
def test_a_writers_address_behind_the_text_goes(
    line: str, *, is_dropped: bool
) -> None:
    kept, dropped = strip_lines([*LONG, *CHINESE, line], "")
    assert (line in dropped) == is_dropped
    early, _ = strip_lines([line, *LONG, *CHINESE], "")
    assert line in early
    assert kept[:3] == LONG[:3]


@pytest.mark.parametrize(
    "heading", ["3 Comments", "Комментарии (2)", "Leserkommentare", "댓글 2개"]
)
def test_what_readers_write_below_is_no_text(heading: str) -> None:
    remark = "I have sailed past that tower for thirty years and never once saw the lamp fail."
    box = f"<div><h3>{heading}</h3><div><b>Guest</b><p>{remark}</p></div><p>{remark}</p></div>"
    text = read(page(after=box)).text
    assert text.split("\n") == list(PARAGRAPHS)


def test_a_heading_of_comments_above_the_text_hides_nothing() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    text = read(page(body=f"<h4>Comments</h4>{body}")).text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


AFTER = "The board meets again in June to hear what the pilots think of the fares, its clerk said."


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for the harbour newsletter",
        "Follow us on Facebook",
        "Join our WhatsApp channel",
        "Support independent journalism. Become a member.",
        "Síguenos en Telegram",
        "İlgili haber: Deniz feneri yandı",
        "Siehe auch: Der Leuchtturm",
    ],
)
def test_an_invitation_between_paragraphs_goes_and_the_text_goes_on(
    line: str,
) -> None:
    kept, dropped = strip_lines([*PARAGRAPHS[:2], line, AFTER], "")
    assert kept == [*PARAGRAPHS[:2], AFTER]
    assert dropped == [line]


@pytest.mark.parametrize(
    ("line", "is_head"),
    [
        ("김민수 기자", True),
        ("記者：山田太郎", True),
        ("文＝山田太郎", True),
        ("Mara Quill, Staff Writer", True),
        ("Από Άννα Παππά", True),
        ("编辑 郑九 校对 王十", False),
        ("本網站之文字及圖片，非經授權，不得轉載。", False),
    ],
)
def test_who_wrote_and_who_read_proofs(line: str, *, is_head: bool) -> None:
    text = [*LONG, *CHINESE]
    lines = [line, *text] if is_head else [*text, line]
    kept, dropped = strip_lines(lines, "")
    assert dropped == [line]
    assert kept == text


def test_a_sentence_on_journalism_is_no_invitation() -> None:
    said = "Support for the guild's own journalism has grown since the lamp was switched off, pilots say."
    assert said in strip_lines([*PARAGRAPHS, said, AFTER], "")[0]

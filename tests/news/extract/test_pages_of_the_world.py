"""Cousins of one kind side by side: bylines, texts, pictures, titles and clocks as pages of many languages write them."""

from __future__ import annotations

import json

import pytest

from tests.news.extract.layouts import PARAGRAPHS, TITLE, moment, page, read

ZH = (
    "<p>港务局周一投票决定，两个冬天无人之后让守塔人重返北灯塔，引航员公会在会上这样说。</p>"
    * 4
)
HANT = (
    "<p>港務局週一投票決定，兩個冬天無人之後讓守塔人重返北燈塔，引水人公會在會上這樣說。</p>"
    * 4
)
JA = (
    "<p>市は月曜日、北の灯台に灯台守を戻すことを決めた。二つの冬のあいだ、誰もいなかったという。</p>"
    * 4
)
KO = (
    "<p>항만청은 월요일 두 겨울 동안 비어 있던 북쪽 등대에 등대지기를 다시 두기로 했다고 밝혔다.</p>"
    * 4
)
TEXTS = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def headed(lines: str, body: str = TEXTS, language: str = "en") -> str:
    return page(above=f"<h1>{TITLE}</h1>{lines}", body=body, language=language)


@pytest.mark.parametrize(
    ("lines", "body", "language", "publisher"),
    [
        ("<div>来源：海港晚报</div>", ZH, "zh", "海港晚报"),
        ("<div>来 源 : 海港晚报 编辑：王灯</div>", ZH, "zh", "海港晚报"),
        (
            "<p><span>来源：</span><span>海港晚报</span></p>",
            ZH,
            "zh",
            "海港晚报",
        ),
        ("<p>稿源</p><p>海港晚报</p>", ZH, "zh", "海港晚报"),
        ("<div>2026-11-16 09:20 转自：海港晚报</div>", ZH, "zh", "海港晚报"),
        ("<div>來源：港灣日報</div>", HANT, "zh-Hant", "港灣日報"),
        ("<div>新聞來源:港灣日報 | 記者:陳燈</div>", HANT, "zh-TW", "港灣日報"),
        ("<div>出典：港湾新聞</div>", JA, "ja", "港湾新聞"),
        ("<div>출처: 항만일보</div>", KO, "ko", "항만일보"),
        (
            "<div>Источник: Вечерняя Гавань</div>",
            TEXTS,
            "ru",
            "Вечерняя Гавань",
        ),
        ("<div>Quelle: Hafenbote</div>", TEXTS, "de", "Hafenbote"),
        ("<div>Source : Le Phare</div>", TEXTS, "fr", "Le Phare"),
        ("<div>Fuente: El Faro</div>", TEXTS, "es", "El Faro"),
    ],
)
def test_publishers(
    lines: str, body: str, language: str, publisher: str
) -> None:
    assert read(headed(lines, body, language)).publisher == publisher


@pytest.mark.parametrize(
    "decoy",
    [
        "<figure><button class='image-source'>Enlarge this image</button></figure>",
        "<span class='from'>193 claps</span>",
        "<div class='source-credit'>Photograph by Ann Doe</div>",
        "<a class='newsletter-from'>From our desk</a>",
        "<span class='data-source'>Click to zoom</span>",
        "<em class='origin'>Loading</em>",
    ],
)
def test_a_class_called_source_names_no_publisher(decoy: str) -> None:
    html = page(
        head="<meta property='og:site_name' content='The Gazette'>",
        above=f"<h1>{TITLE}</h1>{decoy}",
    )
    assert read(html).publisher == "The Gazette"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Doe", "Ann Doe"),
        ("BY ANN DOE", "ANN DOE"),
        ("By Ann Doe and Ben Roe", "Ann Doe, Ben Roe"),
        ("By Ann Doe, Ben Roe & Cy Poe", "Ann Doe, Ben Roe, Cy Poe"),
        ("By Ann Doe, Senior Political Correspondent", "Ann Doe"),
        ("By Ann Doe | Email the author", "Ann Doe"),
        ("By Ann Doe Published November 16, 2026", "Ann Doe"),
        ("By Ann Doe · 4 min read", "Ann Doe"),
        ("Written by: Ann Doe", "Ann Doe"),
        ("Von Anna Müller und Bernd Groß", "Anna Müller, Bernd Groß"),
        ("Ein Kommentar von Anna Müller", "Anna Müller"),
        ("Par Anne Dupont et Benoît Roux", "Anne Dupont, Benoît Roux"),
        ("Por Ana Núñez", "Ana Núñez"),
        ("Автор: Анна Иванова", "Анна Иванова"),
    ],
)
def test_bylines(line: str, author: str) -> None:
    assert read(headed(f"<p>{line}</p>")).author == author


@pytest.mark.parametrize(
    ("line", "body", "author"),
    [
        ("记者：王灯", ZH, "王灯"),
        ("本报记者 王灯", ZH, "王灯"),
        ("作者：王灯 编辑：李塔", ZH, "王灯"),
        ("（記者陳大文／台北報導）", HANT, "陳大文"),
        ("記者：陳大文", HANT, "陳大文"),
        ("執筆：山田太郎", JA, "山田太郎"),
        ("김등대 기자", KO, "김등대"),
    ],
)
def test_reporters_of_east_asia(line: str, body: str, author: str) -> None:
    assert read(headed(f"<p>{line}</p>", body, "")).author == author


@pytest.mark.parametrize(
    "line", ["By 2030", "By 12 votes to 3", "By the sea, at night", "By Monday"]
)
def test_what_begins_with_by_and_names_nobody(line: str) -> None:
    assert read(headed(f"<p>{line}</p>")).author == ""


def test_a_person_in_the_byline_beats_an_organisation_in_json_ld() -> None:
    data = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "author": {"@type": "Organization", "name": "The Gazette"},
        }
    )
    html = page(
        head=f"<script type='application/ld+json'>{data}</script>",
        above=f"<h1>{TITLE}</h1><p>By Ann Doe</p>",
    )
    assert read(html).author == "Ann Doe"


@pytest.mark.parametrize(
    "furniture",
    [
        '<p>{"@context": "https://schema.org", "@type": "NewsArticle"}</p>',
        '<p>[{"id": 12, "slug": "light"}]</p>',
        "<p>var config = {zone: 4};</p>",
        "<div style='display:none' class='mega-menu'><p>Sport and more of it, every day of the week and at night, too.</p></div>",
        "<p>Your browser does not support the video element.</p>",
        "<p>Your browser does not support HTML5 audio.</p>",
        "<p>Subscribe to continue reading this article.</p>",
        "<p>Already a subscriber? Log in</p>",
        "<p>This article is for subscribers only.</p>",
        "<p>Um weiterzulesen, melden Sie sich an.</p>",
        "<p>Bereits abonniert? Hier anmelden</p>",
        "<p>Pour lire la suite, abonnez-vous.</p>",
        "<p>Cet article est réservé aux abonnés.</p>",
        "<p>Suscríbete para seguir leyendo</p>",
        "<p>登录后查看全文</p>",
        "<p>Advertisement</p>",
        "<iframe src='/ad'>Your advertisement here</iframe>",
        "<amp-ad>Buy lamps</amp-ad>",
        "<p>Read also: Pilots miss the entrance again</p>",
    ],
)
def test_what_is_no_text(furniture: str) -> None:
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    html = page(body=first + furniture + "".join(rest))
    assert read(html).text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "heading",
    [
        "Most read in Local",
        "Related articles",
        "Mehr zum Thema",
        "À lire aussi",
        "Lea también",
        "相关报道",
        "延伸閱讀",
        "関連記事",
        "관련 기사",
    ],
)
def test_a_list_of_others_midway_ends_no_text(heading: str) -> None:
    middle = f"<h3>{heading}</h3><ul><li><a href='/a'>Pilots ask for a lamp</a></li></ul>"
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS * 2)
    read_text = read(page(body=first + middle + "".join(rest))).text
    assert all(text in read_text for text in PARAGRAPHS)
    assert "Pilots ask for a lamp" not in read_text


def test_a_subscribers_block_is_text() -> None:
    texts = [
        f"Of night {night}: {text}" for night in range(4) for text in PARAGRAPHS
    ]
    first, *rest = (f"<p>{text}</p>" for text in texts)
    hidden = f"<div class='subscriber-only' style='display:none'>{''.join(rest)}</div>"
    assert read(page(body=first + hidden)).text.split("\n") == texts


def test_quotations_lists_and_tables_are_text() -> None:
    parts = (
        "<blockquote>The lamp must never fail, he said.</blockquote>"
        "<ul><li>Two keepers, from the first of March.</li><li>Five years of wages.</li></ul>"
        "<table><tr><td>Ships in 2025</td><td>412</td></tr></table>"
    )
    text = read(page(body=TEXTS + parts + TEXTS)).text
    for part in ("must never fail", "first of March", "Five years", "412"):
        assert part in text


@pytest.mark.parametrize(
    ("picture", "address"),
    [
        ("<img src='/light.jpg'>", "/light.jpg"),
        ("<img src='/grey.gif' data-lazy-src='/light.jpg'>", "/light.jpg"),
        ("<img data-src='/light.jpg'>", "/light.jpg"),
        ("<img data-original='/light.jpg' src='/loading.gif'>", "/light.jpg"),
        (
            "<img srcset='/s.jpg 320w, /light.jpg 1200w, /m.jpg 640w'>",
            "/light.jpg",
        ),
        ("<img data-srcset='/s.jpg 1x, /light.jpg 2x'>", "/light.jpg"),
        (
            "<amp-img src='/light.jpg' width='800' height='600'></amp-img>",
            "/light.jpg",
        ),
        (
            "<picture><source srcset='/light.webp 1200w'><img src='data:image/gif;base64,R0'></picture>",
            "/light.webp",
        ),
        ("<noscript><img src='/light.jpg'></noscript>", "/light.jpg"),
    ],
)
def test_pictures(picture: str, address: str) -> None:
    image = read(page(body=f"<figure>{picture}</figure>{TEXTS}")).image
    assert image == f"https://gazette.example{address}"


@pytest.mark.parametrize(
    "picture",
    [
        "",
        "<img src=''>",
        "<img src='#'>",
        "<img src='/static/logo.png'>",
        "<img class='author-photo' src='/people/ann.jpg'>",
        "<img src='/pixel.gif' width='1' height='1'>",
        "<img src='/light.jpg' width='60' height='60'>",
        "<img src='data:image/png;base64,iVBOR'>",
        "<img src='/share/weixin-qrcode.png'>",
    ],
)
def test_no_picture_of_this_article(picture: str) -> None:
    assert read(page(body=TEXTS + picture)).image == ""


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | The Gazette",
        f"{TITLE} - The Gazette",
        f"{TITLE} – The Gazette",
        f"{TITLE} — The Gazette",
        f"{TITLE} · The Gazette",
        f"{TITLE} « The Gazette",
        f"{TITLE}_The Gazette",
    ],
)
def test_the_sites_name_is_cut_from_a_title(title: str) -> None:
    html = page(
        head=f"<meta property='og:site_name' content='The Gazette'><meta property='og:title' content='{title}'>",
        above="<h1><a href='/'>The Gazette</a></h1>",
        title=title,
    )
    assert read(html).title == TITLE


@pytest.mark.parametrize(
    ("url", "language", "offset"),
    [
        ("https://gazette.example/a", "ja", "+09:00"),
        ("https://gazette.example/a", "ko", "+09:00"),
        ("https://gazette.example/a", "zh-CN", "+08:00"),
        ("https://gazette.example/a", "de-AT", "+01:00"),
        ("https://gazette.co.uk/a", "en", "+00:00"),
        ("https://gazette.com.br/a", "pt-BR", "-03:00"),
        ("https://gazette.in/a", "en", "+05:30"),
    ],
)
def test_a_clock_ticks_where_the_site_is_at_home(
    url: str, language: str, offset: str
) -> None:
    html = headed("<div>2026-11-16 09:20</div>", language=language)
    assert moment(html, url=url) == f"2026-11-16T09:20:00{offset}"
    declared = headed("<div>2026-11-16 09:20 +02:00</div>", language=language)
    assert moment(declared, url=url) == "2026-11-16T09:20:00+02:00"
    assert moment(html, url=url, zone="America/Lima").endswith("-05:00")


def test_what_is_dropped_leaves_the_words_behind_it() -> None:
    line = (
        "<p>Keepers <svg><path/></svg>return <iframe src='/ad'></iframe>to the "
        "<style>p {top: 0}</style>pier <script>var light = 1;</script>on Monday, the board said.</p>"
    )
    text = read(page(body=line + TEXTS)).text
    assert "Keepers return to the pier on Monday, the board said." in text


def test_a_page_that_hides_itself_until_its_script_runs_is_read() -> None:
    html = page().replace("<html ", "<html style='display:none' ")
    assert read(html).text.split("\n") == list(PARAGRAPHS)

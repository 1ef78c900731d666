"""Who wrote the article: bylines in many languages, declared people, and texts that are no names."""

from __future__ import annotations

import json

import pytest

from tests.news.extract.layouts import TITLE, page, read
from tests.news.extract.portal import portal


def with_line(line: str, language: str = "en") -> str:
    return page(
        above=f"<h1>{TITLE}</h1><div class='info'>{line}</div>",
        language=language,
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Mara Quill", "Mara Quill"),
        ("By MARA QUILL", "MARA QUILL"),
        ("By Mara Quill and Jo de la Cruz", "Mara Quill, Jo de la Cruz"),
        ("By Mara Quill, Staff Writer", "Mara Quill"),
        ("By Mara Quill | Email the author", "Mara Quill"),
        ("By desk@harbour.example (Mara Quill)", "Mara Quill"),
        ("Mon 16 Nov 2026 10:05 am by Mara Quill", "Mara Quill"),
        ("By Mara Quill on November 16, 2026", "Mara Quill"),
        ("By Mara Quill<time>16 November 2026</time>", "Mara Quill"),
        ("By Mara Quill and Desk 12", "Mara Quill"),
        ("Von Änne Öhler", "Änne Öhler"),
        ("Par Zoé Marchand", "Zoé Marchand"),
        ("Por Íñigo Salas y Eva Ruiz", "Íñigo Salas, Eva Ruiz"),
        ("Автор: Вера Лунина", "Вера Лунина"),
        ("Автор: Олена Коваль, 16 листопада 2026, 10:05", "Олена Коваль"),
        ("di Giulia Bianchi", "Giulia Bianchi"),
        ("كتب: سامي حداد", "سامي حداد"),
        ("a cura di Giulia Bianchi", "Giulia Bianchi"),
        ("Autorin: Änne Öhler", "Änne Öhler"),
        ("Text: Änne Öhler", "Änne Öhler"),
        ("Oprac. Zofia Wilk", "Zofia Wilk"),
        ("Oleh Budi Santoso", "Budi Santoso"),
        ("מאת דנה לוי", "דנה לוי"),
        ("بقلم سامي حداد", "سامي حداد"),
        ("Kirjoittaja: Aino Salo", "Aino Salo"),
        ("โดย วิภา แก้วดี", "วิภา แก้วดี"),
        ("Γράφει ο Νίκος Βλάχος", "Νίκος Βλάχος"),
        ("16.11.2026 10:05 Γράφουν οι Νίκος Βλάχος", "Νίκος Βλάχος"),
        ("16 Novembre 2026 di Giulia Bianchi", "Giulia Bianchi"),
        ("Piše: Vesna Babić", "Vesna Babić"),
        ("Veröffentlicht von Änne Öhler am 16. November 2026", "Änne Öhler"),
    ],
)
def test_bylines(line: str, author: str) -> None:
    assert read(with_line(line)).author == author


@pytest.mark.parametrize(
    "line",
    [
        "By the harbour",
        "12,500",
        "Advertisement",
        "Posted in: Harbour",
        "By 2027 all is well",
    ],
)
def test_lines_that_name_nobody(line: str) -> None:
    assert read(with_line(line)).author == ""


def test_a_byline_that_stands_in_two_elements() -> None:
    html = page(above=f"<h1>{TITLE}</h1><div>By</div><div>Mara Quill</div>")
    assert read(html).author == "Mara Quill"


def declaring(author: object) -> str:
    data = json.dumps(
        {"@type": "NewsArticle", "headline": TITLE, "author": author}
    )
    return f"<script type='application/ld+json'>{data}</script>"


def test_declared_people() -> None:
    people = [
        {"@type": "Person", "name": "Mara Quill"},
        {"@type": "Person", "name": "Jo Reed"},
    ]
    assert read(page(head=declaring(people))).author == "Mara Quill, Jo Reed"


def test_people_that_the_data_refers_to() -> None:
    graph = [
        {"@type": "Person", "@id": "#mara", "name": "Mara Quill"},
        {"@type": "Person", "@id": "#jo", "name": "Jo Reed"},
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "author": [{"@id": "#jo"}, {"@id": "#nobody"}, "Li Na"],
            "image": {"@id": "#ferry"},
        },
        {"@id": "#ferry", "url": "https://paper.example/ferry.jpg"},
    ]
    data = json.dumps({"@graph": graph})
    html = page(head=f"<script type='application/ld+json'>{data}</script>")
    article = read(html)
    assert article.author == "Jo Reed"
    assert article.image == "https://paper.example/ferry.jpg"


def test_people_declared_by_a_template_with_a_comma_too_many() -> None:
    head = declaring({"@type": "Person", "name": "Mara Quill"})
    assert read(page(head=head.replace("}}", ",},}"))).author == "Mara Quill"


def test_an_organisation_does_not_beat_a_person_in_the_byline() -> None:
    head = declaring({"@type": "Organization", "name": "Harbour Wire"})
    above = f"<h1>{TITLE}</h1><p class='by'>By Mara Quill</p>"
    assert read(page(head=head, above=above)).author == "Mara Quill"
    assert read(page(head=head)).author == "Harbour Wire"


def test_a_byline_that_names_more_people_than_the_data() -> None:
    head = declaring({"@type": "Person", "name": "Mara Quill"})
    above = f"<h1>{TITLE}</h1><p>By Mara Quill and Jo Reed</p>"
    assert read(page(head=head, above=above)).author == "Mara Quill, Jo Reed"


def test_names_of_a_comment_form_and_of_other_articles_are_nobodys() -> None:
    after = (
        "<div class='comment-respond'><p class='comment-form-author'>Name *</p></div>"
        "<aside class='sidebar'><span class='author'>Sid Column</span></aside>"
    )
    assert read(page(after=after)).author == ""


def test_a_handle_that_a_blog_marks_as_its_author() -> None:
    above = f"<h1>{TITLE}</h1><span class='vcard'><a rel='author' href='/u/1'>pierwatch</a></span>"
    assert read(page(above=above)).author == "pierwatch"


@pytest.mark.parametrize(
    ("info", "author"),
    [
        ("26-11-20 11:33 来源:清河日报 作者:乔一帆 编辑:杜若", "乔一帆"),
        ("<span>作者：</span></div><div><span>乔一帆</span>", "乔一帆"),
        ("江边晚报客户端记者 乔一帆 来源：江边晚报", "乔一帆"),
        ("本报记者　乔一帆", "乔一帆"),
        ("本报记者 阿依努尔·艾山江 2026-11-20", "阿依努尔·艾山江"),
        ("（记者阿依努尔·艾山江）2026-11-20", "阿依努尔·艾山江"),
        # Nothing parts the name from the place.
        ("2026/11/20 15:10 記者喬一帆清河報導", "喬一帆"),
        ("2026/11/20 15:10 記者喬帆清河報導", "喬帆"),
        ("2026/11/20 15:10 記者喬一帆清河市報導", "喬一帆"),
    ],
)
def test_chinese_bylines(info: str, author: str) -> None:
    body = (
        "<p>市政府今天宣布，三座新桥将在两年内建成，总投资四亿二千万元，资金已经落实到位。</p>"
        * 4
    )
    assert read(portal(info=info, body=body)).author == author


def test_a_traditional_byline_that_opens_the_text() -> None:
    body = (
        "<p>〔記者喬一帆／清河報導〕三座新橋將在兩年內完工，市府今天公布路線與經費，居民表示期待。</p>"
        * 2
    )
    assert read(portal(info="2026/11/20 15:10", body=body)).author == "喬一帆"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Mara Quill, Healthcare Reporter", "Mara Quill"),
        ("By Mara Quill, Contributing Opinion Writer", "Mara Quill"),
        ("Posted in Harbour by maraquill on May 3, 2026", "maraquill"),
        ("3 mai 2026 · par mara_q · 4 commentaires", "mara_q"),
        ("By Harbour Press", "Harbour Press"),
        ("Von Redaktion", "Redaktion"),
    ],
)
def test_roles_accounts_and_desks_in_bylines(line: str, author: str) -> None:
    assert read(with_line(line)).author == author


def test_a_name_of_its_own_element_stands_without_the_paper_beside_it() -> None:
    byline = (
        "<div class='byline-section'><a class='author'>Mara Quill</a>"
        "<span>North Bay Courier</span></div>"
    )
    assert read(page(above=f"<h1>{TITLE}</h1>{byline}")).author == "Mara Quill"


def test_a_label_in_another_language_stands_above_its_name() -> None:
    html = page(
        above=f"<h1>{TITLE}</h1><dl><dt>Auteur</dt><dd>Zoé Marchand</dd></dl>"
    )
    assert read(html).author == "Zoé Marchand"


def test_the_list_that_names_all_people_of_the_others_counts() -> None:
    named = "<meta name='author' content='Mara Quill, Jo Reed'>"
    html = page(head=named, above=f"<h1>{TITLE}</h1><div>By Mara Quill</div>")
    assert read(html).author == "Mara Quill, Jo Reed"


def test_an_agency_that_is_all_a_page_declares_is_its_author() -> None:
    assert read(
        page(head=declaring({"@type": "Person", "name": "Harbour Press"}))
    ).author == ("Harbour Press")


def test_a_person_on_the_page_goes_before_the_name_of_its_site() -> None:
    html = page(
        head="<meta name='author' content='The Gazette'>",
        above=f"<h1>{TITLE}</h1><div class='author'>Mara Quill</div>",
    )
    assert read(html).author == "Mara Quill"


def test_a_medium_is_no_person_beside_its_reporter() -> None:
    head = "<meta property='og:article:author' content='강변일보 | 포털'>"
    body = "<p>시는 월요일에 새 다리 세 개를 두 해 안에 놓겠다고 밝혔다. 예산은 이미 마련되었다.</p>"
    html = page(
        head=head,
        language="ko",
        body=f"{body * 6}<p>김서윤 기자 seo@gb.example</p>",
    )
    article = read(html)
    assert article.author == "김서윤"
    assert article.publisher == "강변일보"


@pytest.mark.parametrize("name", ["author", "parsely-author", "dc.creator"])
def test_an_element_of_the_head_that_stands_once_for_each_person(
    name: str,
) -> None:
    people = ("Mara Quill", "https://social.example/jo", "Jo Reed")
    head = "".join(f"<meta name='{name}' content='{who}'>" for who in people)
    assert read(page(head=2 * head)).author == "Mara Quill, Jo Reed"


def test_many_people_in_one_text() -> None:
    people = "Mara Quill, Jo Reed, Änne Öhler, Sid Column, Zoé Marchand, Eva de la Cruz, Vera Lake"
    assert read(page(head=declaring(people))).author == people
    sentence = "Written by the desk of the harbour, with help of those who keep the lights of the pier"
    assert read(page(head=declaring(sentence))).author == ""


def test_names_with_links_in_the_data() -> None:
    linked = (
        "By <a href='/mara'>Mara Quill</a>, Jo Reed and Vera Lake, The Gazette"
    )
    data = {"@type": "Person", "name": linked}
    head = (
        declaring(data) + "<meta property='og:site_name' content='The Gazette'>"
    )
    assert read(page(head=head)).author == "Mara Quill, Jo Reed, Vera Lake"


@pytest.mark.parametrize(
    "above",
    [
        "<div vocab='https://schema.org/' typeof='NewsArticle'><span property='author' typeof='Person'>"
        "<span property='name'>Mara Quill</span> of our desk</span></div>",
        "<a property='schema:author' href='/mara'>Mara Quill</a>",
        "<span itemprop='author name'>Mara Quill</span>",
        "<div class='submitted-by'><a href='/mara'>Mara Quill</a></div>",
        "<a class='author'>Mara Quill from The Harbour Post</a>",
        "<span class='author'>Mara Quill ❤️</span>",
    ],
)
def test_people_marked_in_the_page(above: str) -> None:
    html = page(above=f"<h1>{TITLE}</h1>{above}")
    assert read(html).author == "Mara Quill"


def test_a_name_in_capitals_is_spelled_as_another_witness_has_it() -> None:
    above = f"<h1>{TITLE}</h1><span itemprop='author'>MARA QUILL</span>"
    head = "<meta name='author' content='Mara Quill'>"
    assert read(page(above=above)).author == "MARA QUILL"
    assert read(page(head=head, above=above)).author == "Mara Quill"


def test_who_took_a_picture_did_not_write_the_text() -> None:
    figure = "<figure><img src='/a.jpg'><div class='author'>Sid Column</div></figure>"
    assert read(page(above=f"<h1>{TITLE}</h1>{figure}")).author == ""


def test_the_data_of_a_service_in_a_meta_element() -> None:
    data = {
        "title": TITLE,
        "author": "Mara Quill",
        "pub_date": "2026-11-16T10:05:00Z",
    }
    html = page(head=f"<meta name='parsely-page' content='{json.dumps(data)}'>")
    article = read(html)
    assert article.author == "Mara Quill"
    assert article.published_at
    assert article.published_at.isoformat() == "2026-11-16T10:05:00+00:00"


def test_a_korean_reporter_in_a_byline_of_its_own() -> None:
    line = "<div class='byline'><span class='byline_s'>문가람 기자</span></div>"
    text = (
        "항만위원회는 월요일에 북쪽 등대에 등대지기를 다시 두기로 결정했다고 밝혔다. "
        * 4
    )
    assert read(page(after=line, body=f"<p>{text}</p>")).author == "문가람"

"""Feeds of every dialect, whole and broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import JianbaoError, NotAFeed, TooLarge
from news.feeds import MAX_BYTES, parse
from news.models import Feed

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>样例新闻</title><link>https://news.example/</link><language>zh-cn</language><ttl>30</ttl>
<skipHours><hour>1</hour><hour>2</hour></skipHours>
<item><title>第一条 &amp; 更多</title><link>/a/1.html</link><guid isPermaLink="false">one</guid><pubDate>Mon, 23 Nov 2026 09:30:00 +0800</pubDate>
<description><![CDATA[<p>摘要<b>一</b></p>]]></description><content:encoded><![CDATA[<p>全文一</p><img src="/i.jpg">]]></content:encoded>
<dc:creator>张三</dc:creator><category>科技</category><category>AI</category><enclosure url="https://news.example/s.mp3" type="audio/mpeg"/></item>
<item><title>第二条</title><link>https://news.example/a/2.html</link><pubDate>2026-11-23 08:00</pubDate><description>纯文本 &lt;b&gt;粗&lt;/b&gt;</description>
<media:thumbnail url="https://news.example/t.jpg" width="120" height="90"/></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://blog.example/base/"><title type="html">A &amp;amp; B</title>
<link rel="self" href="/feed"/><link href="/"/><entry><title>One</title><link rel="alternate" href="one"/><id>tag:blog.example,2026:1</id>
<published>2026-11-22T10:00:00Z</published><updated>2026-11-22T11:00:00Z</updated><author><name>Ann</name></author><category term="tech" label="Tech"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Body <em>text</em></p></div></content><link rel="enclosure" href="/p.png" type="image/png"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://r.example/"><title>RDF</title><link>https://r.example/</link></channel>
<item rdf:about="https://r.example/1"><title>Item</title><link>https://r.example/1</link><dc:date>2026-11-20T08:00:00+09:00</dc:date></item></rdf:RDF>"""
JSON = """{"version":"https://jsonfeed.org/version/1.1","title":"JSON","home_page_url":"https://j.example/","items":[
{"id":"1","url":"https://j.example/1","title":"One","content_html":"<p>Hi</p>","date_published":"2026-11-22T10:00:00Z","tags":["a"],"authors":[{"name":"Bo"}],"image":"https://j.example/i.png"},
{"id":"https://j.example/2","content_text":"Two"}]}"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://s.example/old</loc><lastmod>2026-01-01</lastmod><changefreq>daily</changefreq></url>
<url><loc>https://s.example/new</loc><image:image><image:loc>https://s.example/p.jpg</image:loc></image:image>
<news:news><news:publication><news:name>S</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-11-23T01:00:00Z</news:publication_date>
<news:title>Fresh news</news:title><news:keywords>x, y</news:keywords></news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://s.example/a.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
<sitemap><loc>https://s.example/b.xml</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>"""


def read(text: str | bytes, **more: str) -> Feed:
    data = text.encode() if isinstance(text, str) else text
    return parse(
        data,
        url="https://news.example/feed.xml",
        zone="Asia/Shanghai",
        now=NOW,
        **more,
    )


def test_rss_gives_all_that_it_says() -> None:
    feed = read(RSS)
    assert (feed.kind, feed.title, feed.language, feed.link) == (
        "feed",
        "样例新闻",
        "zh-cn",
        "https://news.example/",
    )
    assert feed.ttl == timedelta(minutes=30)
    assert feed.skip_hours == {1, 2}
    one, two = feed.entries
    assert one.title == "第一条 & 更多"
    assert one.url == "https://news.example/a/1.html"
    assert (one.id, one.author, one.categories) == (
        "one",
        "张三",
        ("科技", "AI"),
    )
    assert one.summary == "摘要一"
    assert "全文一" in one.content
    assert {media.url for media in one.media} == {
        "https://news.example/s.mp3",
        "https://news.example/i.jpg",
    }
    assert two.published_at is not None
    assert two.published_at.isoformat() == "2026-11-23T08:00:00+08:00"
    assert two.summary == "纯文本 粗"
    assert two.media[0].width == 120
    assert two.key == two.url


def test_atom_gives_all_that_it_says() -> None:
    feed = read(ATOM)
    assert (feed.title, feed.language) == ("A & B", "en")
    (one,) = feed.entries
    assert one.url == "https://blog.example/base/one"
    assert one.summary == "Body text"
    assert (one.author, one.categories, one.id) == (
        "Ann",
        ("Tech",),
        "tag:blog.example,2026:1",
    )
    assert one.updated_at is not None
    assert one.published_at is not None
    assert one.updated_at > one.published_at
    assert one.media[0].url.endswith("/p.png")


def test_rdf_json_and_sitemaps() -> None:
    assert read(RDF).entries[0].url == "https://r.example/1"
    feed = read(JSON)
    assert [entry.url for entry in feed.entries] == [
        "https://j.example/1",
        "https://j.example/2",
    ]
    assert (
        feed.entries[0].author,
        feed.entries[0].categories,
        feed.entries[0].media[0].url,
    ) == (
        "Bo",
        ("a",),
        "https://j.example/i.png",
    )
    sitemap = read(SITEMAP)
    assert sitemap.kind == "sitemap"
    assert [entry.url for entry in sitemap.entries] == [
        "https://s.example/new",
        "https://s.example/old",
    ]
    assert sitemap.entries[0].title == "Fresh news"
    assert sitemap.ttl == timedelta(days=1)
    assert read(INDEX).sitemaps == (
        "https://s.example/b.xml",
        "https://s.example/a.xml",
    )


MUTATIONS = {
    "bad byte": lambda text: text.encode().replace(
        "摘要".encode(), b"\xff" + "摘要".encode()
    ),
    "wrong charset": lambda text: text.replace("UTF-8", "GBK").encode(),
    "gbk without a label": lambda text: text.replace(
        ' encoding="UTF-8"', ""
    ).encode("gb18030"),
    "bare ampersand": lambda text: text.replace("更多", "更多 & Q&A").encode(),
    "html entity": lambda text: text.replace(
        "更多", "更多&nbsp;&hellip;"
    ).encode(),
    "control bytes": lambda text: text.replace("更多", "更\x08\x0b多").encode(),
    "missing namespace": lambda text: text.replace(
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"', ""
    ).encode(),
    "space before the prolog": lambda text: ("\n\n " + text).encode(),
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "doctype with entities": lambda text: text.replace(
        "<rss", '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>\n<rss', 1
    ).encode(),
    "less-than in text": lambda text: text.replace(
        "第二条", "第二条 1 < 2"
    ).encode(),
    "text after the end": lambda text: (
        text.encode() + b"<!-- served in 3 ms --> trailing"
    ),
    "upper-case tags in utf-16": lambda text: text.replace(
        "UTF-8", "utf-16"
    ).encode("utf-16"),
    "no prolog": lambda text: text.split("?>", 1)[1].encode(),
    "half a character": lambda text: text.replace(
        "第二条", "第二条&#xD83D;&#56832;"
    ).encode(),
    "nul bytes": lambda text: text.replace("第二条", "第\x00二条").encode(),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_feed_is_read_whole(name: str) -> None:
    feed = read(MUTATIONS[name](RSS))
    assert len(feed.entries) == 2
    assert feed.entries[0].title.startswith("第一条")
    assert feed.entries[1].title.startswith("第二条")
    assert feed.entries[0].published_at is not None


def test_a_truncated_feed_gives_what_is_there() -> None:
    assert len(read(RSS[: RSS.index("第二条")]).entries) >= 1


def test_unclosed_tags_are_left_to_the_last_resort() -> None:
    feed = read(
        "<rss><channel><title>t</title><item><title>x</b></title><link>https://a.example/1</link></item></channel>"
    )
    assert feed.entries[0].url == "https://a.example/1"
    assert feed.repaired


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "<html><body>no</body></html>",
        "{}",
        "[1,2]",
        '{"items": 3}',
        "<a/>",
        '{"items":[{"x":1}]}',
        "{" * 5000,
        "<rss",
        "1" * 50,
    ],
)
def test_what_is_no_feed_is_refused(text: str) -> None:
    with pytest.raises(NotAFeed):
        read(text)


def test_too_large_a_feed_is_refused() -> None:
    with pytest.raises(TooLarge):
        parse(b"x" * (MAX_BYTES + 1), url="https://a.example/")


def test_billion_laughs_and_external_entities_bring_nothing() -> None:
    ten = "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">'
        for number in range(1, 10)
    )
    bomb = f'<!DOCTYPE r [<!ENTITY a0 "a">{ten}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    feed = read(
        f"{bomb}<rss><channel><item><title>t &a9; &x;</title><link>https://a.example/</link></item></channel></rss>"
    )
    assert "root:" not in feed.entries[0].title
    assert len(feed.entries[0].title) < 1100


@given(st.binary(max_size=600))
@settings(max_examples=60)
def test_no_bytes_raise_outside_the_tree(data: bytes) -> None:
    for body in (data, b"<rss><channel><item>" + data, b'{"items":[' + data):
        try:
            assert isinstance(read(body), Feed)
        except JianbaoError as error:
            assert str(error)


@given(
    st.lists(
        st.sampled_from(
            [
                *"<>&;'\"[]!-/=? ",
                "item",
                "title",
                "rss",
                "CDATA",
                "]]>",
                "<!",
                "<?",
                "&#",
                "xmlns:a",
                "<item>",
                "</item>",
            ]
        ),
        max_size=60,
    )
)
@settings(max_examples=80)
def test_no_markup_raises_outside_the_tree(parts: list[str]) -> None:
    try:
        assert isinstance(read("<rss><channel>" + "".join(parts)), Feed)
    except JianbaoError as error:
        assert str(error)


@pytest.mark.parametrize(
    "data",
    [
        b"<source><source><entry><textinput></source>",
        b"<item>t<textinput></guid>",
    ],
)
def test_what_feedparser_itself_trips_over_is_no_feed(data: bytes) -> None:
    with pytest.raises(NotAFeed, match="could not be mended"):
        parse(data, url="https://news.example/feed")


def rss_of(items: str, namespaces: str = "") -> str:
    return f'<rss version="2.0" {namespaces}><channel><title>T</title>{items}</channel></rss>'


@pytest.mark.parametrize(
    ("guid", "expected"),
    [
        ('<guid isPermaLink="true">/n/7</guid>', "https://news.example/n/7"),
        ("<guid>/n/7</guid>", ""),
        ('<guid isPermaLink="true">n-7</guid>', ""),
        ('<guid isPermaLink="false">/n/7</guid>', ""),
    ],
)
def test_a_path_as_id_is_an_address_where_it_says_so(
    guid: str, expected: str
) -> None:
    (entry,) = read(rss_of(f"<item><title>A</title>{guid}</item>")).entries
    assert entry.url == expected


def test_an_address_that_was_escaped_twice() -> None:
    link = "<link>https://news.example/r?id=7&amp;amp;p=2</link>"
    (entry,) = read(rss_of(f"<item><title>A</title>{link}</item>")).entries
    assert entry.url == "https://news.example/r?id=7&p=2"


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("http://news.yandex.ru", "full-text"),
        ("http://turbo.yandex.ru", "content"),
    ],
)
def test_the_whole_text_in_the_words_of_a_search_engine(
    namespace: str, name: str
) -> None:
    item = f"<item><title>A</title><y:{name}>The whole text.</y:{name}></item>"
    (entry,) = read(rss_of(item, f'xmlns:y="{namespace}"')).entries
    assert entry.content == "The whole text."


def test_html_that_never_ends_swallows_no_entry() -> None:
    one = "<item><title>A</title><description>First<br>second<img src='/i.jpg'>third</br><hr/></description></item>"
    first, second = read(rss_of(f"{one}<item><title>B</title></item>")).entries
    assert first.summary == "First\nsecondthird"
    assert second.title == "B"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('"https://news.example/n/7"', "https://news.example/n/7"),
        (
            '&lt;a class="t" href="/n/7"&gt;Read&lt;/a&gt;',
            "https://news.example/n/7",
        ),
        ("news.example/n/7", "https://news.example/n/7"),
        # Another host without its scheme may be a folder.
        ("n.example/7", "https://news.example/n.example/7"),
        ("news.examples/7", "https://news.example/news.examples/7"),
    ],
)
def test_a_link_without_what_stands_around_it(link: str, expected: str) -> None:
    item = f"<item><title>A</title><link>{link}</link></item>"
    (entry,) = read(rss_of(item)).entries
    assert entry.url == expected


def test_japanese_in_escapes_of_seven_bits() -> None:
    text = f'<?xml version="1.0" encoding="ISO-2022-JP"?>{rss_of("<item><title>橋が開通</title></item>")}'
    (entry,) = read(text.encode("iso2022_jp")).entries
    assert entry.title == "橋が開通"


def test_an_item_of_rdf_is_about_its_address() -> None:
    link = "<link>https://r.example/1</link>"
    assert link in RDF
    (entry,) = read(RDF.replace(link, "")).entries
    assert entry.url == "https://r.example/1"


def test_a_reference_to_what_no_text_holds_is_dropped() -> None:
    (entry,) = read(
        rss_of("<item><title>A&#1; &#x1F;B&nbsp;C</title></item>")
    ).entries
    assert entry.title == "A B C"


def test_an_address_in_a_section_of_characters_within_an_attribute() -> None:
    text = ATOM_OF.format(
        link='<link href="<![CDATA[https://mill.example/grain?year=26&kind=2]]>"/>'
    )
    (entry,) = read(text).entries
    assert entry.url == "https://mill.example/grain?year=26&kind=2"


def test_a_body_cut_within_a_character_stays_what_it_calls_itself() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>' + rss_of(
        "<item><title>Köln löscht</title><link>https://a.example/1</link></item>"
        "<item><title>Grüß"
    )
    data = text[: text.index("Grüß") + 4].encode()[:-1]
    assert read(data).entries[0].title == "Köln löscht"


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("https://www.mill.example/", "https://www.mill.example/n/7"),
        ("https://news.example/start/", "https://news.example/n/7"),
        ("", "https://news.example/n/7"),
        ("nowhere", "https://news.example/n/7"),
    ],
)
def test_a_path_belongs_to_the_site_that_the_channel_names(
    channel: str, expected: str
) -> None:
    item = "<item><title>A</title><link>/n/7</link></item>"
    text = f"<rss><channel><title>c</title><link>{channel}</link>{item}</channel></rss>"
    (entry,) = parse(text.encode(), url="https://news.example/feed").entries
    assert entry.url == expected


ATOM_OF = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>c</title><entry><title>A</title>'
    "{link}<id>urn:7</id><updated>2026-11-20T08:00:00Z</updated></entry></feed>"
)


def test_an_entry_of_atom_alone_is_a_document() -> None:
    feed = read(
        '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><title>One</title>'
        '<link href="/1"/><updated>2026-11-22T10:00:00Z</updated></entry>'
    )
    assert [(entry.title, entry.url) for entry in feed.entries] == [
        ("One", "https://news.example/1")
    ]


def test_an_item_inside_an_item_is_part_of_it() -> None:
    inner = "<title>Two</title><link>/2</link><item/>"
    feed = read(
        f"<rss version='2.0'><channel><title>T</title><item><title>One</title>"
        f"<link>/1</link><item /></item><item>{inner}</item></channel></rss>"
    )
    assert [entry.title for entry in feed.entries] == ["One", "Two"]


@pytest.mark.parametrize(
    ("head", "title", "expected"),
    [
        # Halves of a character, as programs write it that count in UTF-16.
        ("", "Snow &#55356;&#57096; falls &#xD83C;", "Snow \U0001f308 falls"),
        (
            "",
            "<![CDATA[Drawn in <svg>, not <img>]]>",
            "Drawn in <svg>, not <img>",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY isle "Northern Isle">]>',
            "At &isle;",
            "At Northern Isle",
        ),
        # Only outside CDATA, and XML's own keep their meaning.
        (
            '<!DOCTYPE rss [<!ENTITY isle "x"><!ENTITY amp "y">]>',
            "<![CDATA[At &isle; ]]>&amp;",
            "At &isle; &",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY isle "&isle;s">]>',
            "At &isle;",
            "At &isle;s",
        ),
    ],
)
def test_characters_of_a_title(head: str, title: str, expected: str) -> None:
    feed = read(
        f"{head}<rss><channel><item><title>{title}</title><link>https://a.example/1</link></item></channel></rss>"
    )
    assert [entry.title for entry in feed.entries] == [expected]


@pytest.mark.parametrize(
    "item",
    [
        "<item><url>https://a.example/1</url></item>",
        "<item><link>\u200bhttps://a.example/1\ufeff</link></item>",
    ],
)
def test_where_an_item_leads(item: str) -> None:
    feed = read(f"<rss><channel>{item}</channel></rss>")
    assert [entry.url for entry in feed.entries] == ["https://a.example/1"]


def test_an_atom_link_written_as_in_rss() -> None:
    feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link>/1</link></entry></feed>"
    )
    assert [entry.url for entry in feed.entries] == ["https://news.example/1"]


def test_what_a_picture_or_film_says_is_the_last_summary() -> None:
    feed = read(
        "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel>"
        "<item><link>/1</link><media:text>Spoken words</media:text></item></channel></rss>"
    )
    assert feed.entries[0].summary == "Spoken words"

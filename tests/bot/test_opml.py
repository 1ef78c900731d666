"""Subscriptions as OPML: written, read back, and read safely."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import opml
from bot.opml import MAX_BYTES, NO_INSTANCES, Outline, read_file, write
from news.addresses import Instances

LISTED = [
    Outline("source", "https://a.example/feed?x=1&y=2", 'A & "B" <C>', "zh"),
    Outline("topic", "tech", "科技"),
    Outline("filter", '"利率" +央行 !广告', '"利率" +央行 !广告'),
]


def read(data: bytes, instances: Instances = NO_INSTANCES) -> list[Outline]:
    return list(read_file(data, instances).outlines)


def test_what_is_written_is_read_back() -> None:
    assert read(write(LISTED).encode()) == LISTED


def test_other_readers_files_are_read() -> None:
    found = read(
        b"\xef\xbb\xbf<?xml version='1.0'?><opml version='1.0'><body><outline text='News'>"
        b"<outline type='rss' text='One' title='First' xmlUrl='https://a.example/1'/>"
        b"<outline type='rss' text='Two' XMLURL='https://a.example/2'/>"
        b"<outline text='again' xmlUrl='https://a.example/1'/><outline text='bad' xmlUrl='javascript:alert(1)'/>"
        b"<outline text='file' xmlUrl='file:///etc/passwd'/><outline type='jianbao-topic' text='empty'/>"
        b"</outline></body></opml>"
    )
    assert [(each.value, each.title) for each in found] == [
        ("https://a.example/1", "First"),
        ("https://a.example/2", "Two"),
    ]


@pytest.mark.parametrize(
    ("codec", "declared", "label"),
    [
        ("utf-16", "utf-16", "省城晚报 科技版"),
        ("utf-16", "", "省城晚报 科技版"),
        ("gb18030", "gb2312", "省城晚报 科技版"),
        ("big5", "big5", "港灣日報 國際新聞版"),
        ("utf-8-sig", "", "Ведомости округа"),
        ("utf-8", "gb2312", "省城晚报 科技版"),
    ],
)
def test_files_of_any_encoding_keep_their_labels(
    codec: str, declared: str, label: str
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    text = (
        f'{head}<opml version="2.0"><body><outline text="{label}">'
        f'<outline type="rss" text="{label}" xmlUrl="https://a.example/1"/>'
        "</outline></body></opml>"
    )
    (found,) = read(text.encode(codec))
    assert (found.value, found.title) == ("https://a.example/1", label)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<rss/>",
        b"<opml><body><outline xmlUrl='https://a.example/'></body>",
        b"<opml>" + b" " * MAX_BYTES + b"</opml>",
    ],
)
def test_what_is_no_opml_holds_nothing(data: bytes) -> None:
    assert read(data) == []


def test_routes_are_read_on_the_operators_instances_and_missed_without_one() -> (
    None
):
    data = (
        b"<opml><body><outline text='a' xmlUrl='rsshub://town/news'/>"
        b"<outline text='b' xmlUrl='https://rsshub.app/weibo/search/hot'/>"
        b"<outline text='c' xmlUrl='newsnow://zhihu'/></body></opml>"
    )
    own = Instances(
        ("https://hub.example", "https://hub2.example"),
        ("https://boards.example",),
    )
    assert [outline.value for outline in read(data, own)] == [
        "https://hub.example/town/news",
        "https://hub.example/weibo/search/hot",
        "https://boards.example/api/s?id=zhihu",
    ]
    without = read_file(data)
    assert [outline.value for outline in without.outlines] == [
        "https://rsshub.app/weibo/search/hot"
    ]
    assert [(left.title, left.reason) for left in without.left_out] == [
        ("a", "instance"),
        ("c", "instance"),
    ]


def test_entities_are_never_expanded_and_nothing_outside_is_read() -> None:
    bomb = '<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = read(
        f"{bomb}<opml><body><outline text='&b;&x;' xmlUrl='https://a.example/'/></body></opml>".encode()
    )
    assert all(
        "haha" not in each.title and "root:" not in each.title for each in found
    )


@given(
    st.lists(
        st.builds(
            Outline,
            st.just("filter"),
            st.text(max_size=40),
            st.text(max_size=40),
        ),
        max_size=4,
    )
)
def test_any_words_make_a_file_that_can_be_read(
    outlines: list[Outline],
) -> None:
    values = [
        outline.value
        for outline in read(write(outlines).encode("utf-8", "replace"))
    ]
    assert len(values) <= len(outlines)
    plain = [outline.value for outline in outlines if outline.value.isalnum()]
    assert all(value in values for value in plain)


@pytest.mark.parametrize(
    "text",
    [
        "<opml><body><outline "
        + " ".join(f"a{n}='{n}'" for n in range(120_000))
        + "/></body></opml>",
        "<opml "
        + " ".join(f"xmlns:a{n}='{n}'" for n in range(60_000))
        + "><body/></opml>",
        "<opml>" + "<a>" * 600_000,
        "<!DOCTYPE opml " + "[" * 2_000_000,
        "<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><outline xmlUrl='http://&a;/'/></opml>",
    ],
)
def test_a_file_made_to_take_long_is_refused_at_once(text: str) -> None:
    start = time.monotonic()
    assert read(text.encode()[:MAX_BYTES]) in (
        [],
        [Outline("source", "http://b/")],
    )
    assert time.monotonic() - start < 5


def wrapped(body: str) -> bytes:
    return f'<?xml version="1.0"?>\n<opml version="2.0"><body>\n{body}\n</body></opml>'.encode()


@pytest.mark.parametrize(
    ("outline", "title", "url"),
    [
        ('text="R & D" xmlUrl="https://a.example/rss"', "R & D", "https://a.example/rss"),
        ('text="x" xmlUrl="https://a.example/?a=1&b=2"', "x", "https://a.example/?a=1&b=2"),
        ('text="Caf&eacute;&nbsp;news" xmlUrl="https://a.example/rss"', "Café\u00a0news", "https://a.example/rss"),
        ('text="A &amp; B & C" xmlUrl="https://a.example/rss"', "A & B & C", "https://a.example/rss"),
        ('xmlUrl="https://a.example/rss"', "", "https://a.example/rss"),
        ('text="" title="T" xmlUrl="feed://a.example/rss"', "T", "http://a.example/rss"),
        ('text="T" xmlUrl="feed:https://a.example/rss"', "T", "https://a.example/rss"),
    ],
)  # fmt: skip
def test_files_as_readers_write_them(
    outline: str, title: str, url: str
) -> None:
    (found,) = read(wrapped(f"<outline {outline}/>"))
    assert (found.title, found.value) == (title, url)


def test_what_is_left_out_is_told_with_its_line() -> None:
    held = read_file(
        wrapped(
            '<outline text="Folder">\n<outline text="Good" xmlUrl="https://a.example/1"/>\n'
            '<outline text="Mail" xmlUrl="mailto:a@a.example"/>\n<outline text="Empty"/>\n'
            '<outline text="Again" xmlUrl="https://a.example/1"/>\n</outline>'
        )
    )
    assert [outline.title for outline in held.outlines] == ["Good"]
    assert [(item.line, item.title, item.reason) for item in held.left_out] == [
        (5, "Mail", "address"),
        (6, "Empty", "empty"),
        (7, "Again", "twice"),
    ]


def test_addresses_mean_what_people_mean_by_them() -> None:
    addresses = (
        "https://a.example/As It Is?x=1",
        "https://www.youtube.com/user/harbourtv",
    )
    rows = "".join(
        f'<outline text="x" xmlUrl="{address}"/>' for address in addresses
    )
    assert [
        row.value for row in read(f"<opml><body>{rows}</body></opml>".encode())
    ] == [
        "https://a.example/As It Is?x=1",
        "https://www.youtube.com/feeds/videos.xml?user=harbourtv",
    ]


FOLDERS = b"""<opml version="2.0"><body>
<outline text="Morning"><outline text="Tech/Chips">
<outline type="rss" text="A" xmlUrl="https://a.example/feed"/></outline>
<outline type="rss" text="B" xmlUrl="https://b.example/feed"/></outline>
<outline type="rss" text="C" xmlUrl="https://c.example/feed"/>
</body></opml>"""


def test_nested_folders_are_labels_and_come_back_as_folders() -> None:
    found = read(FOLDERS)
    assert {outline.title: outline.label for outline in found} == {
        "A": "Morning/Tech-Chips",
        "B": "Morning",
        "C": "",
    }
    written = opml.write(found)
    assert written.count("<outline text=") == 2
    assert sorted(
        read(written.encode()), key=lambda outline: outline.value
    ) == sorted(found, key=lambda outline: outline.value)


def test_folders_without_end_are_cut() -> None:
    deep = b"<outline text='x'>" * 40
    link = b"<outline type='rss' text='A' xmlUrl='https://a.example/'/>"
    data = (
        b"<opml><body>" + deep + link + b"</outline>" * 40 + b"</body></opml>"
    )
    (outline,) = read(data)
    assert outline.label == "/".join("x" * opml.MAX_FOLDERS)


@pytest.mark.parametrize(
    ("words", "kept"),
    [("芯片 -广告", "芯片 -广告"), ("-ads", "-ads"), ("/(/", "")],
)
def test_words_within_a_source_are_kept_where_they_can_be_read(
    words: str, kept: str
) -> None:
    written = opml.write(
        [Outline("source", "https://a.example/f", words=words)]
    )
    assert [outline.words for outline in read(written.encode())] == [kept]

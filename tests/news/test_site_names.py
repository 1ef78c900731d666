"""A title loses the names of its site, and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news import site_names
from news.site_names import SiteNames, named_site

HEADLINES = (
    "Mayor opens the new bridge",
    "Ferry runs aground in fog",
    "Teachers vote for a strike",
    "Old theatre sold for one crown",
)
CHINESE = ("新桥今日通车", "渡轮大雾中搁浅", "教师投票罢工", "老剧院一元出售")


def taught(
    form: str, headlines: tuple[str, ...] = HEADLINES, host: str = "h.example"
) -> SiteNames:
    names = SiteNames()
    for headline in headlines:
        names.learn(host, form.format(headline))
    return names


@pytest.mark.parametrize(
    "form",
    [
        "{} - Morning Courier",
        "{} – Morning Courier",
        "{} — Morning Courier",
        "{}—Morning Courier",
        "{} | Morning Courier",
        "{}|Morning Courier",
        "{}_Morning Courier",
        "{} · Morning Courier",
        "{} • Morning Courier",
        "{} » Morning Courier",
        "{} :: Morning Courier",
        "{} // Morning Courier - Local",
        "{} (Morning Courier)",
        "{} - Local - Morning Courier",
    ],
)
def test_any_separator_parts_headline_and_name(form: str) -> None:
    names = taught(form)
    assert [
        names.strip("h.example", form.format(headline))
        for headline in HEADLINES
    ] == list(HEADLINES)


@pytest.mark.parametrize(
    ("form", "headlines"),
    [
        ("{}-江南晚报网", CHINESE),
        ("{}_要闻_江南晚报网", CHINESE),
        ("{}｜江南晚報", CHINESE),
        ("{}（江南晚报）", CHINESE),
        ("{} - Утренний курьер", ("Мэр открыл мост", "Паром сел на мель", "Учителя бастуют", "Театр продан")),
        ("{} | Der Morgenbote", ("Brücke eröffnet", "Fähre auf Grund", "Lehrer streiken", "Theater verkauft")),
        ("{} - 朝の便り", ("新しい橋が開通", "霧で渡し船が座礁", "教員がストを決議", "劇場が売却された")),
        ("{} - بريد الصباح", ("افتتاح الجسر الجديد", "جنوح عبارة في الضباب", "المعلمون يضربون", "بيع المسرح القديم")),
    ],
)  # fmt: skip
def test_every_language(form: str, headlines: tuple[str, ...]) -> None:
    names = taught(form, headlines)
    assert [
        names.strip("h.example", form.format(one)) for one in headlines
    ] == list(headlines)


def test_a_name_must_stand_with_three_other_headlines() -> None:
    form = "{} - Morning Courier"
    few = taught(form, HEADLINES[:3])
    assert few.strip("h.example", form.format(HEADLINES[0])) == form.format(
        HEADLINES[0]
    )
    # The same headline four times is one headline.
    same = taught(form, HEADLINES[:1] * 4)
    assert same.strip("h.example", form.format(HEADLINES[0])) == form.format(
        HEADLINES[0]
    )


def test_names_are_a_hosts_own() -> None:
    names = taught("{} - Bridge")
    assert names.strip("other.example", "Two towns, one river - Bridge") == (
        "Two towns, one river - Bridge"
    )


def test_a_name_in_front_needs_more_headlines_than_one_behind() -> None:
    names = taught("Morning Courier: news | {}")
    assert names.strip(
        "h.example", f"Morning Courier: news | {HEADLINES[0]}"
    ).startswith("Morning")
    for number in range(3):
        names.learn(
            "h.example",
            f"Morning Courier: news | Road number {number} is closed",
        )
    assert (
        names.strip("h.example", f"Morning Courier: news | {HEADLINES[0]}")
        == HEADLINES[0]
    )


@pytest.mark.parametrize(
    ("title", "host", "site", "want"),
    [
        ("Ferry runs aground - Courier", "news.example", "Morning Courier", "Ferry runs aground - Courier"),
        ("Ferry runs aground - Courier", "www.courier.example", "", "Ferry runs aground"),
        ("Ferry runs aground - The Courier", "courier.co.example", "", "Ferry runs aground"),
        ("Ferry runs aground - morning-courier.example", "", "", "Ferry runs aground"),
        ("Ferry runs aground (morning-courier.example)", "", "", "Ferry runs aground"),
        ("Ferry runs aground | Courier News", "h.example", "Courier", "Ferry runs aground"),
        ("Ferry runs aground | Courier", "h.example", "Courier News", "Ferry runs aground"),
        ("Courier | Ferry runs aground", "h.example", "Courier", "Ferry runs aground"),
    ],
)  # fmt: skip
def test_what_host_and_page_call_themselves_is_known_at_once(
    title: str, host: str, site: str, want: str
) -> None:
    assert SiteNames().strip(host, title, site=site) == want


@pytest.mark.parametrize(
    "title",
    [
        "Anti-war protest in the capital",
        "Cases of Covid-19 rise",
        "England 2-1 Wales",
        "Open 9-5",
        "Courier",
        "- Courier",
        "",
        "A | B",
        "中美-2026",
        "12 - 14",
        "Cyclisme : victoire au sommet",
    ],
)
def test_a_hyphen_inside_words_and_scores_parts_nothing(title: str) -> None:
    names = SiteNames()
    for number in range(9):
        names.learn("h.example", title.replace(title[:1], f"{number}"))
        names.learn("h.example", title)
    assert names.strip("h.example", title) == title


def test_words_inside_a_word_are_not_a_name() -> None:
    names = SiteNames()
    for headline in HEADLINES:
        names.learn("h.example", f"{headline} after Covid-19")
    assert (
        names.strip("h.example", "Shops close after Covid-19")
        == "Shops close after Covid-19"
    )


def test_what_was_learned_outlives_the_process() -> None:
    form = "{} - Morning Courier"
    again = SiteNames.load(taught(form).dump())
    assert (
        again.strip("h.example", form.format("Rain at last")) == "Rain at last"
    )


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b'{"a":3}', b'{"a":["x"]}', b"null"]
)
def test_a_broken_state_is_begun_anew(data: bytes) -> None:
    assert (
        SiteNames.load(data).strip("h.example", "Rain at last - X")
        == "Rain at last - X"
    )


def test_memory_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_names, "MAX_SEGMENTS", 50)
    names = SiteNames()
    for number in range(500):
        names.learn("h.example", f"Headline number {number} - Paper {number}")
        names.learn("h.example", f"Headline number {number} - Morning Courier")
    assert len(names.dump()) < 50 * 80
    # What is still used is kept.
    assert (
        names.strip("h.example", "Rain at last - Morning Courier")
        == "Rain at last"
    )


def test_odd_titles_do_no_harm() -> None:
    names = SiteNames()
    for title in (
        " - " * 100_000,
        "a|" * 100_000,
        "(" * 100_000,
        "中-" * 100_000,
        "\ud83d - \ud83d x y",
    ):
        names.learn("h.example", title)
        names.strip("h.example", title)
    assert SiteNames.load(names.dump()).dump() == names.dump()


def test_a_template_behind_a_chinese_headline_needs_no_learning() -> None:
    names = SiteNames()
    title = "海州新机场月底启用 首批航线公布_要闻_海州新闻网"
    assert names.strip("h.example", title) == "海州新机场月底启用 首批航线公布"
    # A low line in a short title, or between Latin words, may be its own.
    for own in ("首页_要闻", "Function parse_all now returns early"):
        assert names.strip("h.example", own) == own


@pytest.mark.parametrize(
    ("title", "host", "site"),
    [
        (
            "Harbourlight Tech Blog | Mayor opens the new bridge",
            "www.harbourlight.example",
            "Harbourlight Tech Blog",
        ),
        (
            "Mayor opens the new bridge - The Harbour Light",
            "news.harbourlight.co.example",
            "The Harbour Light",
        ),
        ("Mayor opens the new bridge - Courier", "www.tide.example", ""),
        ("The tide turns", "www.tide.example", ""),
        ("Bay watch - what the pilots saw", "www.bay.example", ""),
        ("Mayor opens the new bridge - Courier", "", ""),
    ],
)
def test_a_title_tells_the_site_by_the_word_its_host_is_called_by(
    title: str, host: str, site: str
) -> None:
    assert named_site(title, host) == site


def test_a_name_of_two_scripts_behind_latin_letters_is_parted() -> None:
    headlines = ("新芯片 GPU", "新闻 CPU", "内存 RAM", "显卡 VGA")
    names = taught("{}-LUG 电子网", headlines)
    assert names.strip("h.example", "通车 BUS-LUG 电子网") == "通车 BUS"
    assert names.strip("h.example", "Twenty-Five 芯片") == "Twenty-Five 芯片"


@given(st.text("ab 1新ー한-|_•»‹–—―－‒·~/:><)）]】([（", max_size=14))
def test_no_title_with_a_separator_is_passed_over(title: str) -> None:
    """What is asked of every title first costs little; it may let through too much, never too little."""
    parts = site_names._SEPARATOR.search(title)
    bracket = site_names._BRACKETS.search(title)
    asked = site_names._SIGN.search(title)
    assert asked or not (parts or bracket)


def test_a_sign_inside_a_word_parts_nothing() -> None:
    form = "{}: Covid-19, 5/6 of the tests"
    names = taught(form)
    asked = form.format(HEADLINES[0])
    assert names.strip("h.example", asked) == asked


@pytest.mark.parametrize(
    ("title", "site", "headline"),
    [
        (
            "渡船が三か月ぶりに再開：北浜新聞デジタル",
            "北浜新聞",
            "渡船が三か月ぶりに再開",
        ),
        (
            "渡船が三か月ぶりに再開 : 北浜新聞",
            "北浜新聞オンライン",
            "渡船が三か月ぶりに再開",
        ),
        ("海州大桥今天正式通车：海州在线", "海州在线", "海州大桥今天正式通车"),
        (
            "Old bridge reopens: The Lowfield Post",
            "Lowfield Post",
            "Old bridge reopens: The Lowfield Post",
        ),
        (
            "Old bridge reopens: Lowfield Post",
            "Lowfield Post",
            "Old bridge reopens",
        ),
        (
            "Old bridge reopens: report",
            "Lowfield Post",
            "Old bridge reopens: report",
        ),
        (
            "Old bridge reopens: Lowfield Post's fair of the year",
            "Lowfield Post",
            "Old bridge reopens: Lowfield Post's fair of the year",
        ),
        (
            "Old bridge is sold at auction: bridges.example",
            "Lowfield Post",
            "Old bridge is sold at auction: bridges.example",
        ),
        ("Roe: Lowfield Post", "Lowfield Post", "Roe: Lowfield Post"),
        # The beginning of a name may be a place.
        (
            "Where the ferries stand still: Lowfield",
            "Lowfield Post",
            "Where the ferries stand still: Lowfield",
        ),
        (
            "La ciudad más cara del país: Lima",
            "Lima Hoy",
            "La ciudad más cara del país: Lima",
        ),
        (
            "今年渡轮最多的国家：加拿大",
            "加拿大新闻网",
            "今年渡轮最多的国家：加拿大",
        ),
        ("Ferry runs again from 9:30", "30", "Ferry runs again from 9:30"),
        # So may the word that the host is called by, where the site has another name.
        (
            "Where the ferries stand still: News",
            "Lowfield Post",
            "Where the ferries stand still: News",
        ),
        ("Where the ferries run: News", "", "Where the ferries run"),
        (
            "渡船が三か月ぶりに再開：県内",
            "北浜新聞",
            "渡船が三か月ぶりに再開：県内",
        ),
    ],
)
def test_a_known_name_behind_a_colon_goes(
    title: str, site: str, headline: str
) -> None:
    assert SiteNames().strip("news.example", title, site=site) == headline


def test_what_often_stands_behind_a_colon_is_no_name() -> None:
    names = SiteNames()
    titles = [f"Bridge {number} is to be closed: report" for number in range(9)]
    for title in titles:
        names.learn("news.example", title)
    assert names.strip("news.example", titles[0]) == titles[0]

"""The command line, run as a person runs it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from news.catalogue import listed_sources
from store.schema.migrate import head
from tests.news.extract.portal import TITLE, portal
from tests.news.feeds.test_parse import RSS
from tests.site import Site, serve

RUNNER = CliRunner()


def run(*args: object) -> Any:
    return RUNNER.invoke(app, [str(arg) for arg in args])


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path}/jianbao.db"\n', "utf-8"
    )
    return path


@pytest.fixture
def site() -> Any:
    with serve() as running:
        yield running


def with_site(config: Path, site: Site, path: str = "/feed.xml") -> Path:
    config.write_text(
        config.read_text("utf-8")
        + f'[fetch]\nprivate_hosts = ["{site.host}"]\npause_seconds = 0\nworkers = 1\n[[sources]]\nurl = "{site.url}{path}"\ntitle = "样例"\nlanguage = "zh"\nzone = "Asia/Shanghai"\n',
        "utf-8",
    )
    return config


def test_inspect_gives_the_fixed_form_for_an_article(tmp_path: Path) -> None:
    page = tmp_path / "page.html.gz"
    page.write_bytes(gzip.compress(portal().encode()))
    answer = run(
        "inspect",
        page,
        "--url",
        "https://news.example/2026/1120/1.html",
        "--json",
    )
    assert answer.exit_code == 0
    seen = json.loads(answer.stdout)
    assert list(seen) == [
        "kind",
        "url",
        "title",
        "text",
        "published_at",
        "publisher",
        "author",
        "editor",
        "language",
        "image",
        "section",
        "topics",
        "summary",
        "witnesses",
    ]
    assert seen["witnesses"]["published_at"]["witness"] == "shown"
    assert "来源:清河日报" in seen["witnesses"]["published_at"]["by"]
    assert (
        seen["kind"],
        seen["title"],
        seen["publisher"],
        seen["language"],
    ) == (
        "article",
        TITLE,
        "清河日报",
        "zh-Hans",
    )
    assert seen["published_at"] == "2026-11-20T11:33:00+08:00"
    assert seen["summary"]
    shown = run("inspect", page)
    assert TITLE in shown.stdout
    assert "published_at: shown" in shown.stdout


def test_inspect_reads_feeds_pages_and_text(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS, "utf-8")
    seen = json.loads(run("inspect", feed, "--json").stdout)
    assert seen["kind"] == "feed"
    assert set(seen["entries"][0]) == {
        "url",
        "title",
        "published_at",
        "summary",
    }
    rows = "".join(
        f"<li><a href='/2026/1123/{n}0001.html'>本市第{n}座智能换电站今天投入使用</a></li>"
        for n in range(9)
    )
    page = tmp_path / "list.html"
    page.write_text(
        f"<html><head><title>频道</title></head><body><ul>{rows}</ul></body></html>",
        "utf-8",
    )
    listed = json.loads(
        run(
            "inspect", page, "--url", "https://a.example/tech/", "--json"
        ).stdout
    )
    assert (listed["kind"], len(listed["entries"]), listed["title"]) == (
        "page",
        9,
        "频道",
    )
    assert (
        "换电站"
        in run("inspect", page, "--url", "https://a.example/tech/").stdout
    )
    text = tmp_path / "a.txt"
    text.write_text(
        f"{TITLE}\n26-11-20 11:33 来源:清河日报 编辑:杜若\n清河市交通局今天宣布，将在两年内新建三座跨江步行桥，总投资四亿二千万元。\n",
        "utf-8",
    )
    assert (
        json.loads(run("inspect", text, "--json").stdout)["publisher"]
        == "清河日报"
    )


def test_inspect_learns_from_earlier_copies_of_a_section_page(
    tmp_path: Path,
) -> None:
    files = []
    for day in range(3):
        notices = "".join(
            f"<li><a href='/x/{number}7.html'>Notice of the port, {number}</a></li>"
            for number in range(day, day + 9)
        )
        file = tmp_path / f"{day}.html"
        file.write_text(
            f"<html><body><h1>Port</h1><ul>{notices}</ul></body></html>"
        )
        files.append(file)
    *earlier, last = files
    options = [
        option for file in earlier for option in ("--earlier", str(file))
    ]
    answer = run(
        "inspect", last, "--url", "https://a.example/", "--json", *options
    )
    seen = json.loads(answer.stdout)
    assert len(seen["entries"]) == 9
    assert seen["grammar"] == {"earlier_readings": 2, "links_decided": 9}


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"{}", b"\x1f\x8bbroken"]
)
def test_inspect_says_what_is_wrong_in_one_line(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    answer = run("inspect", path, "--json")
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    assert run("inspect", tmp_path / "missing").exit_code == 1


def test_inspect_reads_an_address(config: Path, site: Site) -> None:
    site.put("/a.html", portal())
    with_site(config, site)
    seen = json.loads(
        run(
            "inspect", f"{site.url}/a.html", "--config", config, "--json"
        ).stdout
    )
    assert seen["title"] == TITLE
    assert run("inspect", "http://127.0.0.1:1/", "--json").exit_code == 1


def test_digest_sources_stats_and_prune(config: Path, site: Site) -> None:
    item = f"<item><title>{TITLE}</title><link>{site.url}/a.html</link><pubDate>Mon, 23 Nov 2026 09:30:00 +0800</pubDate></item>"
    site.put(
        "/feed.xml",
        f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>",
        type="text/xml",
    )
    site.put("/a.html", portal())
    with_site(config, site)
    told = run("digest", "--fetch", "--config", config)
    assert told.exit_code == 0, told.output
    assert TITLE in told.stdout
    assert (
        json.loads(run("digest", "--config", config, "--json").stdout)[0][
            "publisher"
        ]
        == "清河日报"
    )
    assert run("digest", "nonsense", "--config", config).exit_code == 2
    assert (
        json.loads(run("sources", "--config", config, "--json").stdout)[0][
            "state"
        ]
        == "active"
    )
    assert "样例" in run("sources", "--config", config).stdout
    assert json.loads(run("stats", "--config", config, "--json").stdout)[
        "articles"
    ] == {"joined": 1}
    assert "articles" in run("stats", "--config", config).stdout
    assert (
        "would delete 0 rows"
        in run("prune", "--dry-run", "--config", config).stdout
    )
    assert json.loads(run("prune", "--config", config, "--json").stdout) == {}


def test_check_names_each_source_and_fails_where_one_does(
    config: Path, site: Site
) -> None:
    site.put("/feed.xml", RSS, type="text/xml")
    with_site(config, site)
    assert run("check", "--config", config).exit_code == 0
    config.write_text(
        config.read_text("utf-8")
        + f'[[sources]]\nurl = "{site.url}/gone.xml"\n',
        "utf-8",
    )
    answer = run("check", "--config", config, "--json")
    assert answer.exit_code == 1
    lines = json.loads(answer.stdout)
    assert [line["ok"] for line in lines] == [True, True, True, True, False]
    assert "404" in lines[-1]["note"]


def test_check_tries_the_catalogue_and_marks_the_dead(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANBAO_FETCH__CATALOGUE", "true")
    # A port that no source uses: each address is refused before the network is asked.
    monkeypatch.setenv("JIANBAO_FETCH__PORTS", "[9]")
    answer = run("check", "--catalogue", "--config", config, "--json")
    assert answer.exit_code == 0
    dead = [line for line in json.loads(answer.stdout) if line["warning"]]
    assert len(dead) == len(listed_sources())
    assert all("port" in line["note"] for line in dead)
    assert "catalogue" not in run("check", "--config", config).stdout


def test_check_warns_of_secrets_that_others_may_read(
    config: Path, site: Site, tmp_path: Path
) -> None:
    site.put("/feed.xml", RSS, type="text/xml")
    hook = tmp_path / "hook"
    hook.write_text("a-secret-of-the-hook", "utf-8")
    config.write_text(
        f'[telegram]\nwebhook_secret_file = "{hook}"\n'
        + config.read_text("utf-8"),
        "utf-8",
    )
    with_site(config, site)
    for path in (config, hook):
        path.chmod(0o644)
    answer = run("check", "--config", config, "--json")
    warned = {
        line["what"]: line["note"]
        for line in json.loads(answer.stdout)
        if line["warning"]
    }
    assert set(warned) == {"settings", "telegram.webhook_secret_file"}
    assert "644" in warned["settings"]
    assert "a-secret-of-the-hook" not in answer.output
    for path in (config, hook):
        path.chmod(0o600)
    answer = run("check", "--config", config, "--json")
    assert answer.exit_code == 0
    assert [line for line in json.loads(answer.stdout) if line["warning"]] == []


def test_opml_goes_out_and_in(config: Path, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        "<opml version='2.0'><body><outline text='A &amp; B' xmlUrl='https://a.example/f.xml'/><outline text='no'/></body></opml>",
        "utf-8",
    )
    assert "1 source added." in run("import", opml, "--config", config).stdout
    assert (
        'xmlUrl="https://a.example/f.xml"'
        in run("export", "--config", config).stdout
    )
    target = tmp_path / "out.opml"
    assert run("export", target, "--config", config).exit_code == 0
    assert "A &amp; B" in target.read_text("utf-8")
    (tmp_path / "bad").write_text("<html/>", "utf-8")
    assert run("import", tmp_path / "bad", "--config", config).exit_code == 1
    assert run("import", tmp_path / "none", "--config", config).exit_code == 2


def test_migrate_and_topics(config: Path) -> None:
    assert head() in run("migrate", "--config", config).stdout
    assert (
        run("migrate", "--from", "sqlite:///x", "--config", config).exit_code
        == 2
    )
    assert any(
        topic["key"] == "tech"
        for topic in json.loads(run("sources", "--topics", "--json").stdout)
    )
    assert "科技" in run("sources", "--topics").stdout


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[digests]\nstories = 99\n", "digests.stories"),
        ("[digests]\nzone = 'Mars'\n", "digests.zone"),
        ("[nonsense]\nx = 1\n", "nonsense"),
        ("engine = 'pgqueuer'\n", "engine"),
        ("[[sources]]\nurl = 'ftp://x'\n", "sources.0.url"),
        ("[telegram]\ntoken_file = '/nowhere/token'\n", "token_file"),
        ("not toml", "TOML"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(
    tmp_path: Path, text: str, named: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    answer = run("stats", "--config", path)
    assert answer.exit_code == 2
    assert named in answer.output
    assert "Traceback" not in answer.output


def test_ask_answers_in_an_articles_words_or_says_that_none_does(
    config: Path, site: Site
) -> None:
    item = f"<item><title>{TITLE}</title><link>{site.url}/a.html</link></item>"
    feed = f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>"
    site.put("/feed.xml", feed, type="text/xml")
    site.put("/a.html", portal())
    with_site(config, site)
    assert run("digest", "--fetch", "--config", config).exit_code == 0
    told = run("ask", "老码头步行桥什么时候开放？", "--config", config)
    assert told.exit_code == 0, told.output
    assert "明年九月率先开放" in told.stdout
    asked = run("ask", "三座步行桥总投资多少元？", "--config", config, "--json")
    (first, *_) = json.loads(asked.stdout)
    assert "四亿二千万元" in first["sentence"]
    assert first["url"].startswith(f"{site.url}/a.html#:~:text=")
    none = run("ask", "步行桥的设计师是谁？", "--config", config)
    assert none.exit_code == 0
    assert "30" in none.stdout

"""Of a robots.txt only what concerns us is kept, and little of a hostile one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jobs.http.robots import MAX_KEPT, Robots
from jobs.http.robots_rules import MAX_RULES, RobotsRules, read_rules

PAGE = "https://news.example/private/page.html"


def rules(text: str) -> RobotsRules:
    return read_rules(text.encode(), "Jianbao")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("<html>not found</html>", True),
        ("User-agent: *\nDisallow: /private/", False),
        ("user-AGENT : * # all\n\n  disallow:/private/ # please", False),
        ("User-agent: *\nDisallow: /\nAllow: /private/page", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\nUser-agent: jianbao\nAllow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Jianbao\nDisallow:", True),
        ("User-agent: a\nUser-agent: jianbao\nUser-agent: b\nDisallow: /private", False),
        ("User-agent: Jianbao/2.0\nDisallow: /private", False),
        ("User-agent: *\nCrawl-delay: 9\nUser-agent: bad\nDisallow: /", True),
        ("User-agent: *\nSitemap: https://news.example/s.xml\nDisallow: /private", False),
        ("User-agent: jianbao\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: jianbao\nDisallow: /private", False),
        ("Disallow: /private", True),
    ],
)  # fmt: skip
def test_our_group_decides(text: str, allowed: bool) -> None:
    assert rules(text).allows(PAGE) is allowed


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\n" + "Disallow: /a\n" * 40_000,
        "User-agent: *\n"
        + "".join(f"Disallow: /{number}\n" for number in range(40_000)),
        "User-agent: *\n"
        + "".join(f"Disallow: /*{number}*$\n" for number in range(40_000)),
        "".join(
            f"User-agent: a{number}\nDisallow: /\n" for number in range(30_000)
        ),
        "User-agent: *\n" * 50_000 + "Disallow: /x\n",
        "".join(
            f"Sitemap: https://x.example/{number}\n" for number in range(30_000)
        ),
        "User-agent: *\nDisallow: /" + "*a" * 400_000,
        "User-agent: *\nDisallow: /" + "é" * 400_000,
    ],
)
def test_little_is_kept_of_a_large_file(text: str) -> None:
    kept = rules(text)
    assert kept.size <= MAX_RULES + 20 * 2000 + 200
    assert kept.allows(PAGE)


@pytest.mark.parametrize(
    "rule",
    [
        "/news/",
        "/news/2026*",
        "/*.html$",
        "*page",
        "/n%65ws/",
        "/",
        "/news/%32026/",
        "/news/2026/é",
        "/news/2026/%C3%A9",
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/news/2026/é/page.html",
        "/news/2026/%C3%A9/page.html",
        "/%6Eews/2026/é/page.html",
    ],
)
def test_no_rule_that_matches_is_left_out(rule: str, path: str) -> None:
    held = rules(f"User-agent: *\nDisallow: {rule}\nDisallow: /elsewhere/\n")
    page = f"https://x.example{path}"
    assert held.concerning(page).allows(page) == held.allows(page)
    assert b"elsewhere" not in held.concerning(page).text


async def test_what_is_large_is_read_and_judged_by_a_worker() -> None:
    asked: list[str] = []

    async def run(
        function: Callable[..., Any], /, *args: Any, timeout: float
    ) -> Any:
        assert timeout > 0
        asked.append(function.__name__)
        return function(*args)

    async def load(url: str) -> bytes:
        count = 5000 if "large" in url else 10
        lines = [f"Disallow: /*{number}/x*y*z$" for number in range(count)]
        return "\n".join(["User-agent: *", *lines]).encode()

    robots = Robots("Jianbao", load, lambda: 0.0, run)
    assert await robots.allows("https://small.example/a")
    assert asked == []
    assert await robots.allows("https://large.example/a")
    assert asked == ["read_rules", "allows"]


async def test_all_sites_together_stay_under_a_ceiling() -> None:
    text = "User-agent: *\n" + "".join(
        f"Disallow: /{number}{'x' * 1900}\n" for number in range(40)
    )
    loads = []

    async def load(url: str) -> bytes:
        loads.append(url)
        return text.encode() if "large" in url else b""

    robots = Robots("Jianbao", load, lambda: 0.0)
    small = RobotsRules().size
    many = MAX_KEPT // (MAX_RULES - 100) + 5
    for number in range(many):
        await robots.allows(f"https://large{number}.example/")
    assert MAX_KEPT - MAX_RULES - small <= robots.size <= MAX_KEPT
    await robots.allows("https://large0.example/")
    await robots.allows(f"https://large{many - 1}.example/")
    assert len(loads) == many + 1

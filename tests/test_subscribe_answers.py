"""What a chat is told of an address that is mistyped, empty or odd."""

from __future__ import annotations

import pytest

from tests.jobs.intake.feeds import feed, item
from tests.scene import Scene
from tests.site import Site, serve
from tests.test_chat_settings import rows_of

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


async def test_mistyped_empty_and_odd_addresses(stage: Scene) -> None:
    with serve() as site:
        _put_pages(site)
        await stage.start(fetch={"private_hosts": [site.host]})
        found = await stage.says(f"/subscribe {site.url}/fed", "该网站有")
        await stage.presses(found, "✅")
        await stage.says("/subscriptions", "Canal News")
        empty = await stage.says(f"/subscribe {site.url}/empty", "还没有内容")
        assert "最新内容" not in empty["text"]
        mute = await stage.says(f"/subscribe {site.url}/mute", "最新内容")
        assert "• The lock was opened again." in mute["text"]
        assert "/a/9" not in mute["text"]
        moved = await stage.says(f"/subscribe {site.url}/moved", "找到")
        assert "该网站有" not in moved["text"]


def _put_pages(site: Site) -> None:
    kind = "application/rss+xml"
    named = '<link rel="alternate" type="text/xml" href="/feed">'
    site.put("/", f"<html><head>{named}</head><body>Canal</body></html>")
    site.put("/feed", feed(item(0, f"{site.url}/a/0")), type=kind)
    site.put("/empty", feed(""), type=kind)
    words = "<description>The lock was opened again.</description>"
    site.put(
        "/mute",
        feed(f"<item><link>{site.url}/a/9</link>{words}</item>"),
        type=kind,
    )
    site.put("/moved", '<meta http-equiv="refresh" content="0; url=/feed">')


async def test_a_list_of_another_reader_is_offered_as_an_import(
    stage: Scene,
) -> None:
    with serve() as site:
        rows = "".join(
            f'<outline text="Feed {n}" xmlUrl="{site.url}/feed/{n}"/>'
            for n in range(3)
        )
        listing = f'<?xml version="1.0"?><opml version="2.0"><body>{rows}</body></opml>'
        site.put("/mine", listing, type="text/xml")
        site.put("/none", "<opml><body/></opml>", type="text/xml")
        await stage.start(fetch={"private_hosts": [site.host]})
        asked = await stage.says(f"/subscribe {site.url}/mine", "3 个订阅")
        assert "Feed 2" in asked["text"]
        await stage.presses(asked, "✅")
        assert len(await rows_of(stage)) == 3
        await stage.says(f"/subscribe {site.url}/none", "没有找到")

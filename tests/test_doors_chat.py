"""A person opens a source that refuses: the bot's questions, which messages it deletes, and who never sees the credentials."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.chats import chats, subscriptions
from store.news import doors, sources
from tests.jobs.intake.feeds import HEADLINES, feed, item
from tests.jobs.intake.test_doors import SECRET, closed
from tests.scene import ANN, Scene
from tests.site import Site, serve

BO = 1002


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        running.pages["/feed"] = closed(
            feed(item(0, f"{running.url}/a/0")), "application/rss+xml"
        )
        yield running


def said(scene: Scene) -> list[str]:
    """Return the messages that the chat holds now, of any author."""
    held = scene.sandbox.world.places[ANN].messages.values()
    return [each.get("text", "") for each in held]


async def test_a_cookie_opens_a_source_and_leaves_no_trace(
    stage: Scene, site: Site
) -> None:
    await stage.start(fetch={"private_hosts": [site.host]})
    refusal = await stage.says(f"/subscribe {site.url}/feed", "读取失败")
    await stage.presses(refusal, "🔑")
    await stage.says("nonsense", "Cookie: …")
    refusal = await stage.says(f"/subscribe {site.url}/feed", "读取失败")
    await stage.presses(refusal, "🔑")
    proposal = await stage.says(f"Cookie: {SECRET}", HEADLINES[0])
    await stage.presses(proposal, "✅")
    assert not [text for text in said(stage) if SECRET in text]
    db = stage.running.context.db
    chat = await db.read(chats.find, ANN)
    assert chat is not None
    (row,) = await db.read(subscriptions.of_chat, chat.id)
    source = await db.read(sources.get, int(row.value))
    assert source is not None
    assert (source.private, source.trusted) == (True, False)
    await stage.says("/subscriptions", "Canal News")
    assert not [text for text in said(stage) if "#door-" in text]
    # Another person who pastes the whole address gets the site's own answer.
    people_see = await stage.says(f"/subscribe {source.url}", "读取失败")
    assert "door" not in people_see["text"]


async def test_a_login_in_an_address_is_taken_out_of_it(
    stage: Scene, site: Site
) -> None:
    await stage.start(fetch={"private_hosts": [site.host]})
    address = site.url.replace("://", "://ann:s3cret@")
    await stage.says(f"/subscribe {address}/feed", "读取失败")
    assert not [text for text in said(stage) if "s3cret" in text]
    assert await stage.running.context.db.read(doors.get, "") is None

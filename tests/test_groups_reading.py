"""People who read together: a story is posted once, and what somebody saves is theirs."""

from __future__ import annotations

from typing import Any

from jobs import scheduler
from sandbox.server import ANN, BO, GROUP
from tests.scene import Scene


async def told(scene: Scene) -> dict[str, Any]:
    """Return a digest in the group."""
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/subscribe 科技", "科技", chat=GROUP)
    return await scene.says("/digest", "简报", chat=GROUP)


async def test_a_story_is_posted_once(scene: Scene) -> None:
    digest = await told(scene)
    await scene.presses(digest, "1", ANN)
    posted = len(scene.messages(GROUP))
    again = await scene.presses(digest, "1", BO)
    assert "start=story_" in again["url"]
    assert len(scene.messages(GROUP)) == posted
    scene.clock.ahead += 3 * 86_400
    await scene.presses(digest, "1", BO)
    assert len(scene.messages(GROUP)) == posted + 1


async def test_what_is_saved_in_a_group_is_the_persons(scene: Scene) -> None:
    await scene.says("/settings", "设置")
    digest = await told(scene)
    await scene.presses(digest, "1", ANN)
    opened = await scene.wait(lambda each: "💾" in str(each.get("reply_markup")), chat=GROUP)
    stranger = await scene.presses(opened, "💾", BO)
    assert "start=story_" in stranger["url"], (
        "Bo never wrote to the bot: there is nowhere to keep it"
    )
    saved = await scene.presses(opened, "💾", ANN)
    assert "收藏" in saved["text"]
    kept = await scene.says("/saved", "1.")
    assert opened["text"].split("\n")[0] in kept["text"]
    await scene.says("/saved", "还没有收藏", chat=GROUP)

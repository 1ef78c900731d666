"""People who read together: a story is posted once, and what somebody saves is theirs."""

from __future__ import annotations

from typing import Any

from jobs import scheduler
from sandbox.server import ANN, BO, FORUM, GROUP
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


async def test_the_second_press_in_a_supergroup_scrolls(scene: Scene) -> None:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/subscribe 科技", "Technology", chat=FORUM, person=BO)
    digest = await scene.says("/digest", "1.", chat=FORUM, person=BO)
    listed = await scene.says("/story", "1.", chat=FORUM, person=BO)
    await scene.presses(digest, "1", ANN)
    opened = scene.messages(FORUM)[-1]
    link = scene.shown(digest)["reply_markup"]["inline_keyboard"][0][0]
    assert link == {
        "text": "1↑",
        "url": f"https://t.me/c/20002/{opened['message_id']}",
    }
    # Another message with the same number learns it at the next press.
    again = await scene.presses(listed, "1", ANN)
    assert "Tap the number again" in again["text"]
    assert scene.shown(listed)["reply_markup"]["inline_keyboard"][0][0] == link
    assert scene.messages(FORUM)[-1] == opened


def labels(message: dict[str, Any]) -> list[str]:
    """Return the labels of a message's vote buttons."""
    rows = message["reply_markup"]["inline_keyboard"]
    return [
        button["text"]
        for row in rows
        for button in row
        if button["text"][0] in "👍👎"
    ]


async def test_votes_are_the_persons_and_counted(scene: Scene) -> None:
    digest = await told(scene)
    await scene.presses(digest, "1", ANN)
    opened = await scene.wait(
        lambda each: "👍" in str(each.get("reply_markup")), chat=GROUP
    )
    assert labels(opened) == ["👍", "👎"]
    await scene.presses(opened, "👍", ANN)
    await scene.presses(opened, "👍", BO)
    assert labels(scene.shown(opened)) == ["👍 2", "👎"]
    await scene.presses(opened, "👎", BO)
    assert labels(scene.shown(opened)) == ["👍 1", "👎 1"]
    back = await scene.presses(opened, "👎", BO)
    assert "收回" in back["text"]
    assert labels(scene.shown(opened)) == ["👍 1", "👎"]


async def test_a_question_and_an_opened_story_do_not_disturb_each_other(
    scene: Scene,
) -> None:
    digest = await told(scene)
    await scene.says(
        f"/ask {digest['text'].splitlines()[1][:20]}？", "", chat=GROUP
    )
    await scene.presses(digest, "1", ANN)
    posted = await scene.wait(
        lambda each: "👍" in str(each.get("reply_markup")), chat=GROUP
    )
    assert "start=story_" in (await scene.presses(digest, "1", BO))["url"]
    assert scene.messages(GROUP)[-1]["message_id"] == posted["message_id"]


async def test_what_is_saved_in_a_group_is_the_persons(scene: Scene) -> None:
    await scene.says("/settings", "设置")
    digest = await told(scene)
    await scene.presses(digest, "1", ANN)
    opened = await scene.wait(
        lambda each: "💾" in str(each.get("reply_markup")), chat=GROUP
    )
    stranger = await scene.presses(opened, "💾", BO)
    assert "start=story_" in stranger["url"], (
        "Bo never wrote to the bot: there is nowhere to keep it"
    )
    saved = await scene.presses(opened, "💾", ANN)
    assert "收藏" in saved["text"]
    kept = await scene.says("/saved", "1.")
    assert opened["text"].split("\n")[0] in kept["text"]
    await scene.says("/saved", "还没有收藏", chat=GROUP)

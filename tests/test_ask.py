"""Questions as people ask them: by command, in reply to a story, one after the other."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from jobs import scheduler
from sandbox.server import ANN, GROUP
from sandbox.world import people
from store.news import source_trust
from store.schema.tables import sources
from tests.endpoint import serve
from tests.scene import Scene
from tests.store.world import NOW

LATE = 601
"""Seconds after which a subject is forgotten."""


@pytest.fixture
async def scene(stage: Scene) -> Scene:
    await stage.start()
    await scheduler.round_of_all(stage.running.context)
    return stage


async def replies(
    scene: Scene, message: dict[str, Any], text: str, wanted: str
) -> dict[str, Any]:
    """Write in reply to a message of the bot's, and wait for the answer that has these words."""
    before = len(scene.messages())
    people.write(scene.sandbox.world, ANN, ANN, text, reply_to_message=message)
    return await scene.wait(
        lambda sent: wanted in sent.get("text", ""), after=before
    )


async def test_a_question_is_answered_by_a_sentence_with_its_article(
    scene: Scene,
) -> None:
    answer = await scene.says("/ask 清江特大桥全长多少公里？", "三点六公里")
    links = [
        entity["url"]
        for entity in answer["entities"]
        if entity["type"] == "text_link"
    ]
    assert "#:~:text=" in links[0]
    assert "江州新闻网" in answer["text"]
    await scene.presses(answer, "1")
    await scene.wait(
        lambda sent: (
            "清江特大桥合龙" in sent.get("text", "") and "❓" in str(sent)
        )
    )


async def test_what_no_article_says_is_refused_and_an_empty_question_asked_back(
    scene: Scene,
) -> None:
    await scene.says("/ask 长江大桥什么时候通车？", "最近 30 天")
    await scene.says("/ask", "/ask 大桥")


async def test_the_next_question_is_about_the_same_story_for_ten_minutes(
    scene: Scene,
) -> None:
    await scene.says("/ask 首个人工智能实验室位于哪里？", "城东科技园")
    await scene.says("/ask 什么时候投入使用？", "1. 首个实验室")
    await scene.says("/ask 射电望远镜发现了多少颗新脉冲星？", "八十七颗")
    await scene.says("/ask 什么时候投入使用？", "1. 望远镜")
    scene.clock.ahead += LATE
    later = await scene.says("/ask 什么时候投入使用？", "投入使用")
    assert "首个实验室" in later["text"]


async def test_a_question_in_reply_to_a_story_is_put_to_that_story(
    scene: Scene,
) -> None:
    found = await scene.says("/search 流感疫苗", "接种")
    await replies(scene, found, "首周完成多少剂？", "四十二万剂")
    await replies(scene, found, "谢谢", "不客气")


async def test_a_question_in_plain_words_may_be_asked_by_a_button(
    scene: Scene,
) -> None:
    guess = await scene.says(
        "清江特大桥全长多少公里？", "在我读过的新闻里找答案"
    )
    await scene.presses(guess, "💬")
    await scene.wait(
        lambda sent: (
            sent.get("text", "").startswith("1.")
            and "三点六公里" in sent["text"]
        )
    )


async def test_in_a_group_a_reply_is_answered_and_talk_is_not(
    scene: Scene,
) -> None:
    found = await scene.says(
        "/search@jianbao_sandbox_bot 流感疫苗", "接种", GROUP
    )
    before = len(scene.messages(GROUP))
    people.write(
        scene.sandbox.world, ANN, GROUP, "真不错", reply_to_message=found
    )
    people.write(
        scene.sandbox.world,
        ANN,
        GROUP,
        "首周完成多少剂？",
        reply_to_message=found,
    )
    await scene.wait(
        lambda sent: "四十二万剂" in sent.get("text", ""), GROUP, after=before
    )
    await scene.settled()
    assert len(scene.messages(GROUP)) == before + 1


async def test_what_another_chat_added_is_never_told(scene: Scene) -> None:
    context = scene.running.context

    def close_all(c: Connection) -> None:
        for source in c.execute(select(sources.c.id)).scalars().all():
            c.execute(
                update(sources)
                .where(sources.c.id == source)
                .values(configured=0, added_by=-1)
            )
            source_trust.refuse(c, source, NOW)

    def write_anew(c: Connection) -> None:
        while (source := source_trust.changed(c)) is not None:
            assert (
                source_trust.rewrite(
                    c, source, 0, ancestors={}, limit=1000, now=NOW
                )
                is None
            )

    await context.db.write(close_all)
    await context.db.write(write_anew)
    await scene.says("/ask 清江特大桥全长多少公里？", "最近 30 天")


def _first_sentence(asked: dict[str, Any]) -> object:
    """Answer with the first sentence unchanged, and an invented one after it."""
    invented = {"text": "共有987654321人受益。", "source": 0}
    return {
        "sentences": [invented, {"text": asked["sentences"]["0"], "source": 0}]
    }


async def test_a_model_writes_an_answer_that_grows_as_a_draft_and_settles(
    stage: Scene,
) -> None:
    with serve() as endpoint:
        endpoint.written = _first_sentence
        await stage.start(model={"url": endpoint.url, "model": "test"})
        await scheduler.round_of_all(stage.running.context)
        answer = await stage.says("/ask 清江特大桥全长多少公里？", "✍️")
        assert "三点六公里" in answer["text"]
        assert "语言模型" in answer["text"]
        states = [
            text for chat, _, text in stage.sandbox.world.drafts if chat == ANN
        ]
        assert states[0] == ""
        assert "987654321" not in answer["text"] + "".join(states)
        assert stage.sandbox.world.places[ANN].draft is None


async def test_where_the_model_fails_the_articles_own_sentences_answer(
    stage: Scene,
) -> None:
    with serve() as endpoint:
        endpoint.statuses = [500] * 50
        await stage.start(model={"url": endpoint.url, "model": "test"})
        await scheduler.round_of_all(stage.running.context)
        answer = await stage.says("/ask 清江特大桥全长多少公里？", "三点六公里")
        assert "✍️" not in answer["text"]

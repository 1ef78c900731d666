"""With a language model, a person reads its sentences and sees what each rests on; without, the text's own, word for word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from jobs import scheduler
from jobs.digests import model_summaries
from sandbox.server import Sandbox
from tests.endpoint import Stories, serve
from tests.scene import FREE, Scene


def _merged(asked: Stories) -> object:
    """Answer with each story's second sentence unchanged, and an invented one after it."""
    listed = []
    for story in asked:
        text = story["sentences"].get("1", story["sentences"]["0"])
        sentences = [
            {"text": text, "source": 1},
            {"text": "共有987654321人受益。", "source": 1},
        ]
        listed.append(
            {
                "id": story["id"],
                "title": story["sentences"]["0"],
                "sentences": sentences,
            }
        )
    return {"stories": listed}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = await Sandbox.start(limits=FREE)
    yield running
    await running.stop()


async def _open_first(scene: Scene) -> None:
    await scene.says("/start", "简报")
    await scene.says("/subscribe 科技", "科技")
    await scheduler.round_of_all(scene.running.context)
    await model_summaries.sweep(scene.running.context)
    digest = await scene.says("/digest", "1")
    await scene.presses(digest, "1")
    story = await scene.wait(
        lambda each: "🔎" in str(each.get("reply_markup", ""))
    )
    await scene.presses(story, "🔎")


async def test_a_reader_sees_what_each_sentence_rests_on(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    with serve() as endpoint:
        endpoint.answer = _merged
        scene = Scene(sandbox, tmp_path)
        await scene.start(model={"url": endpoint.url, "model": "test"})
        await _open_first(scene)
        evidence = await scene.wait(
            lambda each: each.get("text", "").startswith("🔎")
        )
        assert "987654321" not in "".join(
            message.get("text", "") for message in scene.messages()
        )
        quoted = [
            entity
            for entity in evidence["entities"]
            if entity["type"] == "blockquote"
        ]
        assert len(quoted) == 1
        assert "✍️" in evidence["text"]
        assert "语言模型" in evidence["text"]
        assert len(endpoint.asked) > 0
        await scene.stop()


async def test_without_a_model_the_sentences_are_the_articles_own(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    scene = Scene(sandbox, tmp_path)
    await scene.start()
    await _open_first(scene)
    evidence = await scene.wait(
        lambda each: each.get("text", "").startswith("🔎")
    )
    assert "逐字" in evidence["text"]
    assert "✍️" not in evidence["text"]
    await scene.stop()

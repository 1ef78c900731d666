"""Drafts: shown in private chats while a message is written, gone with the message."""

from __future__ import annotations

import pytest

from sandbox.server import ANN, GROUP
from tests.sandbox.bot_api.test_methods import Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


def test_a_draft_grows_until_the_message_takes_its_place(
    telegram: Telegram,
) -> None:
    for text in ("", "The ferry", "The ferry runs again"):
        assert (
            telegram("sendMessageDraft", chat_id=ANN, draft_id=5, text=text)
            is True
        )
    draft = telegram.world.places[ANN].draft
    assert draft is not None
    assert (draft.id, draft.text) == (5, "The ferry runs again")
    assert [text for _, _, text in telegram.world.drafts] == [
        "",
        "The ferry",
        "The ferry runs again",
    ]
    telegram.say(ANN, "The ferry runs again.")
    assert telegram.world.places[ANN].draft is None


def test_what_can_be_no_draft_is_refused(telegram: Telegram) -> None:
    assert "400" in telegram.refuses(
        "sendMessageDraft", chat_id=ANN, draft_id=0, text="a"
    )
    assert "400" in telegram.refuses(
        "sendMessageDraft", chat_id=GROUP, draft_id=1, text="a"
    )
    assert "400" in telegram.refuses(
        "sendMessageDraft", chat_id=ANN, draft_id=1, text="a" * 4097
    )
    telegram.bot_is("blocked")
    assert "403" in telegram.refuses(
        "sendMessageDraft", chat_id=ANN, draft_id=1, text="a"
    )

"""The tables of commands and presses agree with help, guesses and what Telegram takes."""

from __future__ import annotations

import re
from inspect import signature

import pytest

from bot.handlers.callbacks import KINDS, PRESSES
from bot.handlers.commands import of_subject, subjects_of
from bot.handlers.help import first_page, subject_text
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.registry import COMMANDS
from bot.handlers.setup.settings import (
    BUDGETS,
    MINUTES,
    NEWS,
    STYLES,
    SWITCHES,
    change_of,
)
from bot.handlers.setup.zone import USUAL
from bot.rendering.actions.schedule_actions import ChooseZone
from bot.rendering.actions.settings_actions import ChooseFirstZone
from bot.rendering.actions.story_actions import MuteTopic
from bot.rendering.actions.subscription_actions import (
    AnswerProposal,
    TreatWords,
    WeighSubscription,
)
from bot.rendering.button_data import data, read
from bot.rendering.i18n import LOCALES, tongue
from news.topics import catalogue
from news.zones.place_zones import places


def test_a_command_stands_once_in_the_registry() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))


def test_only_the_operators_commands_have_no_page_of_the_help() -> None:
    explained = {
        command.name
        for subject in subjects_of(COMMANDS)
        for command in of_subject(COMMANDS, subject)
    }
    operators = {
        command.name for command in COMMANDS if command.audience == "operators"
    }
    assert explained == {command.name for command in COMMANDS} - operators


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_and_command_has_its_words(locale: str) -> None:
    texts = tongue(locale).texts
    wanted = {f"help.{name}.title" for name in subjects_of(COMMANDS)}
    wanted |= {f"command.{command.name}" for command in COMMANDS}
    wanted |= {f"settings.{name}" for name in SWITCHES}
    wanted |= {f"style.{name}" for name in STYLES} | {
        f"weight.{level}" for level in range(5)
    }
    wanted |= {
        f"mute.done.{kind}"
        for kind in ("topic", "publisher", "phrase", "story")
    }
    wanted |= {
        f"error.schedule.{why}"
        for why in ("time", "none", "many", "zone", "place")
    }
    wanted |= {
        f"error.filter.{why}"
        for why in ("empty", "long", "many", "only-not", "regex")
    }
    assert wanted - texts.keys() == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_help_names_each_command_of_its_subject(locale: str) -> None:
    for name in subjects_of(COMMANDS):
        text = subject_text(COMMANDS, name, tongue(locale))
        silent = [
            command.name
            for command in of_subject(COMMANDS, name)
            if not re.search(
                rf"^(?:<code>)?/{command.name}\b", text, re.MULTILINE
            )
        ]
        assert silent == []
        assert "help." not in text
        assert len(text) < 4096


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_page_of_help_names_what_is_used_most(locale: str) -> None:
    text = first_page(COMMANDS, tongue(locale))
    assert re.findall(r"^/(\w+) — ", text, re.MULTILINE) == [
        command.name for command in COMMANDS if command.featured
    ]


def test_the_longest_data_of_a_button_fits() -> None:
    for zone in {
        *USUAL,
        *(zone for zones in places().values() for zone in zones),
    }:
        assert read(data(ChooseZone(zone)), KINDS) == ChooseZone(zone)
        assert data(ChooseFirstZone(zone))
    token = PendingAction("source", "x" * 2000).token
    assert data(TreatWords("subscribe", token))
    assert data(AnswerProposal(accepted=True, token=token))
    assert all(data(MuteTopic(info.key)) for info in catalogue())
    assert data(WeighSubscription(2**48, 4, 99))


def test_every_press_takes_a_place_and_values() -> None:
    assert len(PRESSES) > 30
    taken = {
        kind: len(signature(press).parameters)
        for kind, press in PRESSES.items()
    }
    assert set(taken.values()) == {2}


def test_the_offered_values_are_those_that_are_taken() -> None:
    assert all(change_of("style", style) for style in STYLES)
    assert all(
        change_of("budget", str(count)) == {"budget": count}
        for count in BUDGETS
    )
    assert all(
        change_of("minutes", str(count)) == {"minutes": count}
        for count in MINUTES
    )
    assert all(change_of(name, "1") == {name: True} for name in SWITCHES)
    assert len(set(NEWS)) == len(NEWS)
    for name, value in (
        ("budget", "0"),
        ("budget", "51"),
        ("minutes", "121"),
        ("style", "huge"),
        ("state", "1"),
        ("images", "2"),
        ("budget", "٣"),
    ):
        assert change_of(name, value) == {}

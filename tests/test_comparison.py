"""What the comparison says of Jianbao is shown by tests: each row names those that would fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_security import missing_tests

# These only read the documents.
pytestmark = pytest.mark.untraced

PAGE = Path(__file__).parents[1] / "docs" / "comparison.md"
# By row and what its cell says, in the cell's order.
SHOWN = {
    "what it is": {
        "Telegram bot for many chats": [
            "tests/jobs/digests/test_build.py::test_a_digest_has_its_chats_settings_and_its_web_page",
        ],
    },
    "what comes": {
        "digests at each chat's hours": [
            "tests/test_end_to_end.py::test_from_the_first_word_to_the_digest_and_over_a_restart",
            "tests/jobs/digests/test_due_times.py::test_without_a_schedule_nothing_is_due",
        ],
    },
    "one event from many publishers": {
        "one story that names them all": [
            "tests/news/cluster/test_clusterer.py::test_two_chinese_reports_in_their_own_words_are_one_story",
            "tests/bot/rendering/test_credit.py::test_publisher_time_and_how_many_tell_it",
        ],
        "reprints told apart": [
            "tests/news/rank/test_independent_publishers.py::test_one_text_on_many_portals_is_one_publishers",
        ],
    },
    "where it reads": {
        "feeds, sitemaps": [
            "tests/news/feeds/test_parse.py::test_rdf_json_and_sitemaps",
        ],
        "section pages without a feed": [
            "tests/jobs/test_pipeline.py::test_a_section_page_is_read_where_there_is_no_feed",
        ],
        "article pages": [
            "tests/news/extract/test_pages_of_the_world.py::test_publishers",
        ],
    },
    "who wrote an article": {
        "publisher (来源), editor and time from the page": [
            "tests/news/extract/test_pages_of_the_world.py::test_publishers",
            "tests/bot/cli/test_commands.py::test_inspect_gives_the_fixed_form_for_an_article",
        ],
    },
    "summaries": {
        "the articles' own sentences": [
            "tests/news/summarise/test_openings.py::test_a_text_that_is_the_publishers_description_is_told",
        ],
        "a language model if you want, checked against them": [
            "tests/jobs/digests/test_model_summaries.py::test_inventions_are_dropped_and_the_texts_own_sentences_told",
        ],
    },
    "who chooses": {
        "each chat: topics, words, sites, hours, length, mutes": [
            "tests/test_end_to_end.py::test_every_command_answers",
            "tests/test_chat_settings.py::test_mutes_by_word_and_from_a_story_and_the_way_back",
        ],
    },
    "later news of a story": {
        "what is new, corrected or withdrawn, as a reply": [
            "tests/test_alerts.py::test_a_story_breaks_goes_on_and_is_withdrawn",
            "tests/test_alerts.py::test_a_site_corrects_and_withdraws_what_a_digest_told",
        ],
    },
}


def rows() -> dict[str, str]:
    """Return what the page says of Jianbao, by row."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if line.startswith("| ")]
    return {row[0].removeprefix("| "): row[1] for row in cells[2:]}


def test_each_row_says_what_tests_show_and_no_more() -> None:
    said = {
        row: cell.replace("; ", ", ").split(", ")
        for row, cell in rows().items()
    }
    shown = {
        row: ", ".join(parts).replace("; ", ", ").split(", ")
        for row, parts in SHOWN.items()
    }
    assert said == shown


def test_the_tests_of_each_row_exist() -> None:
    named = [
        test.split("::")
        for parts in SHOWN.values()
        for tests in parts.values()
        for test in tests
    ]
    assert missing_tests((file, test) for file, test in named) == []

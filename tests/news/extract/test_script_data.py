"""Articles whose text stands in the data of scripts."""

from __future__ import annotations

import json

import pytest

from news.extract.script_data import find
from tests.news.extract.layouts import PARAGRAPHS, TITLE, page, read

BLOCKS = [{"type": "paragraph", "text": text} for text in PARAGRAPHS]
PARTS = [
    {"type": "p", "children": [{"text": text[:20]}, {"text": text[20:]}]}
    for text in PARAGRAPHS
]
LINES = "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "data",
    [
        {"props": {"story": {"headline": TITLE, "blocks": BLOCKS}}},
        {"props": {"story": {"body": PARTS}}},
        {"Article:1": {"title": TITLE, "body": LINES}},
        [["x"], list(PARAGRAPHS)],
    ],
)
@pytest.mark.parametrize("form", ["{}", "window.__STATE__ = {};"])
def test_bare_paragraphs(data: object, form: str) -> None:
    script = form.replace("{}", json.dumps(data))
    assert find([script]) == list(PARAGRAPHS)
    html = page(body="", after=f"<script>{script}</script>")
    assert read(html).text == LINES


@pytest.mark.parametrize(
    "script",
    [
        '{"menu": ["Home", "Harbour", "World"], "ok": true}',
        '{"a": "One sentence alone is no article, whatever it says about the harbour and the lamp."}',
        "var a = {b: 1};",
        "[" * 5000,
        "nothing",
    ],
)
def test_other_data(script: str) -> None:
    assert find([script]) == []


def test_what_a_page_shows_goes_before_its_data() -> None:
    other = [text.replace("keepers", "painters") for text in PARAGRAPHS]
    html = page(after=f"<script>{json.dumps({'story': other})}</script>")
    assert read(html).text == LINES


@pytest.mark.parametrize("tag", ["noscript", "template"])
def test_a_text_for_readers_without_scripts(tag: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = page(body=f"<div id='app'></div><{tag}>{body}</{tag}>")
    assert read(html).text == LINES
    twice = page(after=f"<{tag}>{body.replace('keepers', 'painters')}</{tag}>")
    assert read(twice).text == LINES

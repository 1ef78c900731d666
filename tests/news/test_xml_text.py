"""Characters that XML 1.0 cannot hold are removed; everything else stays."""

from __future__ import annotations

import pytest
from lxml import etree

from news.xml_text import drop_non_xml


@pytest.mark.parametrize(
    "char", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]
)
def test_what_breaks_a_document_is_left_out(char: str) -> None:
    assert drop_non_xml(f"a{char}b") == "ab"


@pytest.mark.parametrize(
    "text", ["\t\n\r", "新闻 é", "\ufffd", "\U0001f600", "\ue000\ufdd0"]
)
def test_what_a_document_may_hold_stays_and_is_read(text: str) -> None:
    assert drop_non_xml(text) == text
    assert etree.fromstring(f"<a>{text}</a>".encode()).text is not None

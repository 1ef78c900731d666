"""Quotations: a claim may only quote what the articles say."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

ARTICLE = "市长陈立群说：“我们说过要关闭学校。”他周一表示。"


@pytest.mark.parametrize(
    ("claim", "reasons"),
    [
        (
            "Mayor Chen Liqun said: “We said we would close the school.”",
            [],
        ),
        # Both quotations say that something was said, and not the same thing.
        (
            "Mayor Chen Liqun said: “We said we would sell the boats.”",
            ["quote"],
        ),
    ],
)
def test_a_translated_quotation_shares_more_than_that_it_is_said(
    claim: str, reasons: list[str]
) -> None:
    sources = read_sources([(1, "", ARTICLE)])
    _, dropped = check([Claim(claim, 0)], sources)
    assert [one.why for one in dropped] == reasons

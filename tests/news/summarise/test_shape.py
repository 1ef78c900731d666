"""How well a sentence reads alone."""

from __future__ import annotations

from news.summarise.shape import readable


def test_a_quoted_name_at_the_start_is_no_speech() -> None:
    named = "“The Iron Ferry” opens at the Lowfield theatre on Friday."
    spoken = "“We shall open the old theatre again in May,” Roe said on Friday."
    assert readable(named, "", "en") > 2 * readable(spoken, "", "en")


def test_a_short_chinese_quotation_at_the_start_is_speech() -> None:
    spoken = "“我们五月就会重新开放剧院”，馆长王明在周五介绍。"
    told = "馆长王明周五介绍，海州剧院五月就会重新向市民开放。"
    assert readable(spoken, "", "zh-Hans") < readable(told, "", "zh-Hans")

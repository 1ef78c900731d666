"""Lines that repeat across a host's pages."""

from __future__ import annotations

from news.boilerplate import HOSTS, PAGES, Boilerplate


def test_repeated_lines_are_learned_a_host_at_a_time() -> None:
    boilerplate = Boilerplate()
    for number in range(4):
        boilerplate.learn(
            "a.example", f"欢迎下载本站客户端\n这是第{number}篇文章的正文。"
        )
    text = "欢迎下载本站客户端\n新的正文。"
    assert boilerplate.strip("a.example", text) == "新的正文。"
    assert boilerplate.strip("b.example", text) == text
    again = Boilerplate.load(boilerplate.dump())
    assert again.strip("a.example", text) == "新的正文。"


def test_an_article_at_several_addresses_is_no_furniture() -> None:
    boilerplate = Boilerplate()
    body = "科技局今天宣布，三年内建成五个实验室。\n首批预算为三亿元。"
    for _ in range(5):
        boilerplate.learn("a.example", body, "云河市将建五个实验室")
        boilerplate = Boilerplate.load(boilerplate.dump())
    assert boilerplate.strip("a.example", body) == body
    for number in range(4):
        boilerplate.learn(
            "a.example",
            f"欢迎下载本站客户端\n第{number}篇。",
            f"第{number}个标题",
        )
    assert boilerplate.strip("a.example", f"欢迎下载本站客户端\n{body}") == body


def test_state_is_bounded_and_a_broken_one_begins_anew() -> None:
    boilerplate = Boilerplate()
    for number in range(PAGES + 10):
        boilerplate.learn("a.example", f"line {number}")
    for number in range(HOSTS + 5):
        boilerplate.learn(f"h{number}.example", "x")
    assert boilerplate.strip("a.example", "line 1") == "line 1"
    assert Boilerplate.load(b"garbage").strip("a.example", "x") == "x"
    assert Boilerplate.load(b"[1]").strip("a.example", "x") == "x"

"""Which publishers report a story independently."""

from __future__ import annotations

from news.models import ArticleKind, Report
from news.rank import independent_publishers


def report(
    host: str, publisher: str = "", kind: ArticleKind = "report"
) -> Report:
    return Report(f"https://{host}/1.html", "t", publisher, None, kind)


def test_one_text_on_many_portals_is_one_publishers() -> None:
    found = independent_publishers(
        [
            report("harbour.example", "Harbour Daily"),
            report("portal-one.example", "Harbour Daily", "reprint"),
            report("portal-two.example", "Harbour Daily", "reprint"),
        ]
    )
    assert found == ("Harbour Daily",)


def test_reports_of_one_publisher_count_once_under_any_name_and_site() -> None:
    found = independent_publishers(
        [
            report("www.qinghe.example.cn", "清河日报"),
            report("m.qinghe.example.cn"),
            report("portal.example", "清河日報客户端"),
        ]
    )
    assert found == ("清河日报",)


def test_names_on_one_domain_are_one_publisher_whatever_they_claim() -> None:
    claimed = [
        report("rumour.example", name)
        for name in ("Wire A", "Wire B", "Wire C")
    ]
    assert len(independent_publishers(claimed)) == 1
    spread = [
        report(f"{sub}.rumour.example", f"Wire {sub}")
        for sub in ("a", "b", "c")
    ]
    assert len(independent_publishers(spread)) == 1


def test_a_portal_takes_no_publisher_of_its_own_site_away() -> None:
    found = independent_publishers(
        [
            report("portal.example", "Harbour Daily"),
            report("portal.example", "Hill Post"),
            report("harbour.example.org", "Harbour Daily"),
        ]
    )
    assert sorted(found) == ["Harbour Daily", "Hill Post"]


def test_where_only_reprints_are_known_one_of_them_counts() -> None:
    found = independent_publishers(
        [report("portal.example", "A", "reprint")] * 2
    )
    assert found == ("A",)
    assert independent_publishers([]) == ()

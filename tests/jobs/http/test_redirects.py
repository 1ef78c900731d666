"""Pages that send their readers on, and where a redirect leads."""

from __future__ import annotations

import pytest

from jobs.http.downloader import Downloader
from jobs.http.redirects import refresh_of, target_of
from news.errors import Refused, ServerTrouble
from tests.jobs.conftest import config
from tests.linear_time import assert_linear
from tests.site import Site

URL = "https://pier.example/old"


def onward(meta: str, *, more: str = "", kind: str = "text/html") -> str:
    page = f"<html><head>{meta}</head><body>{more}</body></html>"
    return refresh_of(URL, kind, page.encode())


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="refresh" content="0; url=/new">',
        "<META HTTP-EQUIV=refresh CONTENT=\"0;URL='/new'\">",
        '<meta content="3; /new" http-equiv="Refresh">',
        '<meta http-equiv="refresh" content=" 0.5 , URL = /new">',
        '<noscript><meta http-equiv="refresh" content="0;url=https://pier.example/new"></noscript>',
    ],
)
def test_a_page_that_sends_its_readers_on(meta: str) -> None:
    assert onward(meta) == "https://pier.example/new"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="refresh" content="300; url=/new">',
        '<meta http-equiv="refresh" content="0">',
        '<meta http-equiv="refresh" content=" /new">',
        '<meta http-equiv="refresh" content="0; url=/old">',
        '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">',
        '<!-- <meta http-equiv="refresh" content="0; url=/new"> -->',
        '<meta name="refresh" content="0; url=/new">',
    ],
)
def test_a_page_that_stays(meta: str) -> None:
    assert onward(meta) == ""


def test_an_order_of_any_form_is_read_in_linear_time() -> None:
    order = "<meta http-equiv=refresh content='{text}'>"
    # Without the last letter, blanks lead to no address.
    assert_linear(lambda text: onward(order.format(text=text[:-1])))


def test_a_whole_page_and_other_documents_stay() -> None:
    meta = '<meta http-equiv="refresh" content="0; url=/new">'
    assert onward(meta, more="<p>News of the pier.</p>" * 2000) == ""
    assert onward(meta, kind="application/rss+xml") == ""


async def test_the_page_at_the_end_is_read_and_a_circle_ends(
    site: Site,
) -> None:
    downloader = Downloader(config(site))
    for path, target in (("/a", "/b"), ("/x", "/y"), ("/y", "/x")):
        site.put(path, f'<meta http-equiv="refresh" content="0; url={target}">')
    site.put("/b", "<p>Here</p>")
    page = await downloader.get(f"{site.url}/a", robots=False)
    assert (page.url, page.data) == (f"{site.url}/b", b"<p>Here</p>")
    assert page.moved_to == ""
    with pytest.raises(ServerTrouble):
        await downloader.get(f"{site.url}/x", robots=False)
    site.put(
        "/in", '<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">'
    )
    with pytest.raises(Refused):
        await downloader.get(f"{site.url}/in", robots=False)
    await downloader.close()


async def test_a_page_behind_one_that_sends_on_is_read_again_each_time(
    site: Site,
) -> None:
    downloader = Downloader(config(site))
    # The first page never changes: its server would say so of the mark, too.
    onward_page = '<meta http-equiv="refresh" content="0; url=/b">'
    site.put("/a", onward_page, ETag='"1"')
    site.put("/b", "<p>Old</p>", ETag='"1"', Last_Modified="Fri, 20 Nov 2026")
    page = await downloader.get(f"{site.url}/a", robots=False)
    site.put("/b", "<p>New</p>", ETag='"2"')
    assert (page.etag, page.last_modified) == ("", "")
    again = await downloader.get(f"{site.url}/a", robots=False, etag=page.etag)
    assert again.data == b"<p>New</p>"
    await downloader.close()


def test_a_redirect_to_another_scheme_is_refused() -> None:
    assert target_of(URL, "/new?a=b c") == "https://pier.example/new?a=b%20c"
    with pytest.raises(Refused):
        target_of(URL, "mailto:ann@pier.example")

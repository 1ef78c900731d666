"""Telegram's public channels by their web preview."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.pages.telegram_preview import is_preview, read_preview

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONG = "A line that goes on " * 20
PAGE = f"""<!DOCTYPE html><html><head><meta property="og:title" content="Harbour News"></head><body>
<div class="tgme_channel_info_header_title"><span dir="auto">Harbour News</span></div>
<section class="tgme_channel_history js-message_history">
<div class="tgme_widget_message_wrap js-widget_message_wrap">
 <div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="harbour/101">
  <a class="tgme_widget_message_photo_wrap 1 2" href="https://t.me/harbour/101"
   style="width:800px;background-image:url('https://cdn.example/one.jpg')"></a>
  <a class="tgme_widget_message_reply" href="https://t.me/harbour/90">
   <div class="tgme_widget_message_text js-message_reply_text">An older post</div></a>
  <div class="tgme_widget_message_text js-message_text" dir="auto"><b>The bridge opens on Friday</b><br/>Tolls are
   waived &amp; buses run. <a href="https://harbour.example/bridge">More</a></div>
  <div class="tgme_widget_message_footer"><span class="tgme_widget_message_from_author">Ann</span>
   <a class="tgme_widget_message_date" href="https://t.me/harbour/101"><time datetime="2026-11-20T08:00:00+00:00">08:00</time></a></div>
 </div></div>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="harbour/102">
  <i class="tgme_widget_message_video_thumb" style="background-image:url(&quot;https://cdn.example/two.jpg&quot;)"></i>
  <time class="message_video_duration">0:15</time><time datetime="2026-11-20T09:00:00+00:00">09:00</time></div></div>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="harbour/103">
  <div class="tgme_widget_message_text js-message_text">{LONG}</div></div></div>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message service_message" data-post="harbour/104"></div></div>
</section></body></html>"""


def test_posts_with_text_time_and_pictures_the_newest_first() -> None:
    feed = read_preview(PAGE, url="https://t.me/s/harbour", now=NOW)
    assert (feed.kind, feed.title) == ("page", "Harbour News")
    assert [entry.url for entry in feed.entries] == [
        f"https://t.me/harbour/{number}" for number in (103, 102, 101)
    ]
    first = feed.entries[-1]
    assert first.title == "The bridge opens on Friday"
    assert first.summary.split("\n")[0] == "The bridge opens on Friday"
    assert "Tolls are waived & buses run. More" in " ".join(
        first.summary.split()
    )
    assert first.published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert [media.url for media in first.media] == [
        "https://cdn.example/one.jpg"
    ]
    assert (first.author, first.id) == ("Ann", "harbour/101")


def test_a_post_of_a_film_alone_bears_the_channel_s_name() -> None:
    film = read_preview(PAGE, url="https://t.me/s/harbour", now=NOW).entries[1]
    assert (film.title, film.summary) == ("Harbour News", "")
    assert [media.url for media in film.media] == [
        "https://cdn.example/two.jpg"
    ]
    assert film.published_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_a_long_first_line_is_cut_at_a_word() -> None:
    post = read_preview(PAGE, url="https://t.me/s/harbour", now=NOW).entries[0]
    assert len(post.title) <= 121
    assert post.title.endswith("…")
    assert post.title[:-1].split()[-1] in LONG.split()
    assert post.published_at is None


@pytest.mark.parametrize(
    "page",
    ["", "no markup", "<html><body><p>Contact @harbour</p></body></html>"],
)
def test_a_channel_without_a_preview_has_no_entries(page: str) -> None:
    assert (
        read_preview(page, url="https://t.me/s/harbour", now=NOW).entries == ()
    )


def test_which_addresses_are_previews() -> None:
    assert is_preview("https://t.me/s/harbour")
    assert not is_preview("https://t.me/harbour")
    assert not is_preview("https://paper.example/s/harbour")
    assert not is_preview("https://[bad")

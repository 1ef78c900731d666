"""Which media of an article a message can carry, and which are worth keeping."""

from __future__ import annotations

import pytest

from news.attachments import (
    LARGEST_FILE,
    LARGEST_PHOTO,
    MOST,
    choose,
    first,
    kept,
    kind_of,
)
from news.models import Attachment, Media

SITE = "https://media.example/"


def picture(name: str, size: int | None = None) -> Media:
    return Media(SITE + name, "image/jpeg", size=size)


@pytest.mark.parametrize(
    ("name", "declared", "kind"),
    [
        ("walk.jpg", "image/*", "photo"),
        ("walk.webp", "image/webp", "photo"),
        ("drawing.svg", "image/svg+xml", None),
        ("dance.gif", "image/*", "animation"),
        ("dance", "image/gif; charset=binary", "animation"),
        ("episode-4.mp3", "", "audio"),
        ("episode-4.MP3", "application/octet-stream", "audio"),
        ("episode", "audio/mpeg", "audio"),
        ("episode.ogg", "audio/ogg", None),
        ("film.mp4", "video/mp4", "video"),
        ("film.m4v", "", "video"),
        ("film.webm", "video/webm", None),
        ("paper.pdf", "application/pdf", None),
        ("page.html", "text/html", None),
    ],
)
def test_the_declared_type_counts_before_the_ending(
    name: str, declared: str, kind: str | None
) -> None:
    assert kind_of(Media(SITE + name, declared)) == kind


def test_pictures_and_films_stand_together_and_sounds_alone() -> None:
    film, sound = (
        Media(SITE + "f.mp4", "video/mp4"),
        Media(SITE + "s.mp3", "audio/mpeg"),
    )
    kinds = [
        item.kind for item in choose([picture("a.jpg"), film, picture("b.jpg")])
    ]
    assert kinds == ["photo", "video", "photo"]
    assert choose([picture("a.jpg"), sound]) == (
        Attachment("audio", sound.url),
    )


def test_a_moving_picture_moves_only_alone() -> None:
    moving = Media(SITE + "m.gif", "image/gif")
    assert [item.kind for item in choose([moving])] == ["animation"]
    assert [item.kind for item in choose([moving, picture("a.jpg")])] == [
        "photo",
        "photo",
    ]


def test_what_telegram_would_not_fetch_is_left_out() -> None:
    heavy = picture("heavy.jpg", LARGEST_PHOTO + 1)
    film = Media(SITE + "f.mp4", "video/mp4", size=LARGEST_FILE + 1)
    inline = Media("data:image/png;base64,AAAA", "image/png")
    assert choose([heavy, film, inline]) == ()
    assert len(choose([picture("fits.jpg", LARGEST_PHOTO)])) == 1
    assert len(choose([picture(f"{n}.jpg") for n in range(30)])) == MOST


def test_sizes_of_one_picture_are_kept_once_and_files_come_first() -> None:
    sound = Media(SITE + "s.mp3", "audio/mpeg")
    sizes = [
        "harbour-bridge-300x200.jpg",
        "harbour-bridge.jpg",
        "harbour-bridge_1024w.webp",
    ]
    media = [
        *(picture(name) for name in sizes),
        picture("1.jpg"),
        picture("x/1.jpg"),
        sound,
    ]
    names = [item.url.removeprefix(SITE) for item in kept(media)]
    assert names == ["s.mp3", "harbour-bridge-300x200.jpg", "1.jpg", "x/1.jpg"]


def test_an_address_without_end_is_not_kept() -> None:
    assert kept([picture("a" * 2000 + ".jpg")]) == ()


def test_a_link_leads_to_a_file_that_is_too_large_to_carry() -> None:
    talk = Media(SITE + "talk.mp3", "audio/mpeg", size=10 * LARGEST_FILE)
    clip = Media(SITE + "clip.webm", "video/webm")
    assert first([picture("a.jpg"), talk, clip], "audio") == talk.url
    assert first([talk, clip], "video") == clip.url
    assert first([picture("a.jpg")], "audio") == ""


@pytest.mark.parametrize(
    ("name", "declared", "general"),
    [
        ("episode.ogg", "audio/ogg", "audio"),
        ("episode.opus", "", "audio"),
        ("episode.aac", "application/octet-stream", "audio"),
        ("film.webm", "", "video"),
        ("film.ogg", "video/ogg", "video"),
    ],
)
def test_a_sound_or_film_that_telegram_does_not_send_keeps_its_link(
    name: str, declared: str, general: str
) -> None:
    item = Media(SITE + name, declared)
    assert kept([item, Media(SITE + "paper.pdf", "application/pdf")]) == (item,)
    assert choose([item]) == ()
    assert first([item], general) == SITE + name
    assert first([item], "photo") == ""

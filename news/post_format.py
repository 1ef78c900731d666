"""The format of a story that is sent at once: typed by a person, stored in a file, changed
by a button.

`whole tags no-source every-30 name=Harbour desk` is the whole text with hashtags, without the
source's name, in one bundle every half hour, under a name of the reader's own. What is not said is
as the chat has it, and then as usual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from news.models import Media, Story

# Fields of a `PostFormat` by name.
Fields = dict[str, Any]
Body = Literal["title", "summary", "whole", "page"]
LinkPlace = Literal["link-title", "link-end"]
# `page` is a long text on the bot's own page, with a large preview of it.
BODIES: tuple[Body, ...] = ("title", "summary", "whole", "page")
LINK_PLACES: tuple[LinkPlace, ...] = ("link-title", "link-end")
SWITCHES = ("tags", "author", "source", "silent", "media")
# Minutes between two bundles at the most: a day, after which a digest does
# better.
LONGEST_INTERVAL = 1440
MAX_NAME = 80
_EVERY, _NAME, _NOT = "every-", "name=", "no-"
_MINUTES = re.compile(rf"{_EVERY}(\d{{1,5}})", re.ASCII)


# What each word chooses.
_CHOICES: Mapping[str, Fields] = {
    **{body: {"body": body} for body in BODIES},
    **{place: {"link": place} for place in LINK_PLACES},
    **{switch: {switch: True} for switch in SWITCHES},
    **{f"{_NOT}{switch}": {switch: False} for switch in SWITCHES},
}


@dataclass(frozen=True, slots=True)
class PostFormat:
    """The parts of a format that somebody chose; None, or no name, for the others."""

    body: Body | None = None
    # The story's topics as hashtags.
    tags: bool | None = None
    author: bool | None = None
    # The name of who tells it.
    source: bool | None = None
    link: LinkPlace | None = None
    silent: bool | None = None
    # Pictures, films and sounds; where nothing is said, the chat's pictures
    # decide.
    media: bool | None = None
    # Minutes between two messages at the least; what comes between them comes
    # as one. 0 for at once.
    every: int | None = None
    # Stands for the source's name.
    name: str = ""

    @property
    def needs_text(self) -> bool:
        """Whether the article's own text is shown."""
        return self.body in {"whole", "page"}

    def over(self, under: PostFormat) -> PostFormat:
        """Return this format, filled up with what another one says.

        `no-tags` over `tags silent` is `no-tags silent`.
        """
        said = asdict(self).items()
        chosen = {
            name: value for name, value in said if value not in (None, "")
        }
        return replace(under, **chosen)


# How posts look where nobody chose anything.
USUAL = PostFormat(
    "summary",
    tags=False,
    author=False,
    source=True,
    link="link-title",
    silent=False,
    every=0,
)


def parse(text: str) -> PostFormat | None:
    """Read a format; None where a word of it is none. The last of two words that disagree holds.

    `whole no-tags every-30 name=Desk` → body: whole, tags: False, every: 30, name: Desk.
    """
    words, _, name = text.partition(_NAME)
    format_read = PostFormat(name=" ".join(name.split())[:MAX_NAME])
    for word in words.casefold().replace(",", " ").split():
        said = _said(word)
        if said is None:
            return None
        format_read = replace(format_read, **said)
    return format_read


def _said(word: str) -> Fields | None:
    """Return the part of a format that a word chooses: `no-tags` → tags: False; None for others."""
    if minutes := _MINUTES.fullmatch(word):
        return {"every": min(int(minutes[1]), LONGEST_INTERVAL)}
    return _CHOICES.get(word)


def write(form: PostFormat) -> str:
    """Write a format as `parse` reads it; empty where it says nothing.

    `whole tags no-source every-30 name=Harbour desk`.
    """
    switches = [_switch(name, getattr(form, name)) for name in SWITCHES]
    every = "" if form.every is None else f"{_EVERY}{form.every}"
    name = f"{_NAME}{form.name}" if form.name else ""
    words = (form.body, form.link, *switches, every, name)
    return " ".join(filter(None, words))


def _switch(name: str, on: bool | None) -> str:
    """Write a switch: `tags`, `no-tags`; nothing where nobody chose."""
    written = {None: "", True: name, False: f"{_NOT}{name}"}
    return written[on]


@dataclass(frozen=True, slots=True)
class Post:
    """A story to be sent at once, in a form of the reader's."""

    story: Story
    form: PostFormat
    author: str = ""
    # The article's paragraphs, parted by line ends; empty where the whole text
    # is not wanted.
    text: str = ""
    # Lines of the text with their markup (`news.inline_markup`).
    markup: tuple[tuple[str, str], ...] = ()
    # What the article carries.
    media: tuple[Media, ...] = ()

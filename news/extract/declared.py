"""Collect what a page declares about itself: from JSON-LD, meta elements, microdata and
breadcrumb, in that order of trust.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A name of sixty characters at the most, which is no address, or several names parted by commas;
# each of these begins with a capital, or in a script without them.
_NAMES = re.compile(
    r"""
    (?! https?:// | // | @ )
    (?:
      .{0,60}
      | (?: [Bb]y\ )? [^\W\d_a-z][^,;|、，]{1,40}
        (?: [,;|、，]\ ? [^\W\d_a-z][^,;|、，]{1,40} ){2,11}
    )
    """,
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A text that a page declares, and the name under which it does: `json-ld datePublished`,
    `meta pubdate`."""

    text: str
    by: str


@dataclass(slots=True)
class Declared:
    """The page's declarations about itself; an empty text where it declares nothing."""

    # What JSON-LD says that it is: NewsArticle, Recipe.
    types: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    # Sentences that advertise the article elsewhere: in searches and feeds.
    descriptions: list[str] = field(default_factory=list)
    # Texts of the time of publication, the most trusted first.
    published: list[Stated] = field(default_factory=list)
    modified: list[Stated] = field(default_factory=list)
    # Who wrote it, by a name that means the source.
    publisher: str = ""
    site: str = ""
    # Authors that are declared to be people.
    people: list[str] = field(default_factory=list)
    # An author of whom the page does not say what kind it is.
    author: str = ""
    # An author that is declared to be an organisation.
    organisation: str = ""
    editor: str = ""
    section: str = ""
    images: list[str] = field(default_factory=list)
    language: str = ""
    keywords: tuple[str, ...] = ()
    canonical: str = ""
    # The text, where JSON-LD carries it whole.
    body: str = ""

    def fill(self, **values: str) -> None:
        """Set text fields that no earlier witness has set.

        `fill(site="The Example", editor="")` names the site, if none is named, and no editor.
        """
        for name, value in values.items():
            if value and not getattr(self, name):
                setattr(self, name, value)


def as_name(text: str) -> str:
    """Return a text that may be a name, or several; empty for addresses and for whole sentences.

    `https://social.example/annd` and `@annd` stand in `article:author` too.
    """
    return text if _NAMES.fullmatch(text) else ""

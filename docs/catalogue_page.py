"""The page of the catalogue, made from `news/catalogue.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from bot.rendering.i18n import NAMES
from news.catalogue import ListedSource, listed_sources, regions
from news.topics import catalogue as topics

_HEAD = """Jianbao comes with {count} sources; it reads {default} of them from the start. [Sources](sources.md#the-catalogue) explains
when the bot reads a source of this page, and what it does when one fails.

The addresses come from publishers' announcements or public lists; *found* names the place. **None of them
was tried when this list was made.** A bot tries each one before it reads it, and switches failing ones off.
`jianbao check --catalogue` tries all of them and marks the dead ones."""


def catalogue_page() -> str:
    """Write the page."""
    rows = listed_sources()
    default = sum(row.default for row in rows)
    note = (
        "<!-- Written by `make reference` from the code; change it there. -->"
    )
    lines = [
        "# The catalogue",
        "",
        note,
        "",
        _HEAD.format(count=len(rows), default=default),
        "",
    ]
    for language in dict.fromkeys(row.language for row in rows):
        named = [row for row in rows if row.language == language]
        lines += [f"## {_language(language)}", "", *_table(named), ""]
    return "\n".join(lines).rstrip() + "\n"


def _language(tag: str) -> str:
    return {"zh": "中文"}.get(tag) or NAMES[tag]


def _table(rows: list[ListedSource]) -> Iterator[str]:
    places = {region.key: region.name("en") for region in regions()}
    subjects = {topic.key: topic.name("en") for topic in topics()}
    yield "| source | address | read as | region | topics | from the start | found |"
    yield "|" + " --- |" * 7
    for row in rows:
        about = ", ".join(subjects[key] for key in row.topics)
        start = "yes" if row.default else ""
        cells = (
            row.title,
            f"<{row.url}>",
            row.kind,
            places[row.region],
            about,
            start,
            row.found,
        )
        yield (
            "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        )

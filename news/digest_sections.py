"""Choose the heading under which a digest tells a story."""

from __future__ import annotations

from news.models import Story

# A section that stands for a label begins so; no topic's key does.
LABEL_MARK = "#"


def section_of(story: Story, subscription: str, label: str = "") -> str:
    """Return a story's section: the label of what brought it, the topic that was asked for,
    otherwise its own first topic; empty for none.

    Of a story about tech and science, `topic:science` → science, `source:1` → tech.
    """
    if label:
        return f"{LABEL_MARK}{label}"
    asked = subscription.removeprefix("topic:")
    if asked in story.topics:
        return asked
    return next(iter(story.topics), "")


def label_of(section: str) -> str:
    """Return the label that a section stands for; empty for a topic's."""
    _, _, label = section.partition(LABEL_MARK)
    return label

"""Find exchanged roles in Chinese: 由 and 被 stand before the one who does it."""

from __future__ import annotations

from news.faithful.sentence_reading import Reading
from news.faithful.spans import behind, in_clause
from news.faithful.word import Word, one_holds_other


def is_done_by_another(reading: Reading, source: Reading) -> bool:
    """Return whether a claim has another behind 由 or 被 than its evidence: 由甲建 for 由乙建.

    A short form is no other: 东湖 for 东湖公司. What is done must be the same.
    """
    ours = _agent_and_deed(reading)
    theirs = _agent_and_deed(source)
    if ours is None or theirs is None:
        return False
    (agent, deed), (their_agent, their_deed) = ours, theirs
    is_another = not one_holds_other(agent, their_agent)
    return is_another and deed.means(their_deed)


def _agent_and_deed(reading: Reading) -> tuple[str, Word] | None:
    """Return what follows the only 由 or 被 of a sentence, and its clause's last word.

    由东湖公司建设 → 东湖公司, 建设. None where nothing stands between the two.
    """
    marks = reading.marked(".passive")
    if len(marks) != 1:
        return None
    mark = marks[0]
    clause = in_clause(reading.content, mark.clause)
    following = behind(clause, mark.end)
    if len(following) < 2:
        return None
    deed = following[-1]
    return reading.text[mark.end : deed.start], deed

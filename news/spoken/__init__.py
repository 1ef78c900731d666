"""Texts for the ear: what a voice is given to read, and the sound that it gives back.

`for_the_ear` rewrites a text so that a voice can read it without seeing it: no links, and dates,
times, amounts and units as they are said. `script_of` makes a digest's parts of it.
"""

from __future__ import annotations

from news.spoken.script import ScriptPart, SpokenStory, script_of
from news.spoken.spoken_text import for_the_ear

__all__ = ["ScriptPart", "SpokenStory", "for_the_ear", "script_of"]

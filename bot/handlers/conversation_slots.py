"""Reserved places among a chat's conversations, for state that belongs to no single person.

No person's id is negative.
"""

from __future__ import annotations

# Changes that can be taken back: they belong to the chat.
UNDO = -3
# The stories that the last question was about: in a group anybody may ask on.
SUBJECT = -4
# A source whose door waits for what opens it.
DOOR = -6
# The stories that were opened in a group lately.
OPENED = -5

"""Reserved places among a chat's conversations, for state that belongs to no single person.

No person's id is negative.
"""

from __future__ import annotations

# Changes for /undo; they belong to the chat.
UNDO = -3
# The stories of the last question: in a group anybody may ask a follow-up.
SUBJECT = -4
# A source that waits for credentials.
DOOR = -6
# The stories that were opened in a group lately.
OPENED = -5

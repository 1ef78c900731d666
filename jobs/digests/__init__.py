"""Build digests for the chats that are due."""

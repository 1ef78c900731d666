"""The state behind the API: people, chats, messages, flood limits, faults."""

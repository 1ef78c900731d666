"""Read, count and link texts and entities as Telegram does."""

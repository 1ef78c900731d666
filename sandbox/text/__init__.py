"""Texts and entities as Telegram reads, counts and links them."""

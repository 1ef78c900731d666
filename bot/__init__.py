"""Speaks Telegram, and starts everything."""

"""Sends the outbox: the sender, what each answer of Telegram means,
fallbacks, rate limits, connections.
"""

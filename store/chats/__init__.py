"""Chats, their subscriptions, feedback and conversations."""

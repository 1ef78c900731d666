"""The Telegram bot: handlers, rendering, delivery, web pages, the command line,
and the start of everything.
"""

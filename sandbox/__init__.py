"""A strict local Telegram and a sample news site. It shares no code with the
bot.
"""

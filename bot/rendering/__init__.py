"""Write messages: digests, notices, keyboards, Telegram's HTML, and the
interface's languages.
"""

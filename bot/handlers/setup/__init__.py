"""Set up a chat: first steps, language, zone, settings, and deleting
everything.
"""

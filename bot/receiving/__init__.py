"""Receive updates: by polling or webhook, stored until handled, in order within
each chat.
"""

"""The sample news site: two feeds, two section pages, about forty articles of
our own writing.
"""

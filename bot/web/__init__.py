"""The web server: webhook, health, metrics, digest pages, feeds and the
dashboard.
"""

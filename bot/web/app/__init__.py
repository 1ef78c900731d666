"""The settings page inside Telegram (Mini App): signed in by `initData`,
rendered here.
"""

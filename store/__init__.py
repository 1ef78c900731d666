"""The store: chats, subscriptions, articles, stories, and what is sent. The only SQL."""

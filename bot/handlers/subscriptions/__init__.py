"""Follow and mute: subscriptions, filters, weights, OPML files."""

"""The subscription store and all other rows: the only SQL."""

"""The chat page and the JSON that drives the people in it."""

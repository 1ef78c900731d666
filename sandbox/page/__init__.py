"""The chat page, and the JSON interface that acts for the people in it."""

"""Delete what is old, and repair times after a clock jump."""

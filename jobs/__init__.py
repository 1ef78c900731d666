"""Scheduled work: reads the store, calls `news`, writes the store; the only HTTP client."""

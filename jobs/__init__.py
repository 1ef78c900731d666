"""Scheduled work: read the store, call `news`, write the store. The only floor with HTTP clients."""

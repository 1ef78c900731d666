"""The only HTTP clients: guarded against internal addresses, polite, bounded."""

"""The only HTTP clients: guarded, polite, bounded."""

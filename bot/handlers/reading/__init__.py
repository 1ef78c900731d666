"""Read news on request: digests, stories, search, evidence, inline mode."""

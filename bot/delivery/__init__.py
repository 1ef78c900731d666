"""Send the outbox: sender, error policy, fallbacks, rate limits, connections."""

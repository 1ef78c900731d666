"""What is sent: digests, alerts, follow-ups, corrections, and the outbox."""

"""Operate the store: leases, retention, statistics, privacy, transfer."""

"""Run store functions on SQLite and PostgreSQL: connections, transactions, dialects, errors."""

"""Sources, articles, stories and their terms."""

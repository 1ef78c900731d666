"""Take data along: exports, feeds, shared links."""

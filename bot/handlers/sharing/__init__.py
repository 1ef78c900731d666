"""Share and export: data exports, private feeds, shared links."""

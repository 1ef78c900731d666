"""Read sources and pages: source → entries → articles."""

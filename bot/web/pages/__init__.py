"""The digest as a web page and a private feed, at an unguessable address."""

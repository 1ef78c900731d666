"""The Bot API over HTTP: reading and answering calls."""

"""The Bot API over HTTP: what a call is, what it is answered."""

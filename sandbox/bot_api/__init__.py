"""The Bot API over HTTP: how calls are read and answered."""

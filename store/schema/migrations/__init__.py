"""Alembic's folder: one file a step, forward only, packaged with the program."""

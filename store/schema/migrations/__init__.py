"""Alembic's folder: one file for each step, forward only, packaged with the program."""

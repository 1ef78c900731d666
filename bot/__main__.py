"""`python -m bot` and `jianbao`: the command line."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from bot.cli import app  # noqa: PLC0415 - so that importing this module does nothing

    app()


if __name__ == "__main__":
    main()

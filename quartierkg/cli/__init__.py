"""The command line: thin, each command a call of the rooms below; loaded only as far as a command needs."""

from quartierkg.cli.program import main

__all__ = ["main"]

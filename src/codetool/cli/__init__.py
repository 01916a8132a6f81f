"""The command line: one file per command, each parses, makes one call, prints and sets the exit code."""

from codetool.cli.shell import main

__all__ = ["main"]

"""Damaged input for every reader: `python -m tools.fuzz --help`."""

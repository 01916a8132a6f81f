"""`python -m codetool` is `codetool`."""

from codetool.cli import main

main()

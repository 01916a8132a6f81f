"""`python -m codetool.cli` is `codetool`."""

from codetool.cli.shell import main

main()

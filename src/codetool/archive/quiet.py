"""Libraries that speak to the terminal, kept silent: what a user is told, the command line says."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quietly() -> Iterator[None]:
    """Keep what libraries log to themselves, and leave the logging of the process as it was.

    ocfl-py logs each of its steps, and one of its dependencies sets up the root logger when it is imported.
    """
    root = logging.getLogger()
    handlers, level, disabled = root.handlers[:], root.level, root.manager.disable
    root.handlers[:] = [logging.NullHandler()]
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.disable(disabled)

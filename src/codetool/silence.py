"""Libraries that speak to the terminal, kept silent: what a user is told, the command line says."""

import logging
import sys
import warnings


def silence_libraries() -> None:
    """Keep what libraries log and warn of from the screen, in this process and for as long as it lasts.

    One of them sets up the root logger when it is imported, and all the others' lines would be shown. Warnings are
    still shown to who asks for them (`python -W`, PYTHONWARNINGS).
    """
    logging.getLogger().addHandler(logging.NullHandler())
    logging.disable(logging.CRITICAL)
    if not sys.warnoptions:
        warnings.showwarning = _unsaid


def _unsaid(*_warning: object, **_place: object) -> None:
    """Show nothing; a filter would not do, for libraries set their own."""

"""What the validators of OCFL and BagIt say of an object or a bag, so that we never pass what a standard refuses."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codetool.archive.quiet import quietly
from codetool.findings import Finding, finding


def check_standard(folder: Path, place: str) -> Iterator[Finding]:
    """Yield what ocfl-py refuses in an object; digests left out, which are ours to check.

    It is asked of what our own checks have passed only: it follows links, and trusts what it reads.
    """
    from ocfl.validator import Validator

    with _silenced():
        validator = Validator(log_warnings=False, log_errors=True, check_digests=False)
        try:
            passed = validator.validate_object(str(folder.absolute()))
            told = "" if passed else " ".join(map(str, validator.log.messages))
        except Exception as error:  # noqa: BLE001 - whatever another program trips over, it has not passed the object
            told = type(error).__name__
    if told:
        yield finding("ocfl-refused", told=told).in_file(place)


def check_standard_bag(folder: Path, place: str) -> Iterator[Finding]:
    """Yield what bagit-python refuses in a bag; digests left out, which are ours to check.

    Like ocfl-py it is asked of what our own checks have passed only.
    """
    told = ""
    with quietly():
        import bagit

        try:
            bagit.Bag(str(folder.absolute())).validate(completeness_only=True)
        except bagit.BagError as error:
            told = str(error)
        except Exception as error:  # noqa: BLE001 - as above
            told = type(error).__name__
    if told:
        yield finding("bag-refused", told=told).in_file(place)


@contextmanager
def _silenced() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)

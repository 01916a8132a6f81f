"""The vocabulary of CMS, whole: asn1crypto learns attributes from modules of its own, each when it is imported."""

from functools import cache
from types import ModuleType


@cache
def load_cms() -> ModuleType:
    """Return asn1crypto's module for CMS, which can read what signatures and time stamps have in them.

    Without these modules it reads the certificates that a signature names, and what it tells of revocation, as bytes
    without a meaning: a good signature would then be told to be none.
    """
    from asn1crypto import cms, pdf, tsp  # noqa: F401 - imported for what they teach the first

    module: ModuleType = cms
    return module

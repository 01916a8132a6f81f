"""What parsers raise over bytes that are not what they should be; libraries of ASN.1 have no one error for it."""

from functools import cache


@cache
def hostile() -> tuple[type[Exception], ...]:
    """Return the errors that bytes from elsewhere may cause where they are read; for an `except`."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    return (
        ArithmeticError,
        AssertionError,
        AttributeError,
        InvalidSignature,
        LookupError,
        NotImplementedError,
        RecursionError,
        TypeError,
        UnsupportedAlgorithm,
        ValueError,
    )

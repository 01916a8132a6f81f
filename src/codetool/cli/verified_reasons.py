"""Why `codetool verify` could not verify something, in words."""

from typing import TYPE_CHECKING, Literal, assert_never

from codetool.cli.settings import current_settings

if TYPE_CHECKING:
    from codetool.archive.verify.report import Reason


def named_reason(reason: "Reason") -> str:
    """Return why nothing can be verified."""
    from codetool.archive.verify.report import Reason

    match reason:
        case Reason.OTHER:
            told = "not something that can be verified: no archive, no PDF, no text in Akoma Ntoso"
        case Reason.NO_PDF:
            told = "it is called a PDF, and is none: nothing to verify"
        case Reason.PAGE:
            told = (
                "a web page by itself: unlike a PDF it does not carry what it was made from, so it was not made again;"
                " verify the PDF beside it, or the whole folder of the sealed version"
            )
        case Reason.UNSEALED:
            told = "not signed, and no store lists it as sealed: nothing to verify"
        case Reason.UNSIGNED:
            told = "not signed, and without what it was made from: nothing to verify"
        case Reason.ALONE:
            told = "the file that this signature is about is not beside it"
        case unlooked:
            return _named_unlooked(unlooked)
    return current_settings().translate(told)


def _named_unlooked(
    reason: "Literal[Reason.EMPTY, Reason.UNREADABLE, Reason.LINK, Reason.DEVICE, Reason.DEEP]",
) -> str:
    """Return why something was not looked at, whatever it holds."""
    from codetool.archive.verify.report import Reason

    match reason:
        case Reason.EMPTY:
            told = "nothing in this folder can be verified"
        case Reason.UNREADABLE:
            told = "it cannot be read, or is too large: check its permissions and its size"
        case Reason.LINK:
            told = "a link, which is not followed out of its folder"
        case Reason.DEVICE:
            told = "a pipe, a socket or a device, which is not read"
        case Reason.DEEP:
            told = "too many folders deep to be looked into: name it by itself"
        case other:
            assert_never(other)
    return current_settings().translate(told)

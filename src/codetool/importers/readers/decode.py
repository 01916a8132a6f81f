"""Bytes to text: UTF-8, UTF-16, or a guess that is said; what is no text is refused."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from codetool.akn.parser import check_size
from codetool.errors import SourceError
from codetool.findings import Finding, finding

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GUESSES = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"""The encodings that Western drafts have been kept in, the likeliest first."""
_WEB_NAMES = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-sjis": "shift_jis",
}  # fmt: skip
"""Names that pages use for an encoding, where Python takes them for another or does not know them."""
LENGTH_LIMIT = 8_000_000
"""Characters of a text, at most."""
_SAMPLE = 64 * 1024
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b\ufffe\uffff]")
"""Characters that no XML may hold and no text has; \\x1a and \\x1c-\\x1f are old separators, which are white space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """A source as text, with the encoding it was in."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode_source(source: bytes, place: str = "", *, declared: str = "") -> DecodedText:
    r"""Return the text of a source; raise SourceError where it is empty, too large, or no text.

    `declared` is the encoding that the source itself names. It is taken where the bytes are not UTF-8, for UTF-8 is
    hardly ever a chance, and declarations are often left over from before the file was saved anew.

    >>> decode_source("\ufeffArticle 1er. – Un.".encode()).text
    'Article 1er. – Un.'
    """
    check_size(len(source), place)
    if not source.strip():
        raise _empty(place)
    decoded = _decode(source, place, declared)
    if not decoded.text.strip("\ufeff \t\r\n\f\v\x1a"):
        raise _empty(place)
    if found := _CONTROL.search(decoded.text):
        line = decoded.text.count("\n", 0, found.start()) + 1
        raise _not_text(f"a binary file (line {line} holds the control character U+{ord(found[0]):04X})", place)
    return decoded


def check_length(length: int, place: str = "") -> None:
    """Raise SourceError if a text of so many characters is longer than we read, which is more than any code has."""
    if length > LENGTH_LIMIT:
        raise SourceError(
            "the text has {length} million characters; codetool reads at most {limit} million",
            "Split it, or name the file that you meant.",
            place=place,
            length=-(-length // 1_000_000),
            limit=LENGTH_LIMIT // 1_000_000,
        )


def _decode(source: bytes, place: str, declared: str) -> DecodedText:
    encoding = next((name for mark, name in _MARKS if source.startswith(mark)), "utf-8")
    try:
        return DecodedText(text=source.decode(encoding), encoding=encoding.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise _not_text("a file that says it is UTF-16 and is not", place) from error
    if b"\0" in source:
        raise _not_text("a binary file (it holds NUL bytes)", place)
    if said := _said(source, declared):
        return DecodedText(text=source.decode(said), encoding=said)
    _check_one_encoding(source, place)
    guess = _guess(source)
    return DecodedText(
        text=source.decode(guess, "strict"), encoding=guess, findings=(finding("encoding-guessed", encoding=guess),)
    )


def _check_one_encoding(source: bytes, place: str) -> None:
    """Raise SourceError where some lines are UTF-8 and others are not: read in either way, words would be garbled."""
    first: dict[bool, int] = {}
    for number, line in enumerate(source.splitlines(), start=1):
        if not line.isascii():
            first.setdefault(_decodes(line, "utf-8"), number)
        if len(first) > 1:
            raise SourceError(
                "the text is in two encodings: line {known} is UTF-8, line {other} is not",
                "Open it in a text editor, correct the accents, and save it in UTF-8.",
                place=place,
                known=first[True],
                other=first[False],
            )


def _said(source: bytes, declared: str) -> str:
    """Return the encoding that a source declares, by Python's name, if the source can be in it."""
    name = _WEB_NAMES.get(declared.lower(), declared)
    try:
        known = codecs.lookup(name).name if name else ""
        return known if known and isinstance(source.decode(known), str) else ""
    except (LookupError, ValueError):
        return ""


def _guess(source: bytes) -> str:
    possible = [name for name in _GUESSES if _decodes(source, name)]
    if not possible:
        return "latin-1"
    best = from_bytes(source[:_SAMPLE], cp_isolation=possible).best()
    # cp1252 is what Windows writes; another is taken only where it reads better.
    return best.encoding if best and best.encoding in possible else possible[0]


def _decodes(source: bytes, encoding: str) -> bool:
    try:
        source.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _empty(place: str) -> SourceError:
    return SourceError("the file is empty", "Name a file with a text in it.", place=place)


def _not_text(kind: str, place: str) -> SourceError:
    return SourceError(
        "this is {kind}, not plain text",
        "Save it as plain text (.txt) in UTF-8.",
        place=place,
        kind=kind,
    )

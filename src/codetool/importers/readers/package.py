"""Zip packages, in which Word and LibreOffice keep their files: opened in memory, within limits, nothing extracted."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from codetool.akn.parser import TAGS, check_size, parse_xml
from codetool.errors import SourceError

_ElementTree = etree._ElementTree  # noqa: SLF001 - lxml names its tree type so

ENTRIES = 10_000
"""Entries of a package at most; a code with a picture for each article has some hundreds."""
ENTRY_SIZE = 64 * 1024 * 1024
TOTAL_SIZE = 256 * 1024 * 1024
RATIO = 250
RATIO_FROM = 16 * 1024 * 1024
"""What grows more than RATIO times is a bomb, if it is also larger than this; a list of equal lines is not."""

_CENTRAL = b"PK\x01\x02"
_ENCRYPTED = 0x1
_CHUNK = 1024 * 1024
_READ = frozenset({ZIP_STORED, ZIP_DEFLATED})
_OUTSIDE = re.compile(r"[\\/]|[A-Za-z]:|(?:.*[\\/])?\.\.(?:[\\/]|$)", re.DOTALL)
_FAULTS = (
    BadZipFile, EOFError, IndexError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError, zlib.error,
)  # fmt: skip
_REPAIR = "Open it in Word or LibreOffice, repair it, and save it again."
_WHOLE = "Open it in Word or LibreOffice and save it again, if you trust where it comes from."


@dataclass(slots=True, kw_only=True)
class Package:
    """An open package: `names` are those of its entries, in the order of its directory."""

    place: str
    names: tuple[str, ...]
    _file: ZipFile
    _spent: int = 0

    def read(self, name: str) -> bytes:
        """Return what an entry holds; raise SourceError where it is missing, broken or too large."""
        if name not in self.names:
            raise SourceError("the file lacks its part {name}", _REPAIR, place=self.place, name=name)
        info = self._file.getinfo(name)
        try:
            with self._file.open(info) as entry:
                return b"".join(self._chunks(entry, info))
        except _FAULTS as error:
            raise SourceError("its part {name} is broken", _REPAIR, place=self.place, name=name) from error

    def xml(self, name: str) -> _ElementTree:
        """Return the tree of an entry that is XML; raise SourceError where it is none, or not safe to read."""
        source = self.read(name)
        place = f"{self.place}: {name}" if self.place else name
        if source.count(b"<") + source.count(b"=") > TAGS:
            raise SourceError("it has more than {limit} tags and attributes", _WHOLE, place=place, limit=TAGS)
        try:
            return parse_xml(source, place)
        except SourceError as error:
            # The reader of XML speaks to people who have written it; these have not.
            deep = "depth" in str(error.values.get("cause", ""))
            fact = "its elements are nested too deep" if deep else error.fact
            raise SourceError(fact, _REPAIR, place=place, **error.values) from error

    def _chunks(self, entry: IO[bytes], info: ZipInfo) -> Iterator[bytes]:
        # What the directory says of sizes may be a lie: what counts is what comes out.
        size = 0
        while chunk := entry.read(_CHUNK):
            size += len(chunk)
            self._spent += len(chunk)
            _check_grown(self.place, info, size)
            _check_total(self.place, self._spent)
            yield chunk


def open_package(source: bytes, place: str = "") -> Package:
    """Return the package in these bytes; raise SourceError where it is broken, locked, or not safe to open.

    >>> open_package(b"plain words", "draft.docx")
    Traceback (most recent call last):
        ...
    codetool.errors.SourceError: draft.docx: the file is broken: it begins like a Word or LibreOffice file and cannot be opened. Open it in Word or LibreOffice, repair it, and save it again.
    """  # noqa: E501 - the message is one line
    check_size(len(source), place)
    _check_number(place, source.count(_CENTRAL))
    try:
        file = ZipFile(BytesIO(source))
    except _FAULTS as error:
        raise SourceError(
            "the file is broken: it begins like a Word or LibreOffice file and cannot be opened", _REPAIR, place=place
        ) from error
    entries = file.infolist()
    _check_names(place, [info.filename for info in entries])
    for info in entries:
        _check_entry(place, info)
    _check_total(place, sum(info.file_size for info in entries))
    return Package(place=place, names=tuple(info.filename for info in entries), _file=file)


def _check_number(place: str, number: int) -> None:
    if number > ENTRIES:
        raise SourceError(
            "the file has {number} parts; codetool reads at most {limit}",
            _WHOLE,
            place=place,
            number=number,
            limit=ENTRIES,
        )


def _check_names(place: str, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if _OUTSIDE.match(name):
            raise SourceError(
                "the name of its part {name} leads out of the file",
                "Do not open it: it was not made by Word or LibreOffice.",
                place=place,
                name=ascii(name),
            )
        if name in seen:
            raise SourceError("it has two parts named {name}", _REPAIR, place=place, name=name)
        seen.add(name)


def _check_entry(place: str, info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise SourceError(
            "the file is protected by a password", "Save it without its password, then import it.", place=place
        )
    if info.compress_type not in _READ:
        raise SourceError(
            "its part {name} is compressed in a way that Word and LibreOffice do not use",
            _REPAIR,
            place=place,
            name=info.filename,
        )
    _check_grown(place, info, info.file_size)


def _check_grown(place: str, info: ZipInfo, size: int) -> None:
    if size > ENTRY_SIZE or (size > RATIO_FROM and size > RATIO * info.compress_size):
        raise SourceError(
            "its part {name} grows to {size} MB or more when it is unpacked, as a zip bomb does",
            _WHOLE,
            place=place,
            name=info.filename,
            size=-(-size // (1024 * 1024)),
        )


def _check_total(place: str, size: int) -> None:
    if size > TOTAL_SIZE:
        raise SourceError(
            "the file grows to {size} MB or more when it is unpacked; codetool reads at most {limit} MB",
            _WHOLE,
            place=place,
            size=-(-size // (1024 * 1024)),
            limit=TOTAL_SIZE // (1024 * 1024),
        )

"""What a sealing holds: each file with what it is there for."""

from dataclasses import dataclass
from hashlib import sha512

from codetool.archive.record import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file of a sealed version: its path in the version's folder, its bytes, its role and its media type."""

    name: str
    content: bytes
    role: Role
    media_type: str = "application/octet-stream"

    @property
    def digest(self) -> str:
        """Return the SHA-512 of its bytes, in hexadecimal digits."""
        return sha512(self.content).hexdigest()


MEDIA_TYPES = {
    ".xml": "application/akn+xml",
    ".xades": "application/xml",
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown",
    ".json": "application/json",
    ".toml": "application/toml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""Media types by the end of a name, in small letters."""


def media_type_of(name: str) -> str:
    """Return the media type of a file by its name.

    >>> media_type_of("received/Projet.DOCX").rpartition(".")[2]
    'document'
    """
    end = name[name.rfind(".") :].lower() if "." in name else ""
    return MEDIA_TYPES.get(end, "application/octet-stream")

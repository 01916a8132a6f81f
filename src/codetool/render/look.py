"""How a federation's editions look, and who publishes them: values that `codetool.toml` sets."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture for covers and the heads of pages: its bytes, its media type, and what it shows, in words."""

    content: bytes
    media_type: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a federation changes without touching a template.

    `publisher` is who publishes, else the author of the text; `address` is where the site stands
    (`https://example.org/code/`), empty where there is none. Colours are CSS colours, `fonts` families in the order in
    which they are tried, `paper` is "A4" or "A5". `templates` is a folder whose files replace those of the same name.
    """

    publisher: str = ""
    address: str = ""
    accent: str = ""
    accent_dark: str = ""
    fonts: tuple[str, ...] = ()
    logo: Logo | None = None
    paper: str = "A4"
    templates: Path | None = None


PLAIN = Look()
"""The look of an edition where no `codetool.toml` is."""

"""What a look sets in a style sheet, written so that nothing in it can say more than a colour or a font."""

import re
from base64 import b64encode

from markupsafe import Markup

from codetool.render.look import Look

_COLOUR = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,30}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([\d\s.,%/deg+-]{1,60}\)",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif"}
)


def css_colour(text: str) -> str:
    """Return a colour as CSS writes it, an empty string for whatever is none.

    >>> css_colour(" #8A2432 "), css_colour("oklch(45% 0.12 20)"), css_colour("red; } body { display: none")
    ('#8A2432', 'oklch(45% 0.12 20)', '')
    """
    colour = text.strip()
    return colour if _COLOUR.fullmatch(colour) else ""


def css_families(fonts: tuple[str, ...]) -> str:
    r"""Return font families as CSS writes them, each in quotation marks, whatever is in its name.

    >>> css_families(("Gentium Plus", "serif"))
    '"Gentium Plus", serif'
    >>> css_families(('a"; } </style>',))
    '"a\\22 ; } \\3c /style\\3e "'
    """
    return ", ".join(font if font in _GENERIC else f'"{_escaped(font)}"' for font in map(str.strip, fonts) if font)


def _escaped(text: str) -> str:
    return "".join(f"\\{ord(mark):x} " if mark in '"\\<>&' or ord(mark) < ord(" ") else mark for mark in text)


def logo_address(look: Look) -> str:
    """Return the logo as a `data:` address, an empty string where there is none.

    >>> from codetool.render.look import Logo
    >>> logo_address(Look(logo=Logo(content=b"GIF89a", media_type="image/gif")))
    'data:image/gif;base64,R0lGODlh'
    """
    return f"data:{look.logo.media_type};base64,{b64encode(look.logo.content).decode()}" if look.logo else ""


def style_of(look: Look) -> Markup:
    """Return the custom properties that a look sets, one declaration after the other; empty where it sets none.

    >>> style_of(Look(accent="#123", fonts=("Gentium",)))
    Markup('--own-accent: #123; --own-fonts: "Gentium";')
    """
    said = {
        "--own-accent": css_colour(look.accent),
        "--own-accent-dark": css_colour(look.accent_dark),
        "--own-fonts": css_families(look.fonts),
    }
    # Colours are checked and names escaped: no text of the look can end a declaration or the element.
    return Markup(" ".join(f"{name}: {value};" for name, value in said.items() if value))  # noqa: S704

"""Colours as CSS writes them, and how well one can be read on another (WCAG 2.2)."""

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

_FULL = 255
_STEPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """An opaque colour of the screen (sRGB): red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of_hex(cls, text: str) -> "Colour":
        """Return the colour written as #rrggbb."""
        red, green, blue = bytes.fromhex(text.removeprefix("#"))
        return cls(red=red, green=green, blue=blue)

    @property
    def hex(self) -> str:
        """Return the colour as #rrggbb.

        >>> Colour(red=138, green=36, blue=50).hex
        '#8a2432'
        """
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Return how light it is, from 0 to 1."""
        red, green, blue = (_linear(part / _FULL) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: "Colour") -> float:
        """Return the contrast with another colour, from 1 to 21.

        >>> Colour.of_hex("#000000").contrast(Colour.of_hex("#ffffff"))
        21.0
        """
        low, high = sorted((self.luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)

    def readable_on(self, ground: "Colour", least: float) -> "Colour":
        """Return the nearest colour of the same hue that has at least that contrast with a ground.

        >>> Colour.of_hex("#ff9999").readable_on(Colour.of_hex("#ffffff"), 4.5).hex
        '#ed0000'
        """
        hue, light, saturation = rgb_to_hls(self.red / _FULL, self.green / _FULL, self.blue / _FULL)
        end = 0.0 if ground.luminance > _MIDDLE else 1.0
        tones = (hls_to_rgb(hue, light + (end - light) * step / _STEPS, saturation) for step in range(_STEPS))
        colours = (Colour(red=round(r * _FULL), green=round(g * _FULL), blue=round(b * _FULL)) for r, g, b in tones)
        last = round(end * _FULL)
        wanted = (colour for colour in colours if colour.contrast(ground) >= least)
        return next(wanted, Colour(red=last, green=last, blue=last))


_MIDDLE = 0.18
"""The luminance at which black and white can be read equally well."""


def parse_colour(text: str) -> Colour | None:
    """Return the colour that a text of CSS names, None where it names none, or one that can be seen through.

    >>> parse_colour("rgb(138 36 50)"), parse_colour("teal").hex, parse_colour("transparent"), parse_colour("reddish")
    (Colour(red=138, green=36, blue=50), '#008080', None, None)
    """
    from tinycss2.color4 import parse_color  # noqa: PLC0415 - only where a colour is set

    found = parse_color(text)
    if found is None or found == "currentcolor" or found.alpha != 1:
        return None
    try:
        parts = found.to("srgb").coordinates
    except NotImplementedError:  # a colour that screens of this kind have none for
        return None
    red, green, blue = (round(min(max(part, 0), 1) * _FULL) for part in parts)
    return Colour(red=red, green=green, blue=blue)


_DARKEST = 0.04045
"""Where sRGB goes from a straight line to a curve."""


def _linear(part: float) -> float:
    return part / 12.92 if part <= _DARKEST else ((part + 0.055) / 1.055) ** 2.4

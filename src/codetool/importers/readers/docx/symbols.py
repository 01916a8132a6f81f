"""Signs that Word keeps by their place in a symbol font, as the characters that they show."""

from collections.abc import Mapping

_PRIVATE = 0xF000
"""Word keeps a sign of a symbol font at its place in the font plus this."""
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "–", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA2: "′", 0xA3: "≤", 0xA4: "/",
    0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC6: "∅",
    0xC7: "∩", 0xC8: "\u222a",
    0xCE: "∈", 0xCF: "∉", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "\u2228",
    0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_GREEK = dict(
    zip(
        range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True,
    )
) | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺",
    **{0x80 + at: "⓪①②③④⑤⑥⑦⑧⑨⑩"[at] for at in range(11)}, **{0x8B + at: "⓿❶❷❸❹❺❻❼❽❾❿"[at] for at in range(11)},
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9F: "•", 0xA0: "▪", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗",
    0xE1: "↑", 0xE2: "↓", 0x78: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _GREEK | _SYMBOL, "wingdings": _WINGDINGS}
_PICTURES = frozenset(
    {"wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats", "zapf dingbats", "marlett", "mt extra"}
)
"""Fonts in which no letter is what it is elsewhere."""
_BULLETS = frozenset("-–—•●▪◦‣*·o")


def symbol(code: str, font: str) -> str:
    """Return the character that a sign (w:sym) shows; of a sign that we do not know, the one that Word keeps.

    >>> symbol("F0B7", "Symbol"), symbol("F0E0", "Wingdings"), symbol("00A7", "Arial"), symbol("x", "Arial")
    ('•', '→', '§', '')
    >>> symbol("F061", "Arial"), symbol("0061", "Webdings") == chr(0xF061)
    ('a', True)
    """
    try:
        number = int(code, 16)
        char = chr(number)
    except (ValueError, OverflowError):
        return ""
    table = _FONTS.get(font.lower(), {})
    at = number - _PRIVATE if number in range(_PRIVATE, _PRIVATE + 256) else number
    known = table.get(at) or _unlisted(char, at, font.lower())
    return known if known.isprintable() or known in "\u00a0\u202f" or is_private(known) else ""


def _unlisted(char: str, at: int, font: str) -> str:
    if font in _PICTURES:
        return chr(_PRIVATE + at) if 32 < at < 256 else char  # noqa: PLR2004 - the places of a font of signs
    return chr(at) if is_private(char) and 32 < at < 127 else char  # noqa: PLR2004 - printed ASCII


def is_private(char: str) -> bool:
    """Tell whether a character stands for a place in a font of signs, and for no letter that is known.

    >>> is_private(chr(0xF061)), is_private("a")
    (True, False)
    """
    return "\ue000" <= char <= "\uf8ff"


def shown_text(text: str, font: str) -> str:
    r"""Return a text as its font shows it: where that is one of signs, the places in it become the signs.

    >>> shown_text("2 \uf0b3 b", "Symbol"), shown_text("un \uf0b7", "Arial") == "un \uf0b7"
    ('2 ≥ β', True)
    """
    table = _FONTS.get(font.lower(), {})
    if not table and not any(map(is_private, text)):
        return text
    return "".join(_shown(one, font, table) for one in text)


def _shown(char: str, font: str, table: Mapping[int, str]) -> str:
    if is_private(char):
        return symbol(f"{ord(char):X}", font)
    return table.get(ord(char), char) if " " < char <= "~" else char


def unknown_signs(shown: str, font: str) -> str:
    """Return the characters of a text, as it is shown, of which nobody knows what their font makes of them.

    >>> unknown_signs("a é", "Webdings"), unknown_signs("a", "Arial")
    ('a', '')
    """
    strange = font.lower() in _PICTURES
    return "".join(one for one in shown if is_private(one) or (strange and " " < one <= "~"))


def bullet(text: str, font: str) -> str:
    r"""Return the bullet that a list shows: a plain one for those of symbol fonts.

    >>> bullet("\uf0b7", "Symbol"), bullet("\uf0d8", "Wingdings"), bullet("–", "Arial"), bullet("\uf0ff", "")
    ('•', '•', '–', '•')
    >>> bullet("o", ""), bullet("\uf0b7", "")
    ('o', '•')
    """
    named = {True: font or "Symbol", False: font}
    shown = "".join(symbol(f"{ord(char):X}", named[is_private(char)]) or char for char in text.strip())
    if shown in _BULLETS or not shown:
        return shown
    strange = font.lower() in _FONTS or any(not char.isprintable() for char in shown)
    return "•" if strange else shown

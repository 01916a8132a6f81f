"""Signs that Word keeps by their place in a symbol font, as the characters that they show."""

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
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9F: "•", 0xA0: "▪", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _GREEK | _SYMBOL, "wingdings": _WINGDINGS}
_BULLETS = frozenset("-–—•●▪◦‣*·o")


def symbol(code: str, font: str) -> str:
    """Return the character that a sign (w:sym) shows; of a sign that we do not know, the one that Word keeps.

    >>> symbol("F0B7", "Symbol"), symbol("F0E0", "Wingdings"), symbol("00A7", "Arial"), symbol("x", "Arial")
    ('•', '→', '§', '')
    """
    try:
        number = int(code, 16)
        char = chr(number)
    except (ValueError, OverflowError):
        return ""
    table = _FONTS.get(font.lower(), {})
    at = number - _PRIVATE if number >= _PRIVATE else number
    known = table.get(at) or (chr(at) if number in range(_PRIVATE, _PRIVATE + 256) and 32 < at < 127 else char)  # noqa: PLR2004 - printed ASCII
    return known if known.isprintable() or known in "\u00a0\u202f" or _PRIVATE <= ord(known) <= _PRIVATE + 255 else ""


def bullet(text: str, font: str) -> str:
    r"""Return the bullet that a list shows: a plain one for those of symbol fonts.

    >>> bullet("\uf0b7", "Symbol"), bullet("\uf0d8", "Wingdings"), bullet("–", "Arial"), bullet("\uf0ff", "")
    ('•', '•', '–', '•')
    """
    shown = "".join(symbol(f"{ord(char):X}", font or "Symbol") or char for char in text.strip())
    if shown in _BULLETS or not shown:
        return shown
    strange = font.lower() in _FONTS or any(not char.isprintable() for char in shown)
    return "•" if strange else shown

"""A small maker of Word files: each part is given as the XML that matters, and the rest is added."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from codetool.importers.readers.docx import read_docx
from codetool.importers.readers.docx.margins import words_in
from codetool.importers.reading import Reading, Tracked

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": W,
        "r": R,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes",
         "endnotes": "endnotes", "comments": "comments", "header": "hdr", "footer": "ftr"}  # fmt: skip
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_file(body: str, *, links: str = "", extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """Return a Word file with this body; `parts` are the insides of styles, numbering, footnotes, …."""
    entries = {
        "_rels/.rels": relations(f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            "".join(f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in parts) + links
        ),
    }
    for name, inside in parts.items():
        entries[f"word/{name}.xml"] = f"<w:{ROOTS[name]} {NAMES}>{inside}</w:{ROOTS[name]}>"
    return zipped({name: text.encode() for name, text in entries.items()} | (extra or {}))


def relations(inside: str) -> str:
    """Return a part that holds relationships."""
    return f'<Relationships xmlns="{LINKS}">{inside}</Relationships>'


def zipped(entries: dict[str, bytes]) -> bytes:
    """Return a package with these entries."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return made.getvalue()


def p(text: str = "", form: str = "") -> str:
    """Return a paragraph: XML as it is, or words, which become a run."""
    inside = text if text.startswith("<") or not text else r(text)
    return f"<w:p><w:pPr>{form}</w:pPr>{inside}</w:p>"


def r(text: str, form: str = "") -> str:
    """Return a run of words."""
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    """Return a paragraph with an automatic number."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, number: str = "") -> str:
    """Return the part numbering with one definition and the list 1 of it; `number` is put into the list."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/>{number}</w:num>'
    )


def read(body: str, *, tracked: Tracked = Tracked.ACCEPT, links: str = "", **parts: str) -> Reading:
    """Return the reading of a Word file with this body, whose account must be even."""
    return even(read_docx(word_file(body, links=links, extra=None, **parts), "x.docx", tracked))


def even(reading: Reading) -> Reading:
    """Return the reading, if its lines have the words that it saw, and no others."""
    lines = [one for line in reading.lines for one in (line.table.lines() if line.table else (line,))]
    words = [word for line in lines for word in line.text.split()]
    assert words == [word.word for word in reading.words]
    for note in reading.notes:
        assert words_in(list(note.lines)).split() == [word.word for word in note.words or ()]
    for line in lines:
        assert line.text.startswith(line.label)
        assert all(0 <= mark.start <= mark.end <= len(line.text) for mark in line.marks)
    return reading


def texts(body: str, *, tracked: Tracked = Tracked.ACCEPT, **parts: str) -> list[str]:
    """Return the texts of the lines of a Word file with this body."""
    return [line.text for line in read(body, tracked=tracked, **parts).lines]

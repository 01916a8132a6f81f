"""Which format a source is in, and what is refused before any reader sees it."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from codetool.errors import SourceError
from codetool.importers.formats import SourceFormat, detect_format, read_source


def zipped(*names: str) -> bytes:
    """Return a zip file that holds empty files of these names."""
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "")
    return made.getvalue()


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        (b"Art. 1. Un.", "a", SourceFormat.PLAIN),
        (b"Art. 1. Un.", "dossier.d/a", SourceFormat.PLAIN),
        (b"Art. 1. Un.", "a.md", SourceFormat.MARKDOWN),
        (b"# Art. 1", "a.TXT", SourceFormat.PLAIN),
        (b"<5 ans>", "a.txt", SourceFormat.PLAIN),
        (b"%PDF-1.7", "a.pdf", SourceFormat.PDF),
        (b"%PDF-1.7", "a", SourceFormat.PDF),
        (b"<!DOCTYPE html><p>Un", "a.htm", SourceFormat.HTML),
        (b'<?xml version="1.0"?>\n<!-- x --><html><p>Un', "a.xhtml", SourceFormat.HTML),
        ("<html>".encode("utf-16"), "a.html", SourceFormat.HTML),
        (zipped("word/document.xml"), "a.docx", SourceFormat.DOCX),
        (zipped("mimetype", "content.xml"), "a.odt", SourceFormat.ODT),
    ],
)
def test_the_first_bytes_tell_the_format(source: bytes, name: str, kind: SourceFormat) -> None:
    assert detect_format(source, name) is kind


@pytest.mark.parametrize(
    ("source", "name", "said"),
    [
        (b"", "x.docx", "x.docx: the file is empty. Name a file with a text in it."),
        (b"PK\x03\x04rest", "x.docx", "x.docx: the file is broken: it begins like a Word or LibreOffice file"),
        (zipped("xl/workbook.xml"), "x.docx", "x.docx: this is a zip file without a Word or LibreOffice text in it"),
        (b"%PDF-1.4", "x.docx", "x.docx: this is a PDF, although its name ends in .docx. Give the file its true"),
        (b"Art. 1. Un.", "x.pdf", "x.pdf: this is plain text, although its name ends in .pdf."),
        (zipped("word/document.xml"), "x.odt", "x.odt: this is a Word file, although its name ends in .odt."),
        (b"<html><p>Un", "x.txt", "x.txt: this is HTML, although its name ends in .txt."),
        (b"{\\rtf1 Article", "x", "x: this is an RTF file, which import does not read. Save it as .docx, .odt,"),
        (b"\xd0\xcf\x11\xe0", "x.doc", "x.doc: this is an old Word file (.doc), which import does not read."),
        (b"<?xml version='1.0'?><a/>", "x.xml", "x.xml: this is an XML file, which import does not read."),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "x.docx",
            "x.docx: the file is protected by a password. Save it without its password, then import it.",
        ),
    ],
)
def test_what_import_does_not_read_is_refused(source: bytes, name: str, said: str) -> None:
    with pytest.raises(SourceError) as refused:
        detect_format(source, name)

    assert str(refused.value).startswith(said)


def test_a_text_of_more_lines_than_are_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.importers.formats.LINES", 3)
    assert len(read_source(b"Art. 1. Un.\nDeux.\nTrois.", "a.txt").lines) == 3
    with pytest.raises(SourceError, match=r"^a\.txt: the text has 4 lines; codetool reads at most 3\. Split it"):
        read_source(b"Art. 1. Un.\nDeux.\nTrois.\nQuatre.", "a.txt")


def test_a_text_of_more_words_than_are_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.importers.formats.WORDS", 4)
    assert len(read_source(b"Art. 1. Un.\nDeux.", "a.txt").lines) == 2
    with pytest.raises(SourceError, match=r"^a\.txt: the text has 5 words; codetool reads at most 4\. Split it"):
        read_source(b"Art. 1. Un. Deux. Trois.", "a.txt")

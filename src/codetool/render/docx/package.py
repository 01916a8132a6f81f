"""The parts of a .docx and the zip that holds them: the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codetool.render.docx.write import Stamp, Written, escaped
from codetool.resources import resource_path

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
_LINKED = ("styles", "settings", "numbering", "footnotes", "comments", "header", "footer")
"""The parts that the document leans on, in the order of their relations."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell: what is in it has no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the text: its language, the document's title, the lines at the head of a page, its foot.

    `page` says "page {page} of {pages}".
    """

    language: str
    title: str
    header: tuple[str, ...]
    page: str


def word_parts(written: Written, stamp: Stamp, frame: Frame) -> dict[str, bytes]:
    """Return the parts of the document by name."""
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml", "core": "docProps/core.xml"}),
        "docProps/core.xml": _core(frame, stamp),
        "word/document.xml": _document(written.body),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in _LINKED}),
        "word/styles.xml": _template("styles", frame.language),
        "word/settings.xml": _template("settings", frame.language),
        "word/numbering.xml": _numbering(written.lists),
        "word/footnotes.xml": _footnotes(written.notes),
        "word/comments.xml": _comments(written.remarks, stamp),
        "word/header.xml": _part("hdr", "".join(_plain("Header", line) for line in frame.header)),
        "word/footer.xml": _part("ftr", _page_number(frame.page)),
    }
    return {name: text.encode() for name, text in texts.items()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip, in their order, without the time at which it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()


def _template(name: str, language: str) -> str:
    text = resource_path(f"templates/edition/word/{name}.xml").read_text(encoding="utf-8")
    return text.replace("{language}", language)


def _part(name: str, inside: str) -> str:
    return f"{_HEAD}<w:{name} {_NAMES}>{inside}</w:{name}>"


def _document(body: str) -> str:
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{_LINKED.index("header") + 1}"/>'
        f'<w:footerReference w:type="default" r:id="rId{_LINKED.index("footer") + 1}"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1871" w:right="1418" w:bottom="1418" w:left="1418"'
        ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return _part("document", f"<w:body>{body}{section}</w:body>")


def _plain(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _page_number(page: str) -> str:
    """Return the footer: Word fills in the numbers."""
    inside = f'<w:r><w:t xml:space="preserve">{escaped(page)}</w:t></w:r>'
    for name, field in (("page", "PAGE"), ("pages", "NUMPAGES")):
        counted = f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        inside = inside.replace(f"{{{name}}}", f'</w:t></w:r>{counted}<w:r><w:t xml:space="preserve">')
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{inside}</w:p>'


def _footnotes(notes: Iterable[str]) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return _part(
        "footnotes",
        lines + "".join(f'<w:footnote w:id="{number}">{note}</w:footnote>' for number, note in enumerate(notes, 1)),
    )


def _comments(remarks: Iterable[tuple[int, str]], stamp: Stamp) -> str:
    said = f'{stamp.attributes()} w:initials="ct"'
    told = (
        f'<w:comment w:id="{number}"{said}>{_plain("CommentText", remark)}</w:comment>' for number, remark in remarks
    )
    return _part("comments", "".join(told))


def _numbering(lists: Iterable[int]) -> str:
    """Return the lists that Word counts itself: dashes are number 1, each counted list begins at 1 again."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(_level(level, form, text.format(level + 1)) for level in range(9))
        + "</w:abstractNum>"
        for number, form, text in ((0, "bullet", "–"), (1, "decimal", "%{}."))
    )
    counted = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in lists
    )
    return _part("numbering", f'{kinds}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{counted}')


def _level(level: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{567 * (level + 1)}" w:hanging="567"/></w:pPr></w:lvl>'
    )


def _core(frame: Frame, stamp: Stamp) -> str:
    day = f"{stamp.day}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(frame.title)}</dc:title><dc:creator>{escaped(stamp.author)}</dc:creator>"
        f"<dc:language>{escaped(frame.language)}</dc:language>{dates if stamp.day else ''}</cp:coreProperties>"
    )


_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"


def _relations(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_CORE if name == "core" else f"{_OFFICE}/{name}"}" Target="{target}"/>'
        for number, (name, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "word/document.xml": f"{word}.document.main+xml",
        **{f"word/{name}.xml": f"{word}.{name}+xml" for name in _LINKED},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    inside = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )

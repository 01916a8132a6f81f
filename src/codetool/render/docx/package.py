"""The parts of a .docx and the zip that holds them: the same parts give the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codetool.model.expression import Expression
from codetool.render.docx.write import STEP, WIDTH, Stamp, Written, escaped
from codetool.render.look import PLAIN, Look
from codetool.render.templates import LANGUAGES, fill_template
from codetool.resources import load_table

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = f'xmlns:w="{_MAIN}" xmlns:r="{OFFICE}"'
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
        "[Content_Types].xml": content_types(_LINKED),
        "_rels/.rels": relations((("officeDocument", "word/document.xml"), ("core", "docProps/core.xml"))),
        "docProps/core.xml": core(frame.title, stamp.author, frame.language, stamp.day),
        "word/document.xml": _document(written.body),
        "word/_rels/document.xml.rels": relations((name, f"{name}.xml") for name in _LINKED),
        "word/styles.xml": settled("styles", frame.language),
        "word/settings.xml": settled("settings", frame.language),
        "word/numbering.xml": numbering(written.lists),
        "word/footnotes.xml": footnotes(written.notes),
        "word/comments.xml": _comments(written.remarks, stamp),
        "word/header.xml": part("hdr", "".join(plain("Header", line) for line in frame.header)),
        "word/footer.xml": part("ftr", page_number(frame.page)),
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


FONT, ACCENT = "Cambria", "7A1F2C"
"""The font and the colour of a document that nobody chose others for."""

_COLOR = re.compile(r"#?(?:([0-9a-fA-F]{6})|([0-9a-fA-F]{3}))")


def settled(name: str, language: str, look: Look = PLAIN, width: int = WIDTH) -> str:
    """Return the part `styles` or `settings`, in a language (BCP 47) and a look."""
    table = load_table("templates/edition/word/styles.toml")
    known = language.partition("-")[0]
    return fill_template(
        f"edition/word/{name}.xml",
        look.templates,
        language=language,
        names=table[known if known in LANGUAGES else "en"],
        font=look.fonts[0] if look.fonts else FONT,
        accent=_color(look.accent),
        step=STEP,
        width=width,
    )


def regional(language: str, expression: Expression) -> str:
    """Return a language (BCP 47) as Word names it, with the country of the Work: fr-BE."""
    country = expression.identification.work.country
    known = len(country) == 2 and country.isalpha() and country != "eu"  # noqa: PLR2004 - ISO 3166
    return f"{language}-{country.upper()}" if known else language


def _color(css: str) -> str:
    """Return a CSS colour as Word writes it; one that is not written in figures is ours."""
    found = _COLOR.fullmatch(css.strip())
    if found is None:
        return ACCENT
    return (found[1] or "".join(2 * digit for digit in found[2])).upper()


def part(name: str, inside: str) -> str:
    """Return a part whose root has that name in Word's namespace."""
    return f"{HEAD}<w:{name} {_NAMES}>{inside}</w:{name}>"


def _document(body: str) -> str:
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{_LINKED.index("header") + 1}"/>'
        f'<w:footerReference w:type="default" r:id="rId{_LINKED.index("footer") + 1}"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1871" w:right="1418" w:bottom="1418" w:left="1418"'
        ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return part("document", f"<w:body>{body}{section}</w:body>")


def plain(style: str, text: str) -> str:
    """Return a paragraph of one text in a style."""
    run = f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def page_number(page: str) -> str:
    """Return the footer: Word fills in the numbers."""
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{counted(page)}</w:p>'


def page_words(language: str) -> str:
    """Return what tells the number of a page in a language (BCP 47): "page {page} of {pages}"."""
    table = load_table("templates/edition/word/labels.toml")
    return str(table[language if language in LANGUAGES else "en"]["page"])


def counted(page: str) -> str:
    """Return "page {page} of {pages}" with a field for each number."""
    inside = f'<w:r><w:t xml:space="preserve">{escaped(page)}</w:t></w:r>'
    for name, field in (("page", "PAGE"), ("pages", "NUMPAGES")):
        number = f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        inside = inside.replace(f"{{{name}}}", f'</w:t></w:r>{number}<w:r><w:t xml:space="preserve">')
    return inside


def footnotes(notes: Iterable[str]) -> str:
    """Return the part that holds the notes, numbered from 1, and the lines above them."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return part(
        "footnotes",
        lines + "".join(f'<w:footnote w:id="{number}">{note}</w:footnote>' for number, note in enumerate(notes, 1)),
    )


def _comments(remarks: Iterable[tuple[int, str]], stamp: Stamp) -> str:
    said = f'{stamp.attributes()} w:initials="ct"'
    told = (
        f'<w:comment w:id="{number}"{said}>{plain("CommentText", remark)}</w:comment>' for number, remark in remarks
    )
    return part("comments", "".join(told))


def numbering(lists: Iterable[int]) -> str:
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
    return part("numbering", f'{kinds}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{counted}')


def _level(level: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{567 * (level + 1)}" w:hanging="567"/></w:pPr></w:lvl>'
    )


def core(title: str, author: str, language: str, day: str, more: str = "") -> str:
    """Return the document's properties; `day` is yyyy-mm-dd, empty where it is not known."""
    moment = f"{day}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>{escaped(author)}</dc:creator>"
        f"<dc:language>{escaped(language)}</dc:language>{more}{dates if day else ''}</cp:coreProperties>"
    )


_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that a program gives a document, as Office names it."""


def custom(properties: Mapping[str, str]) -> str:
    """Return properties of our own, each a text."""
    inside = "".join(
        f'<property fmtid="{_CUSTOM}" pid="{number}" name="{escaped(name)}">'
        f"<vt:lpwstr>{escaped(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), 2)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{HEAD}<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{inside}</Properties>'
    )


_CORE = f"{PACKAGE}/relationships/metadata/core-properties"


def relations(targets: Iterable[tuple[str, str]], more: str = "") -> str:
    """Return the relations to parts, each with what it is to the part that leans on it: rId1, rId2 …, and `more`."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_CORE if name == "core" else f"{OFFICE}/{name}"}" Target="{target}"/>'
        for number, (name, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}{more}</Relationships>'


def content_types(linked: Iterable[str], more: str = "") -> str:
    """Return what kind each part is of; `more` are kinds of parts that not every document has."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "word/document.xml": f"{word}.document.main+xml",
        **{f"word/{name}.xml": f"{word}.{name}+xml" for name in linked},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    inside = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}{more}</Types>'
    )

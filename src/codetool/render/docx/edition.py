"""The Word edition: cover, contents, text and notes of a version, in the styles of its language."""

from dataclasses import dataclass
from hashlib import sha256

from codetool.akn.write import digest_of
from codetool.model.expression import Expression
from codetool.render.docx.clean import CleanWriter, merged_of
from codetool.render.docx.contents import contents_block, lists_articles
from codetool.render.docx.covering import Picture, logo_paragraph, picture_of
from codetool.render.docx.names import bookmark_names
from codetool.render.docx.package import (
    OFFICE,
    content_types,
    core,
    custom,
    footnotes,
    numbering,
    part,
    regional,
    relations,
    settled,
    zipped,
)
from codetool.render.docx.running import Sheet, page_foot, page_head, section
from codetool.render.docx.spacing import space_story
from codetool.render.docx.walk import cover_story, text_story
from codetool.render.docx.write import Stamp, Written, escaped
from codetool.render.imprint import BARE, Imprint
from codetool.render.typography import plain
from codetool.render.view import View, view_of

EDITION = "codetool-edition"
"""The property by which import knows a document of this making."""

_PARTS = (
    ("styles", "styles"),
    ("settings", "settings"),
    ("numbering", "numbering"),
    ("footnotes", "footnotes"),
    ("header", "header"),
    ("footer", "footer"),
    ("header", "header-first"),
    ("footer", "footer-first"),
)
"""The parts that the document leans on: what each is, and its name."""


def render_docx(expression: Expression, imprint: Imprint = BARE) -> bytes:
    """Return the edition as a Word document that import reads back as the same text; the same input, the same bytes."""
    edition = _Edition(expression=expression, view=view_of(expression, spaced=False), imprint=imprint)
    return zipped(edition.parts())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """One version on its way to a document."""

    expression: Expression
    view: View
    imprint: Imprint

    def parts(self) -> dict[str, bytes]:
        view, look = self.view, self.imprint.look
        sheet = Sheet.of(look.paper)
        language = regional(view.language, self.expression)
        picture = picture_of(look.logo)
        writer, body, written = self._written(sheet, picture)
        texts = {
            "[Content_Types].xml": content_types(["styles", "settings", "numbering", "footnotes"], _kinds(picture)),
            "_rels/.rels": relations(
                (
                    ("officeDocument", "word/document.xml"),
                    ("core", "docProps/core.xml"),
                    ("custom-properties", "docProps/custom.xml"),
                )
            ),
            "docProps/core.xml": core(
                self._spaced(view.title), self._author(), language, view.date, self._more_properties()
            ),
            "docProps/custom.xml": custom(self._properties()),
            "word/document.xml": part("document", f"<w:body>{body}{section(sheet, _PARTS)}</w:body>"),
            "word/_rels/document.xml.rels": relations(
                ((kind, f"{name}.xml") for kind, name in _PARTS), _more_relations(writer.addresses, picture)
            ),
            "word/styles.xml": settled("styles", language, look, sheet.text),
            "word/settings.xml": settled("settings", language, look),
            "word/numbering.xml": numbering(written.lists),
            "word/footnotes.xml": footnotes(written.notes),
            "word/header.xml": part("hdr", page_head(self._spaced(view.title))),
            "word/footer.xml": part("ftr", page_foot(self._spaced(view.mark), view.language, sheet)),
            "word/header-first.xml": part("hdr", page_head("")),
            "word/footer-first.xml": part("ftr", page_foot(self._spaced(view.mark), "", sheet)),
        }
        parts = {name: text.encode() for name, text in texts.items()}
        return {**parts, f"word/{picture.name}": picture.content} if picture else parts

    def _written(self, sheet: Sheet, picture: Picture | None) -> tuple[CleanWriter, str, Written]:
        view = self.view
        cover, text = cover_story(view.cover), text_story(view.blocks)
        for story in (cover, text):
            space_story(story, view.language)
        names = bookmark_names(sorted(view.targets))
        merged, lines = merged_of(cover, text), len(cover.items)
        writer = CleanWriter(merged, Stamp("", ""), names=names, width=sheet.text)
        front = logo_paragraph(picture) + writer.blocks(merged.blocks[:lines]) if lines else ""
        writer.listed = lists_articles(view, text)
        contents = contents_block(view, names)
        writer.fresh = bool(front or contents)
        body = front + contents + writer.blocks(merged.blocks[lines:])
        return writer, body, writer.written(body)

    def _spaced(self, text: str) -> str:
        return plain(text, self.view.language)

    def _author(self) -> str:
        return self.imprint.look.publisher or self.view.author

    def _more_properties(self) -> str:
        told = (
            ("dc:identifier", self.view.iri),
            ("cp:version", self.view.date),
            ("cp:contentStatus", self.view.status),
        )
        return "".join(f"<{name}>{escaped(text)}</{name}>" for name, text in told if text)

    def _properties(self) -> dict[str, str]:
        source = self.imprint.source
        return {
            EDITION: "1",
            "codetool-work": self.expression.identification.work.uri,
            "codetool-expression": self.view.iri,
            "codetool-sha256": sha256(source).hexdigest() if source else digest_of(self.expression),
        }


def _kinds(picture: Picture | None) -> str:
    word = "application/vnd.openxmlformats-officedocument"
    told = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.wordprocessingml.{kind}+xml"/>'
        for kind, name in _PARTS
        if kind in ("header", "footer")
    )
    told += f'<Override PartName="/docProps/custom.xml" ContentType="{word}.custom-properties+xml"/>'
    return told + (picture.kind if picture else "")


def _more_relations(addresses: list[str], picture: Picture | None) -> str:
    links = "".join(
        f'<Relationship Id="rIdA{at}" Type="{OFFICE}/hyperlink" Target="{escaped(address)}" TargetMode="External"/>'
        for at, address in enumerate(addresses, 1)
    )
    shown = f'<Relationship Id="rIdLogo" Type="{OFFICE}/image" Target="{picture.name}"/>' if picture else ""
    return links + shown

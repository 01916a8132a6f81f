"""A part made ready for reading: one of two alternatives, text boxes after their paragraph, paragraphs numbered."""

from collections.abc import Iterator

from codetool.importers.readers.docx.names import Node, below, child, is_on, name_of, value
from codetool.importers.readers.docx.ours import restore_spaces
from codetool.importers.readers.docx.styles import Styles
from codetool.importers.readers.docx.tracked import ORDINAL, Side, remove, unwrap

MARK = "mark"
"""The attribute, of our own, that keeps the mark of a note that its writer chose."""
CONTENTS = "contents"
"""The attribute, of our own, of paragraphs that belong to a table of contents."""
_REFERENCES = ("w:footnoteReference", "w:endnoteReference")


def make_ready(root: Node, styles: Styles, side: Side) -> None:
    """Change a part so that a simple walk meets its text once, and in the order in which it is printed."""
    if styles.ours:
        restore_spaces(root, styles)
    _choose(root)
    _join_initials(root)
    _lift_blocks(root, side)
    _lift_marks(root)
    for number, paragraph in enumerate(below(root, "w:p"), start=1):
        paragraph.set(ORDINAL, str(number))
    for paragraph in _contents(root, styles):
        paragraph.set(CONTENTS, "1")
    _pair_fields(root, side)


def _choose(root: Node) -> None:
    """Keep one of the ways in which a drawing or a sign is given: the first, which is the newest, unless it is empty.

    One way may hold words where another holds their picture: then it is the words that are kept.
    """
    for node in list(below(root, "mc:AlternateContent")):
        ways = [one for one in node if name_of(one) in ("mc:Choice", "mc:Fallback")]
        kept = next((one for one in (*filter(_has_words, ways), *filter(len, ways), *ways)), None)
        for way in ways:
            if way is kept:
                unwrap(way)
            else:
                node.remove(way)
        unwrap(node)


def _has_words(node: Node) -> bool:
    return any((one.text or "").strip() for one in below(node, "w:t", "m:t", "w:delText"))


def _join_initials(root: Node) -> None:
    """Put a large first letter, which Word keeps in a paragraph of its own, before the word that it begins."""
    for paragraph in list(below(root, "w:p")):
        kind = value(child(paragraph, "w:pPr", "w:framePr"), "dropCap") or "none"
        follower = next((one for one in paragraph.itersiblings() if isinstance(one.tag, str)), None)
        if kind != "none" and follower is not None and name_of(follower) == "w:p":
            first = next((at for at, one in enumerate(follower) if name_of(one) != "w:pPr"), len(follower))
            follower[first:first] = [one for one in paragraph if name_of(one) != "w:pPr"]
            remove(paragraph)


def _lift_blocks(root: Node, side: Side) -> None:
    """Put what stands within a paragraph as a block of its own, such as a text box, after the paragraph."""
    last: dict[Node, Node] = {}
    for block in list(below(root, "w:p", "w:tbl")):
        anchor = next((one for one in block.iterancestors() if name_of(one) == "w:p"), None)
        if anchor is None:
            continue
        if side.drops_within(block):
            remove(block)
        else:
            last.get(anchor, anchor).addnext(block)
            last[anchor] = block


def _lift_marks(root: Node) -> None:
    for call in [one for one in below(root, *_REFERENCES) if is_on(_attribute_switch(one))]:
        texts = [one for one in call.itersiblings() if name_of(one) in ("w:t", "w:sym")]
        call.set(MARK, "".join(one.text or value(one, "char") or "" for one in texts).strip())
        for one in texts:
            remove(one)


def _attribute_switch(call: Node) -> Node | None:
    return call if (value(call, "customMarkFollows") or "0").lower() not in ("0", "false", "off") else None


def _contents(root: Node, styles: Styles) -> Iterator[Node]:
    for block in below(root, "w:sdt"):
        gallery = value(child(block, "w:sdtPr", "w:docPartObj", "w:docPartGallery")) or ""
        if gallery.lower() == "table of contents":
            yield from below(block, "w:p")
    for paragraph in below(root, "w:p"):
        name = styles.name(value(child(paragraph, "w:pPr", "w:pStyle")) or styles.default)
        if name in ("toc heading", "contents heading") or name[:-1] in ("toc ", "contents "):
            yield paragraph


def _pair_fields(root: Node, side: Side) -> None:
    """Take out the marks of fields that have no end: what follows them would else count as hidden."""
    open_fields: list[list[Node]] = []
    for mark in list(below(root, "w:fldChar")):
        if side.drops_within(mark):
            continue
        kind = value(mark, "fldCharType")
        if kind == "begin":
            open_fields.append([mark])
        elif not open_fields:
            remove(mark)
        elif kind == "separate":
            open_fields[-1].append(mark)
        else:
            open_fields.pop()
    for marks in open_fields:
        for mark in marks:
            remove(mark)

"""Which parts of a text are none of its words, for lines and words alike."""

from collections.abc import Mapping

from codetool.importers.readers.odt.frames import OBJECTS
from codetool.importers.readers.odt.names import Node, below, name_of, value
from codetool.importers.readers.odt.styles import Styles, is_hidden

INDEXES = frozenset(
    {
        "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
        "text:alphabetical-index", "text:bibliography",
    }
)  # fmt: skip
SKIPPED = OBJECTS | {
    "office:forms", "text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
    "text:dde-connection-decls", "table:covered-table-cell", "text:note", "office:annotation", "text:section-source",
    "svg:title", "svg:desc", "table:title", "table:desc", "draw:glue-point", "draw:image-map",
    "office:event-listeners",
}  # fmt: skip
"""Elements in which no line stands; notes and remarks are read apart."""


def is_hidden_block(node: Node, styles: Styles) -> bool:
    """Tell whether a paragraph or a section is not shown."""
    style = value(node, "text:style-name")
    match name_of(node):
        case "text:section":
            display = value(node, "text:display")
            by_condition = display == "condition" and value(node, "text:is-hidden") != "false"
            return display == "none" or by_condition or is_hidden(styles.form("section", style))
        case "text:p" | "text:h":
            fields = (one for one in node if name_of(one) == "text:hidden-paragraph")
            if any(value(one, "text:is-hidden") == "true" for one in fields):
                return True
            return is_hidden(styles.form("paragraph", style))
    return False


def paragraph_number(node: Node, numbers: Mapping[Node, int]) -> int:
    """Return the number of the first paragraph in a part."""
    return next((numbers[one] for one in below(node, "text:p", "text:h") if one in numbers), 1)

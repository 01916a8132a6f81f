"""The words of a text, paragraph by paragraph as they stand in the file: no lines, no lists, no marks."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from codetool.importers.readers.odt.inline import SHY, SPACES, hidden_field, is_aside
from codetool.importers.readers.odt.names import Node, below, name_of, value
from codetool.importers.readers.odt.numbering import Label
from codetool.importers.readers.odt.skipped import INDEXES, SKIPPED, is_hidden_block
from codetool.importers.readers.odt.styles import Styles, is_hidden
from codetool.importers.reading import LedgerWord

_APART = SKIPPED | INDEXES


def words_of(
    part: Node, styles: Styles, labels: Mapping[Node, Label], numbers: Mapping[Node, int]
) -> Iterator[LedgerWord]:
    """Yield the words that the text, or a note, shows, with the numbers before its paragraphs."""
    apart: dict[Node, bool] = {}
    for node in below(part, "text:p", "text:h"):
        around = (node, *takewhile(lambda one: one is not part, node.iterancestors()))
        # Many paragraphs can hang on one, which is looked at once.
        apart.update((one, _is_apart(one, styles)) for one in around if one not in apart)
        if any(apart[one] for one in around):
            continue
        text = _own_text(node, styles)
        label = labels.get(node)
        sign = label is None or (label.sign and not text.strip())
        number = "" if label is None or sign else label.text
        for word in f"{number} {text}".replace("\x1a", " ").replace(SHY, "").split():
            yield LedgerWord(word=word, line=numbers[node])


def _is_apart(node: Node, styles: Styles) -> bool:
    name = name_of(node)
    return name in _APART or is_hidden_block(node, styles) or hidden_field(node) or _hidden_span(node, styles)


def _own_text(node: Node, styles: Styles) -> str:
    """Return the text of a paragraph without that of the notes, remarks and frames that hang on it."""
    parts = [node.text or ""]
    for one in node:
        name = name_of(one)
        if name in SPACES or name == "text:line-break":
            parts.append(" ")
        elif name and not is_aside(one) and not hidden_field(one) and not _hidden_span(one, styles):
            parts.append(_own_text(one, styles))
        parts.append(one.tail or "")
    return "".join(parts)


def _hidden_span(node: Node, styles: Styles) -> bool:
    return name_of(node) == "text:span" and is_hidden(styles.form("text", value(node, "text:style-name")))

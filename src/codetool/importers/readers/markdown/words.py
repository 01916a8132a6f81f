"""The words of a Markdown text, straight from its tokens: no lines, no lists, no marks."""

from collections.abc import Container, Iterator, Mapping

from markdown_it.token import Token

from codetool.importers.readers.markdown.parse import ParsedMarkdown
from codetool.importers.readers.markdown.tags import BLOCK_TAGS, is_code, is_comment, tag_name
from codetool.importers.reading import LedgerWord


def words_of(parsed: ParsedMarkdown, called: Mapping[str, int]) -> Iterator[LedgerWord]:
    """Yield the words of the running text; the notes that are called, by name and first token, are none of it."""
    definitions = frozenset(called.values())
    skipped: list[bool] = []
    for at, token in enumerate(parsed.tokens):
        if token.type == "footnote_reference_open":
            skipped.append(at in definitions or any(skipped[-1:]))
        if not any(skipped[-1:]):
            row = token.map[0] + 1 if token.map else 1
            yield from (
                LedgerWord(word=word, line=line) for text, line in _texts(token, row, called) for word in text.split()
            )
        if token.type == "footnote_reference_close":
            skipped.pop()


def _texts(token: Token, row: int, called: Container[str]) -> Iterator[tuple[str, int]]:
    if token.type in ("inline", "html_block"):
        yield from ((text, row + at) for at, text in enumerate(_joined(token, called).split("\n")))
    elif token.type in ("code_block", "fence"):
        first = row + (token.type == "fence")
        yield from ((text, first + at) for at, text in enumerate(token.content.split("\n")))
    elif token.type == "list_item_open":
        yield token.info + token.markup, row
    elif token.type == "footnote_reference_open":
        yield f"[^{token.meta['label']}]:", row


def _joined(token: Token, called: Container[str]) -> str:
    return "".join(_shown(child, called) for child in token.children or ())


def _shown(child: Token, called: Container[str]) -> str:
    match child.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return _html(child.content)
        case "image":
            return ""
        case "footnote_ref":
            return "" if child.meta["label"] in called else f"[^{child.meta['label']}]"
    return child.content


def _html(markup: str) -> str:
    name = tag_name(markup)
    if not name and not is_comment(markup) and not is_code(markup):
        return markup
    return ("\t" if name in BLOCK_TAGS else "") + "\n" * markup.count("\n")

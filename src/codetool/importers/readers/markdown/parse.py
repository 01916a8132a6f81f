"""Markdown to tokens: CommonMark with tables and footnotes, held back where it would lose words or time."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from codetool.errors import SourceError
from codetool.importers.readers.markdown.tags import html_tokens

_DEEPEST = 100
"""Levels of quotes and lists that we read; a list and its item are two."""
_BRACKETS = 10
"""Brackets open at once in a paragraph; where more are, they are no links (and looking for them would take minutes)."""
_BRACKET = re.compile(r"[\[\]]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_WHITE = str.maketrans(dict.fromkeys("\f\v\x1a\x1c\x1d\x1e\x1f", " "))
_FRONT = re.compile(r"---[ \t]*\n((?:(?:[\w-]+[ \t]*:.*|[ \t]+.*|#.*|-[ \t].*|)\n)+?)(?:---|\.\.\.)[ \t]*(?=\n|\Z)")
_DEFINITION = re.compile(
    r"\[(?P<label>(?!\^)[^\[\]\\]+)\]:[ \t]*"
    r"(?P<address><[^<>\\]*>|(?:[a-z][a-z0-9+.-]+://|mailto:|www\.|[#/.])[^\s<>\\]*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*",
    re.IGNORECASE,
)
"""A link's address on a line of its own; only what looks like an address: `[a]: abrogé` is text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMarkdown:
    """The tokens, the source's lines as typed, the front matter, and the definitions of links (line from 0, text)."""

    tokens: tuple[Token, ...]
    rows: tuple[str, ...]
    front: str = ""
    definitions: tuple[tuple[int, str], ...] = field(default=())


def parse_markdown(text: str, place: str = "") -> ParsedMarkdown:
    """Return the tokens of a Markdown text, inline ones too; raise SourceError where it is nested too deep."""
    source = "\n".join(_LINE_END.split(text.lstrip("\ufeff")))
    body = source.translate(_WHITE)
    front = _FRONT.match(body)
    if front:
        body = "\n" * front[0].count("\n") + body[front.end() :]
    env: dict[str, Any] = {"place": place, "definitions": []}
    parser = _parser()
    tokens: list[Token] = []
    parser.block.parse(body, parser, env, tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = _inline(token.content, parser, env)
        elif token.type == "html_block":
            token.children = list(html_tokens(token.content.rstrip("\n")))
    return ParsedMarkdown(
        tokens=tuple(tokens),
        rows=tuple(source.split("\n")),
        front=" ".join(front[1].split()) if front else "",
        definitions=tuple(env["definitions"]),
    )


@cache
def _parser() -> MarkdownIt:
    # The parser leaves out what is nested deeper than its limit; our rule refuses first.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 10})
    parser.enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.block.ruler.before("table", "depth", _refuse_depth)
    parser.block.ruler.at("table", _whole_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", _definition)
    return parser


def _inline(content: str, parser: MarkdownIt, env: dict[str, Any]) -> list[Token]:
    children: list[Token] = []
    if _most_open(content) > _BRACKETS:
        for at, row in enumerate(content.split("\n")):
            if at:
                children.append(Token("softbreak", "br", 0))
            children.append(Token("text", "", 0, content=row))
    else:
        parser.inline.parse(content, parser, env, children)
    return children


def _most_open(content: str) -> int:
    depth = most = 0
    for found in _BRACKET.finditer(content):
        depth = depth + 1 if found[0] == "[" else max(0, depth - 1)
        most = max(most, depth)
    return most


def _refuse_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way
    del end, silent
    if state.level >= _DEEPEST:
        raise SourceError(
            "line {line}: lists and quotes are nested more than {limit} levels deep",
            "Take the text out of some of them.",
            place=state.env["place"],
            line=start + 1,
            limit=_DEEPEST // 2,
        )
    return False


def _whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way
    """Take a table, unless one of its rows has more cells than the first: those cells would be lost."""
    before, parent = len(state.tokens), state.parentType
    if not table(state, start, end, silent) or silent:
        return silent and table(state, start, end, silent)
    columns = _cells(state, start)
    if all(_cells(state, line) <= columns for line in range(start + 2, state.line)):
        return True
    del state.tokens[before:]
    state.line, state.parentType = start, parent
    return False


def _cells(state: StateBlock, line: int) -> int:
    row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    columns = escapedSplit(row)
    return len(columns) - (columns[0] == "") - (len(columns) > 1 and columns[-1] == "")


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way
    del end
    if state.is_code_block(start):
        return False
    row = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _DEFINITION.fullmatch(row)
    label = normalizeReference(found["label"]) if found else ""
    if not found or not label.strip() or silent:
        return False
    href = state.md.normalizeLink(found["address"].removeprefix("<").removesuffix(">"))
    state.env.setdefault("references", {}).setdefault(label, {"title": "", "href": href})
    state.env["definitions"].append((start, row.strip()))
    state.line = start + 1
    return True

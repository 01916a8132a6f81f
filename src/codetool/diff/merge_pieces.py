"""Running text in pieces: a word, the space between it and the next one, and the inline elements around it.

Which words stay is asked of the words alone; the space that two words have between them goes by the side on which they
are neighbours (`merge_words`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import cast
from unicodedata import combining, is_normalized, normalize

from codetool.akn.write import write_element
from codetool.diff.merge_tree import KEY_MARK, Side, Tree, mark_key
from codetool.diff.tokens import Token, tokenize
from codetool.model.eid import LATIN_WORDS, number_part
from codetool.model.markup import Comment, Element, Instruction, Node
from codetool.model.text import INLINE, text_of

_SENDING = frozenset({"ref", "rref", "mref"})
_LATIN = re.compile(rf"(?:{LATIN_WORDS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word with the space after it, or a node that is kept whole; `around` are the inline elements, outermost first.

    `places` tells for each side which element of that side each of them is. `printed` is how the word is printed where
    that is not the word itself: a number for which a key stands, or accents in another form of Unicode. `after` is
    space that stands behind, in other elements than the word: "<b>a</b> c".
    """

    word: str
    space: str = ""
    around: tuple[Element, ...] = ()
    places: Mapping[Side, tuple[int, ...]] = field(default_factory=dict)
    node: Node | None = None
    printed: str = ""
    after: tuple["Piece", ...] = ()

    @property
    def gap(self) -> str:
        """Return all the space up to the next word."""
        return self.space + "".join(one.space for one in self.after) if self.after else self.space


def pieces_of(element: Element, tree: Tree) -> list[Piece]:
    """Return the pieces of a line; numbers in references that a key can stand for are keys."""
    found: list[Piece] = []
    waiting: list[Piece] = []
    for piece in _Reading(tree).read(element, (), ()):
        if not piece.word and found:
            waiting.append(piece)
            continue
        _hang(found, waiting)
        found.append(piece)
    _hang(found, waiting)
    return found


def _hang(pieces: list[Piece], spaces: list[Piece]) -> None:
    """Put spaces behind the last piece."""
    if spaces:
        pieces[-1] = replace(pieces[-1], after=(*pieces[-1].after, *spaces))
        spaces.clear()


class _Reading:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.count = 0

    def read(self, element: Element, around: tuple[Element, ...], places: tuple[int, ...]) -> Iterator[Piece]:
        for child in element.children:
            if isinstance(child, str):
                yield from self._words(child, around, places)
            elif isinstance(child, Element) and child.name in INLINE and child.children:
                self.count += 1
                plain = cast("Element", self.tree.plain(replace(child, children=())))
                yield from self.read(child, (*around, plain), (*places, self.count))
            else:
                node = self.tree.plain(child)
                word = f"\ue002{_written(node)}"
                yield Piece(word=word, around=around, places={self.tree.side: places}, node=node)

    def _words(self, text: str, around: tuple[Element, ...], places: tuple[int, ...]) -> Iterator[Piece]:
        href = next((one.get("href") for one in reversed(around) if one.name in _SENDING), "")
        numbers = self.tree.numbers(href) if "\ue000" in href else {}
        where = {self.tree.side: places}
        tokens = list(_tokens(text))
        if not numbers:
            for token, printed in tokens:
                yield Piece(word=token.word, space=token.space, around=around, places=where, printed=printed)
            return
        while tokens:
            token, printed = tokens.pop(0)
            piece = Piece(word=token.word, space=token.space, around=around, places=where, printed=printed)
            if (
                tokens
                and _LATIN.fullmatch(tokens[0][0].word)
                and number_part(token.text + tokens[0][0].word) in numbers
            ):
                second, _ = tokens.pop(0)
                piece = replace(piece, word=token.text + second.word, space=second.space)
            key = numbers.get(number_part(piece.word)) if piece.word[:1].isalnum() else None
            yield piece if key is None else replace(piece, word=mark_key(key), printed=piece.word)


def _tokens(text: str) -> Iterator[tuple[Token, str]]:
    """Yield the tokens, and how each is printed where its accents are in another form of Unicode."""
    letters = [] if is_normalized("NFC", text) else _letters(text)
    composed = [normalize("NFC", letter) for letter in letters]
    if not letters or max(map(len, composed)) > 1:
        yield from ((token, "") for token in tokenize(text))
        return
    at = 0
    for token in tokenize("".join(composed)):
        printed = "".join(letters[at : at + len(token.word)])
        at += len(token.text)
        yield token, printed if printed != token.word else ""


def _letters(text: str) -> list[str]:
    """Return the letters of a text, each with the accents behind it."""
    found: list[str] = []
    for char in text:
        if found and combining(char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _written(node: Node) -> str:
    if isinstance(node, Comment):
        return f"<!--{node.text}-->"
    if isinstance(node, Instruction):
        return f"<?{node.target} {node.text}?>"
    return node if isinstance(node, str) else write_element(node)


def shape_of(pieces: Iterable[Piece]) -> list[tuple[str, tuple[Element, ...]]]:
    """Return what pieces say and the elements around each, spaces left out."""
    return [(piece.word, piece.around) for piece in pieces]


def text_of_pieces(pieces: Iterable[Piece]) -> str:
    """Return the words as they are printed."""
    return "".join(
        (_node_text(piece.node) if piece.node is not None else piece.printed or piece.word) + piece.gap
        for piece in pieces
    ).strip()


def _node_text(node: Node) -> str:
    return f"[{text_of(node)}]" if isinstance(node, Element) and text_of(node) else ""


def markup_of_pieces(pieces: Sequence[Piece]) -> str:
    """Return the words in the elements around them, as XML."""
    return "".join(map(_written, children_of(pieces))).strip()


# Back to elements -----------------------------------------------------------------------------------------------------


def children_of(pieces: Iterable[Piece]) -> tuple[Node, ...]:
    """Return what the pieces are as children of their line."""
    return _children([one for piece in pieces for one in (piece, *piece.after)], 0)


def _children(pieces: Sequence[Piece], depth: int) -> tuple[Node, ...]:
    children: list[Node] = []
    for joined in _runs(pieces, depth):
        first = joined[0]
        if len(first.around) > depth:
            children.append(replace(first.around[depth], children=_children(joined, depth + 1)))
        else:
            children += _flat(joined)
    return tuple(children)


def _runs(pieces: Sequence[Piece], depth: int) -> list[list[Piece]]:
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and are_joined(runs[-1][-1], piece, depth):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def are_joined(one: Piece, two: Piece, depth: int) -> bool:
    """Tell whether two neighbours stand in one element at that depth, or in none."""
    if len(one.around) <= depth or len(two.around) <= depth:
        return len(one.around) <= depth and len(two.around) <= depth
    if one.around[depth] != two.around[depth]:
        return False
    common = [side for side in one.places if side in two.places]
    return not common or any(one.places[side][depth] == two.places[side][depth] for side in common)


def common_depth(one: Piece, two: Piece) -> int:
    """Return how many elements two neighbours stand in together."""
    most = min(len(one.around), len(two.around))
    return next((depth for depth in range(most) if not are_joined(one, two, depth)), most)


def _flat(pieces: Iterable[Piece]) -> Iterator[Node]:
    for node, run in groupby(pieces, key=lambda piece: piece.node):
        if node is None:
            yield "".join(_word(piece) + piece.space for piece in run)
            continue
        for piece in run:
            yield node
            if piece.space:
                yield piece.space


def _word(piece: Piece) -> str:
    found = KEY_MARK.fullmatch(piece.word)
    # The number as printed goes along, in case that its provision keeps it or is gone.
    return f"\ue003{found[1]}\ue004{piece.printed}\ue005" if found else piece.printed or piece.word

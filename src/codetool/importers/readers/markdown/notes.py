"""Footnotes of Markdown: which definitions are called, and in which order."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token


def called_notes(tokens: Sequence[Token]) -> dict[str, int]:
    """Return the notes that the text calls, in order, each with the token where its definition begins.

    Notes that only notes call follow; a definition that nothing calls, or a second one of the same name, is none.
    """
    places: dict[str, int] = {}
    calls: dict[str, list[str]] = {"": []}
    for at, inside, token in _with_note(tokens):
        if token.type == "footnote_reference_open":
            places.setdefault(inside, at)
        elif token.type == "inline":
            calls.setdefault(inside, []).extend(_calls(token))
    order = dict.fromkeys(calls[""])
    waiting = list(order)
    while waiting:
        fresh = [label for label in dict.fromkeys(calls.get(waiting.pop(0), ())) if label not in order]
        order.update(dict.fromkeys(fresh))
        waiting += fresh
    return {label: places[label] for label in order}


def _with_note(tokens: Sequence[Token]) -> Iterator[tuple[int, str, Token]]:
    """Yield every token with its place and the name of the definition that it stands in, if any."""
    within: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            within.append(str(token.meta["label"]))
        yield at, within[-1] if within else "", token
        if token.type == "footnote_reference_close":
            within.pop()


def _calls(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "footnote_ref":
            yield str(child.meta["label"])

"""The Word document with tracked changes: it gives both texts back, or it is refused; same texts, same bytes."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.errors import OutputError
from codetool.importers.readers.docx.reader import read_docx
from codetool.importers.reading import Tracked
from codetool.model.expression import Expression
from codetool.render import redline_docx
from codetool.render.docx.blocks import Block, Merged, Paragraph
from codetool.render.redline_docx import render_redline_docx
from codetool.render.text import render_text
from codetool.render.tracked.merge import merge

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "cases" / "diff").glob("*/old.xml"))


def sides_of(case: Path) -> tuple[Expression, Expression]:
    old, new = (read_expression((case / f"{side}.xml").read_bytes()) for side in ("old", "new"))
    return old, new


def words_read(content: bytes, tracked: Tracked) -> str:
    """Return the text as our importer reads it from the document, its notes last, no spaces of any kind."""
    found = read_docx(content, "x.docx", tracked)
    notes = (f"[{number}]" + "".join(line.text for line in note.lines) for number, note in enumerate(found.notes, 1))
    return spaceless("".join([*(word.word for word in found.words), *notes]))


def words_of(expression: Expression) -> str:
    """Return the text as `codetool show` prints it, no spaces of any kind."""
    return spaceless(render_text(expression, width=10_000)).replace("|", "")


def spaceless(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("turned", [False, True], ids=["forth", "back"])
def test_accepted_it_is_the_new_text_and_rejected_the_old(case: Path, *, turned: bool) -> None:
    old, new = sides_of(case)[:: -1 if turned else 1]
    content = render_redline_docx(compare(old, new), old, new)
    assert words_read(content, Tracked.ACCEPT) == words_of(new)
    assert words_read(content, Tracked.REJECT) == words_of(old)


def test_the_same_text_twice_has_no_change(versions: tuple[Expression, Expression]) -> None:
    old, _ = versions
    content = render_redline_docx(compare(old, old), old, old)
    document = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert "codetool" not in document
    assert "<w:ins " not in document
    assert "<w:del " not in document


def test_the_same_input_gives_the_same_bytes(versions: tuple[Expression, Expression]) -> None:
    first, second = (render_redline_docx(compare(*versions), *versions) for _ in range(2))
    assert first == second


def lossy(*arguments: object) -> Merged:
    merged = merge(*arguments)  # type: ignore[arg-type]
    paragraph = next(one for one in merged.blocks if isinstance(one, Paragraph) and len(one.runs) > 1)
    del paragraph.runs[0]
    return merged


def unequal(*arguments: object) -> Merged:
    merged = merge(*arguments)  # type: ignore[arg-type]
    blocks: list[Block] = merged.blocks
    merged.blocks = [blocks[1], blocks[0], *blocks[2:]]
    return merged


@pytest.mark.parametrize("broken", [lossy, unequal])
def test_what_would_not_give_both_texts_back_is_refused(
    versions: tuple[Expression, Expression], broken: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redline_docx, "merge", broken)
    with pytest.raises(OutputError, match="would not give both texts back, so nothing is written"):
        render_redline_docx(compare(*versions), *versions)


def test_ids_are_told_once_and_nothing_is_marked_as_moved(versions: tuple[Expression, Expression]) -> None:
    content = render_redline_docx(compare(*versions), *versions)
    document = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    ids = re.findall(r'<w:(?:ins|del|pPrChange) w:id="(\d+)"', document)
    assert len(ids) == len(set(ids)) > 20
    assert "move" not in document
    assert set(re.findall(r'w:author="([^"]*)" w:date="(\d{4}-\d\d-\d\d)', document)) == {("codetool", "2021-06-01")}

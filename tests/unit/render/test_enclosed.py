"""What a text asks for: pictures that lie beside it, and references that lead nowhere a reader should go."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from codetool.akn.read import read_expression
from codetool.render.enclosed import Enclosed, enclose
from codetool.render.pictures import SIZE_LIMIT, Picture
from tests.hostile import PICTURES, QUIET, REFUSED, RIGHT_TO_LEFT, article, document, pictures


def enclosed(text: str, folder: Path | None = None, encoding: str = "utf-8") -> Enclosed:
    source = text.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
    return enclose(read_expression(source), source, folder)


def test_findings_come_in_the_order_of_the_text_with_line_and_place(tmp_path: Path) -> None:
    told = enclosed(document(article(16, pictures("absent.png"))), tmp_path).findings
    assert [one.code for one in told] == ["link-refused"] * len(REFUSED) + ["picture-absent"]
    assert {(one.eid, one.line > 0) for one in told} == {("art_11", True), ("art_16", True)}
    assert [one.values["address"] for one in told[:-1]] == [" ".join(href.split()) for href in REFUSED]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_whatever_the_encoding_they_are_found(encoding: str) -> None:
    text = document(article(16, pictures(*PICTURES))).replace(RIGHT_TO_LEFT, "")
    told = enclosed(text, encoding=encoding).findings
    assert len(told) == len(REFUSED) + len(PICTURES)


def test_an_address_written_with_a_reference_to_a_character_is_found() -> None:
    told = enclosed(document(article(16, '<p><ref href="&#106;avascript:alert(1)">a</ref></p>'))).findings
    assert told[-1].values["address"] == "javascript:alert(1)"


def test_a_text_without_pictures_and_addresses_is_not_walked(code_path: Path) -> None:
    source = code_path.read_bytes()
    assert enclose(read_expression(source), source, code_path.parent) == Enclosed()


def test_addresses_of_the_web_are_no_finding() -> None:
    assert not any(one.values["address"] in QUIET for one in enclosed(document()).findings)


def test_a_picture_that_the_text_holds_itself_is_shown_without_a_folder() -> None:
    content = BytesIO()
    Image.new("1", (4, 4)).save(content, "PNG")
    address = f"data:image/png;base64,{b64encode(content.getvalue()).decode()}"
    found = enclosed(document(article(16, pictures(address))))
    assert found.pictures == {address: Picture(content=content.getvalue(), media_type="image/png")}
    assert {one.code for one in found.findings} == {"link-refused"}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("data:image/png,abc", "picture-unfit"),
        ("data:image/png;base64,?", "picture-unfit"),
        ("data:image/png;base64,AAAA", "picture-unfit"),
        (f"data:image/png;base64,{'A' * (SIZE_LIMIT * 2)}", "picture-large"),
        (f"data:image/png;base64,{'AAAA' * (SIZE_LIMIT // 3 + 2)}", "picture-large"),
    ],
)
def test_what_the_text_holds_and_is_no_picture_is_told_in_short(address: str, code: str) -> None:
    (told,) = enclosed(document(article(16, pictures(address)))).findings[len(REFUSED) :]
    assert (told.code, told.values["name"]) == (code, "data:…")


def test_an_edition_of_words_tells_of_each_picture_that_it_leaves_out(tmp_path: Path) -> None:
    source = document(article(16, pictures("absent.png", "plan.png"))).encode()
    found = enclose(read_expression(source), source, tmp_path, shown=False)
    assert [one.values["name"] for one in found.findings[len(REFUSED) :]] == ["absent.png", "plan.png"]
    assert {one.code for one in found.findings[len(REFUSED) :]} == {"picture-left-out"}
    assert not found.pictures

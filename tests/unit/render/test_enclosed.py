"""What a text asks for: pictures that lie beside it, and references that lead nowhere a reader should go."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.render.enclosed import Enclosed, enclose
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

"""What a PDF says of itself is read, whatever its metadata are."""

import pytest

from codetool.archive.statements import statements_of


def packet(inside: bytes) -> bytes:
    return b"<?xpacket begin='' ?>%b<?xpacket end='w'?>" % inside


def test_values_are_those_between_the_tags() -> None:
    bag = b"<edition:font><rdf:Bag><rdf:li>A</rdf:li>\n<rdf:li>B &lt; C</rdf:li></rdf:Bag></edition:font>"
    assert dict(statements_of(packet(bag + b"<edition:work>/akn/a</edition:work>"))) == {
        "font": ("A", "B < C"),
        "work": ("/akn/a",),
    }


def test_what_does_not_end_says_nothing() -> None:
    assert dict(statements_of(packet(b"<edition:a>x<edition:b>y</edition:b>"))) == {"b": ("y",)}


@pytest.mark.parametrize("opening", [b"<edition:a>", b"<edition:", b"<edition:a><", b"<edition:a></edition:b>"])
def test_metadata_of_nothing_but_beginnings_are_read(opening: bytes) -> None:
    # Read once for each of them, this takes half an hour.
    assert not statements_of(packet(opening * (1_000_000 // len(opening))))

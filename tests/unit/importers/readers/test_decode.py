import pytest

from codetool.akn.parser import SIZE_LIMIT
from codetool.errors import SourceError
from codetool.importers.readers.decode import LENGTH_LIMIT, check_length, decode_source

FRENCH = "Article 1er. L’équipe agit à l'égard de chaque élève, où qu’il soit; l'œuvre coûte 50 €.\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    decoded = decode_source(FRENCH.encode(encoding))

    assert decoded.text == FRENCH
    assert decoded.findings == ()


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_another_encoding_is_guessed_and_said(encoding: str) -> None:
    decoded = decode_source(FRENCH.replace("€", "E").encode(encoding))

    assert decoded.text == FRENCH.replace("€", "E")
    assert [found.message for found in decoded.findings] == [f"the text is not UTF-8; it was read as {encoding}"]


def test_bytes_that_windows_does_not_know_are_still_read() -> None:
    text = "Article 1er. L'\x81\x8d\x8f\x90\x9d été"

    assert len(decode_source(text.encode("latin-1")).text) == len(text)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "x: the file is empty. Name a file with a text in it."),
        (b" \n\t\n", "x: the file is empty."),
        ("\ufeff \n".encode(), "x: the file is empty."),
        (b"\xff\x00\xfe\x80Article", "x: this is a binary file (it holds NUL bytes), not plain text."),
        (b"Un.\nDeux\x07.", "x: this is a binary file (line 2 holds the control character U+0007), not plain text."),
        (
            "Été.\n".encode() + "Été.".encode("cp1252"),
            "x: the text is in two encodings: line 1 is UTF-8, line 2 is not.",
        ),
        (b"\xff\xfea", "x: this is a file that says it is UTF-16 and is not, not plain text."),
    ],
)
def test_what_is_no_text_is_refused(source: bytes, said: str) -> None:
    with pytest.raises(SourceError) as refused:
        decode_source(source, "x")

    assert str(refused.value).startswith(said)


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(SourceError, match="codetool reads at most 64 MB"):
        decode_source(b"a" * (SIZE_LIMIT + 1))


def test_a_text_longer_than_any_code_is_refused() -> None:
    check_length(LENGTH_LIMIT)
    with pytest.raises(SourceError, match="x: the text has 9 million characters; codetool reads at most 8 million"):
        check_length(LENGTH_LIMIT + 1, "x")

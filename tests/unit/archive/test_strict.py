"""JSON that a stranger may have changed: nothing twice, nothing unknown, whatever the bytes are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.archive.altered import AlteredError
from codetool.archive.strict import SHA256, folded_path, is_plain_path, parse_json


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(AlteredError) as caught:
        parse_json(content, "x.json")
    return caught.value.finding.code, caught.value.finding.message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json-broken"),
        (b"{", "json-broken"),
        (b'{\n<<<<<<< HEAD\n"a": 1\n', "json-conflict"),
        (b"\xef\xbb\xbf{}", "json-broken"),
        (b"{}\xff", "json-broken"),
        (b"NaN", "json-broken"),
        (b"-Infinity", "json-broken"),
        (b"[" * 50_000, "json-broken"),
        (b"1" * 5_000, "json-broken"),
        (b'{"a": 1, "a": 1}', "json-twice"),
        (b'{"a": {"b": 1, "\\u0062": 2}}', "json-twice"),
        (b'["\\ud800"]', "json-value"),
        (b'{"\\udfff": 1}', "json-value"),
        (b"[" * 17 + b"]" * 17, "json-deep"),
    ],
)
def test_what_is_refused(content: bytes, code: str) -> None:
    assert refused(content)[0] == code


def test_a_fault_says_where_it_is() -> None:
    with pytest.raises(AlteredError) as caught:
        parse_json(b'{\n"a": 1,\n}', "x.json")
    assert (caught.value.finding.file, caught.value.finding.line) == ("x.json", 3)
    assert str(caught.value) == ("x.json: this is no JSON. Take the file from a copy of the archive.")


def test_a_value_is_of_its_kind() -> None:
    value = parse_json(b'{"a": {"b": ["x", 1]}, "c": "2026-01-01T00:00:00+01:00"}', "x.json")
    fields = value.fields("a c", "d")
    inside = fields["a"].fields("b")["b"].entries()
    assert inside[0].text() == "x"
    assert fields["c"].moment().isoformat() == "2025-12-31T23:00:00+00:00"
    for wrong, told in (
        (inside[1].text, "a.b[1] cannot be 1"),
        (lambda: inside[0].text(SHA256), 'a.b[0] cannot be "x"'),
        (inside[0].entries, 'a.b[0] cannot be "x"'),
        (lambda: inside[0].fields(""), 'a.b[0] cannot be "x"'),
        (inside[0].moment, 'a.b[0] cannot be "x"'),
        (lambda: value.fields("a c d"), "d is missing"),
        (lambda: value.fields("a"), "c is not among what such a file says"),
    ):
        with pytest.raises(AlteredError) as caught:
            wrong()
        assert caught.value.finding.message == told


@pytest.mark.parametrize(
    "moment", ["2026-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "2026-01-01", "2026-01-01T00:00:00"]
)
def test_a_moment_that_is_none(moment: str) -> None:
    with pytest.raises(AlteredError):
        parse_json(f'"{moment}"'.encode(), "x.json").moment()


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_the_one_error(content: bytes) -> None:
    told = "x.json"
    try:
        parse_json(content, told)
    except AlteredError as error:
        told = error.finding.file
    assert told == "x.json"


@pytest.mark.parametrize("path", ["a", "a/b.c", "é/ü x.docx", "..a", "a..", "-", "a\u202fb", "a\u00a0b"])
def test_a_plain_path(path: str) -> None:
    assert is_plain_path(path)


@pytest.mark.parametrize(
    "path",
    ["", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\\b", "a\0", "a\nb", "\x1b[2J", "a\u202eb", "\ud800"],
)
def test_a_path_that_leads_astray(path: str) -> None:
    assert not is_plain_path(path)


def test_paths_that_are_one_file_on_some_disks() -> None:
    assert folded_path("Straße/É") == folded_path("STRASSE/e\u0301")
    assert folded_path("a") != folded_path("b")

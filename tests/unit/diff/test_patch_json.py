"""A patch read out of the JSON of a comparison, whole or not."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from codetool.diff import compare, patch_of, read_patch
from codetool.errors import SourceError
from codetool.model.expression import Expression
from codetool.render.redline_json import render_redline_json

Draft = Callable[..., Expression]
AGAIN = "Make it again with codetool diff OLD NEW --format json."


@pytest.fixture
def made(code: Draft) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        render_redline_json(compare(code("1. Il peut agir.\n2. Fin."), code("1. Il doit agir.\n2. Neuf.\n3. Fin.")))
    )
    return found


def refusal(content: str | bytes) -> str:
    with pytest.raises(SourceError) as refused:
        read_patch(content.encode() if isinstance(content, str) else content, "c.json")
    return str(refused.value).removeprefix("c.json: ")


def test_what_is_written_is_what_is_read(code: Draft) -> None:
    changes = compare(code("1. Il peut agir."), code("1. Neuf.\n2. Il doit agir."))
    read = read_patch(render_redline_json(changes).encode())
    wanted = patch_of(changes)
    assert (read.rows, read.frame) == (wanted.rows, wanted.frame)
    assert (read.old.sha256, read.new.sha256) == (wanted.old.sha256, wanted.new.sha256)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe", b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": -Infinity}', b'{"a": 1e999}', b"[" * 100_000,
        b"1" * 10_000, b'{"format": "codetool-diff/1", "old": {',
    ],
)  # fmt: skip
def test_what_is_no_json(content: bytes) -> None:
    told = refusal(content)
    assert told.endswith(AGAIN)
    assert "this is not JSON, or it was " in told


@pytest.mark.parametrize("content", ["[]", "null", "1", '"codetool-diff/1"', "{}", '{"format": "codetool-diff/2"}'])
def test_another_form(content: str) -> None:
    assert refusal(content) == (
        "this is no comparison in the form codetool-diff/1. "
        "Name the file that codetool diff OLD NEW --format json -o FILE has written."
    )


def test_a_byte_order_mark_does_no_harm(made: dict[str, Any]) -> None:
    assert read_patch(b"\xef\xbb\xbf" + json.dumps(made).encode()) == read_patch(json.dumps(made).encode())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("old", None),
        ("new.sha256", 5),
        ("old.iri", ["x"]),
        ("articles", {}),
        ("others", None),
        ("frame", "x"),
        ("articles[1]", None),
        ("articles[0].old_at", [[1]]),
        ("articles[0].old_at", [[1, True]]),
        ("articles[0].new_at", [[-1, 3]]),
        ("articles[0].new_at", [["1", 3]]),
        ("articles[0].new_at", [[1.0, 3]]),
        ("articles[0].patch", {"old": [], "new": []}),
        ("articles[0].patch", [["=", "1"]]),
        ("articles[0].patch", [["=", -1]]),
        ("articles[0].patch", [["-", 3]]),
        ("articles[0].patch", [["+", "a", "b"]]),
        ("articles[0].patch", [["*", "a"]]),
        ("articles[0].patch", ["=1"]),
    ],
)
def test_a_member_that_is_not_what_it_should_be_is_named(made: dict[str, Any], path: str, value: object) -> None:
    *way, last = [
        int(step) if step.isdecimal() else step for step in path.replace("[", ".").replace("]", "").split(".")
    ]
    target: Any = made
    for step in way:
        target = target[step]
    target[last] = value
    assert refusal(json.dumps(made)) == (
        f"the comparison is not whole: '{path}' is missing, or is not what it should be. {AGAIN}"
    )


@pytest.mark.parametrize("path", ["frame", "others", "new"])
def test_a_member_that_was_taken_out_is_named(made: dict[str, Any], path: str) -> None:
    del made[path]
    assert f": '{path}' is missing" in refusal(json.dumps(made))


def test_a_row_without_its_patch_is_not_taken_for_an_unchanged_one(made: dict[str, Any]) -> None:
    del made["articles"][0]["patch"]
    assert ": 'articles[0].patch' is missing" in refusal(json.dumps(made))

"""A ChangeSet as JSON, the form that other programs read (`cli.md`, codetool-diff/1).

Rows are written piece by piece: of ten thousand articles, objects to hand to an encoder would take three times as long.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from json.encoder import encode_basestring

from codetool.diff.changes import (
    FORMAT,
    SIGNS,
    ChangeSet,
    Correspondence,
    Delta,
    Effect,
    Op,
    Segment,
    Side,
    StaleReference,
)


def render_redline_json(changes: ChangeSet) -> str:
    """Return the whole ChangeSet as one JSON object; the same ChangeSet gives the same bytes.

    Each row of `articles` and `others` stands on a line of its own, so that a person and `grep` can read it too.
    """
    members = {
        "format": encode_basestring(FORMAT),
        "old": _side(changes.old),
        "new": _side(changes.new),
        "articles": _lines(map(_row, changes.articles)),
        "others": _lines(map(_row, changes.others)),
        "frame": "null" if changes.frame is None else _lines(_edits(changes.frame)),
        "stale_references": _lines(map(_stale, changes.stale)),
        "summary": _compact(changes.summary()),
    }
    return "{" + ",\n ".join([f'"{key}": {value}' for key, value in members.items()]) + "}\n"


def _lines(values: Iterable[str]) -> str:
    return "[" + ",".join([f"\n  {value}" for value in values]) + "]"


def _compact(value: Mapping[str, str | int]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _strings(values: Iterable[str]) -> str:
    return "[" + ", ".join(map(encode_basestring, values)) + "]"


def _side(side: Side) -> str:
    return _compact({"iri": side.iri, "sha256": side.sha256, "title": side.title, "date": side.date})


def _row(row: Correspondence) -> str:
    return (
        f'{{"old": {_strings([place.eid for place in row.old])}, "new": {_strings([place.eid for place in row.new])}, '
        f'"old_num": {_strings([place.num for place in row.old])}, '
        f'"new_num": {_strings([place.num for place in row.new])}, '
        f'"old_at": {[list(place.at) for place in row.old]}, "new_at": {[list(place.at) for place in row.new]}, '
        f'"kinds": {_strings(row.kinds)}, "confidence": {row.confidence!r}, "reason": "{row.reason.value}", '
        f'"words": {{"inserted": {row.words_inserted}, "deleted": {row.words_deleted}}}, '
        f'"segments": {_segments(row.segments)}, "weight": "{row.weight.value}", '
        f'"effects": [{", ".join(map(_effect, row.effects))}], "patch": {_delta(row.patch)}, '
        f'"name": "{row.name}"'
        f"{_CONSEQUENTIAL * row.consequential}{_markup(row)}}}"
    )


_CONSEQUENTIAL = ', "consequential": true'


def _markup(row: Correspondence) -> str:
    """Return the members of a row whose markup changed."""
    if not row.markup_changes and not row.markup:
        return ""
    named = [{key: value for key, value in asdict(one).items() if value} for one in row.markup_changes]
    alone = ', "markup": true' * row.markup
    return f'{alone}, "markup_changes": {json.dumps(named, ensure_ascii=False)}'


def _segments(segments: Iterable[Segment]) -> str:
    return "[" + ", ".join([_BEGUN[segment.op] + encode_basestring(segment.text) + "]" for segment in segments]) + "]"


_BEGUN = {op: f'["{op.value}", ' for op in Op}


def _effect(effect: Effect) -> str:
    was = f', "was": "{effect.was.value}"' if effect.was else ""
    old, new = encode_basestring(effect.old), encode_basestring(effect.new)
    return (
        f'{{"ground": "{effect.ground.value}", "weight": "{effect.weight.value}", '
        f'"old": {old}, "new": {new}{was}, "segment": {effect.segment}}}'
    )


def _delta(delta: Delta | None) -> str:
    return "null" if delta is None else "[" + ", ".join(_edits(delta)) + "]"


def _edits(delta: Delta) -> list[str]:
    return [_SIGNED[op] + (encode_basestring(text) if text else str(size)) + "]" for op, size, text in delta]


_SIGNED = {op: f'["{sign}", ' for op, sign in SIGNS.items()}


def _stale(one: StaleReference) -> str:
    return _compact(
        {
            "eid": one.eid,
            "num": one.num,
            "line": one.line,
            "printed": one.printed,
            "target": one.target,
            "was": one.was,
            "now": one.now,
            "means": one.means,
            "fix": one.fix,
        }
    )

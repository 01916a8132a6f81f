"""A ChangeSet as JSON, the form that other programs read (`cli.md`, codetool-diff/1)."""

import json
from collections.abc import Mapping
from typing import Any

from codetool.diff.changes import FORMAT, SIGNS, ChangeSet, Correspondence, Delta, Effect, Side, StaleReference


def render_redline_json(changes: ChangeSet) -> str:
    """Return the whole ChangeSet as one JSON object; the same ChangeSet gives the same bytes.

    Each row of `articles` and `others` stands on a line of its own, so that a person and `grep` can read it too.
    """
    return _object(redline_object(changes))


def _object(found: Mapping[str, Any]) -> str:
    members = [
        f"{_compact(key)}: {_rows(value) if isinstance(value, list) else _compact(value)}"
        for key, value in found.items()
    ]
    return "{" + ",\n ".join(members) + "}\n"


def _rows(values: list[Any]) -> str:
    return "[" + ",".join(f"\n  {_compact(value)}" for value in values) + "]"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def redline_object(changes: ChangeSet) -> dict[str, Any]:
    """Return what the JSON holds, as plain values."""
    return {
        "format": FORMAT,
        "old": _side(changes.old),
        "new": _side(changes.new),
        "articles": [_row(row) for row in changes.articles],
        "others": [_row(row) for row in changes.others],
        "frame": _delta(changes.frame),
        "stale_references": [_stale(one) for one in changes.stale],
        "summary": changes.summary(),
    }


def _side(side: Side) -> dict[str, str]:
    return {"iri": side.iri, "sha256": side.sha256, "title": side.title, "date": side.date}


def _row(row: Correspondence) -> dict[str, Any]:
    found: dict[str, Any] = {
        "old": [place.eid for place in row.old],
        "new": [place.eid for place in row.new],
        "old_num": [place.num for place in row.old],
        "new_num": [place.num for place in row.new],
        "old_at": [place.at for place in row.old],
        "new_at": [place.at for place in row.new],
        "kinds": [kind.value for kind in row.kinds],
        "confidence": row.confidence,
        "reason": row.reason.value,
        "words": {"inserted": row.words_inserted, "deleted": row.words_deleted},
        "segments": [[segment.op.value, segment.text] for segment in row.segments],
        "weight": row.weight.value,
        "effects": [_effect(effect) for effect in row.effects],
        "patch": _delta(row.patch),
    }
    if row.consequential:
        found["consequential"] = True
    if row.markup:
        found["markup"] = True
    return found


def _effect(effect: Effect) -> dict[str, Any]:
    found = {"ground": effect.ground.value, "weight": effect.weight.value, "old": effect.old, "new": effect.new}
    was = {"was": effect.was.value} if effect.was else {}
    return {**found, **was, "segment": effect.segment}


def _delta(delta: Delta | None) -> list[list[str | int]] | None:
    return None if delta is None else [[SIGNS[op], text or size] for op, size, text in delta]


def _stale(one: StaleReference) -> dict[str, Any]:
    return {
        "eid": one.eid,
        "num": one.num,
        "line": one.line,
        "printed": one.printed,
        "target": one.target,
        "was": one.was,
        "now": one.now,
    }

"""The report of a merge as JSON, the form that other programs read (`docs/reference/merge-json.md`)."""

import json
from typing import Any

from codetool.diff.changes import Correspondence, Side
from codetool.diff.merge_conflicts import Conflict
from codetool.diff.merge_told import ToldMerge, ToldUnit

MERGE_FORMAT = "codetool-merge/1"


def render_merge_json(told: ToldMerge) -> str:
    """Return the report as one JSON object; the same merge gives the same bytes."""
    found = {
        "format": MERGE_FORMAT,
        "base": _side(told.ours.old),
        "ours": _side(told.ours.new),
        "theirs": _side(told.theirs.new),
        "conflicts": [_conflict(one) for one in told.merge.conflicts],
        "notes": [_conflict(one) for one in told.merge.notes],
        "articles": [_unit(unit) for unit in told.units],
        "others": [_unit(unit) for unit in told.others],
        "summary": told.summary(),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _side(side: Side) -> dict[str, str]:
    return {"iri": side.iri, "sha256": side.sha256, "title": side.title, "date": side.date}


def _conflict(one: Conflict) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "eid": one.eid,
        "num": one.num,
        "within": list(one.within),
        "base": one.base,
        "ours": one.ours,
        "theirs": one.theirs,
        "removed_by": one.removed_by.value if one.removed_by else None,
        "alternative": one.alternative,
        "together": list(one.together),
    }


def _unit(told: ToldUnit) -> dict[str, Any]:
    unit = told.unit
    return {
        "eid": unit.eid,
        "num": unit.num,
        "base": unit.base,
        "ours": unit.ours,
        "theirs": unit.theirs,
        "taken": told.taken.value,
        "changes": {name: _change(row) for name, row in (("ours", told.ours), ("theirs", told.theirs))},
    }


def _change(row: Correspondence | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "kinds": [kind.value for kind in row.kinds],
        "words": {"inserted": row.words_inserted, "deleted": row.words_deleted},
        "segments": [[segment.op.value, segment.text] for segment in row.segments] if row.is_change else [],
    }

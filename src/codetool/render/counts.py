"""The counts of a comparison: lines for people, an object for programs."""

import json
from collections.abc import Mapping

from codetool.diff.changes import FORMAT, Kind
from codetool.resources import load_table

COUNTED = (*(kind.value for kind in Kind), "markup")


def redline_labels(language: str) -> Mapping[str, str]:
    """Return the words around a comparison in a language (fr, nl, de, en), the English ones for any other."""
    table = load_table("templates/redline/labels.toml")
    found: Mapping[str, str] = table.get(language, table["en"])
    return found


def render_counts(counts: Mapping[str, int], language: str) -> str:
    """Return the counts, a line for each kind that occurs."""
    labels = redline_labels(language)
    counted = [labels["count"].format(kind=labels[kind], count=counts[kind]) for kind in COUNTED if counts[kind]]
    words = labels["words"].format(inserted=counts["words_inserted"], deleted=counts["words_deleted"])
    title = labels["count"].format(kind=labels["statistics"], count="").rstrip()
    return "\n".join([title, *(f"  {line}" for line in counted), f"  {words}", ""])


def render_counts_json(counts: Mapping[str, int]) -> str:
    """Return the counts as a JSON object of the format of comparisons, with nothing but its summary."""
    return f'{{"format": {json.dumps(FORMAT)},\n "summary": {json.dumps(dict(counts))}}}\n'

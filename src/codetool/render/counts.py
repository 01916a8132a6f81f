"""The counts of a comparison: lines for people, an object for programs."""

import json
from collections.abc import Iterable, Mapping

from codetool.diff.changes import FORMAT, OUTSIDE, Kind
from codetool.resources import load_table

_AGREEMENT = "templates/redline/agreement.toml"

COUNTED = (*(kind.value for kind in Kind), "markup")


def redline_labels(language: str) -> Mapping[str, str]:
    """Return the words around a comparison in a language (fr, nl, de, en), the English ones for any other."""
    table = load_table("templates/redline/labels.toml")
    found: Mapping[str, str] = table.get(language, table["en"])
    return found


def agreed(label: str, words: Mapping[str, str], language: str, *, name: str = "", several: bool = False) -> str:
    """Return the word for what happened, in the form that agrees with an element of that name, or with several.

    >>> words = redline_labels("fr")
    >>> agreed("modified", words, "fr", name="section"), agreed("modified", words, "fr", several=True)
    ('modifiée', 'modifiés')
    """
    forms: Mapping[str, Mapping[str, str]] = load_table(_AGREEMENT).get(language, {})
    form = form_of(name, language)
    if several and not form.endswith("p"):
        form += "p"
    return forms.get(form, {}).get(label, words[label])


def form_of(name: str, language: str) -> str:
    """Return the form that words about an element of that name take: f, p, fp; empty for one masculine thing.

    >>> form_of("section", "fr"), form_of("article", "fr"), form_of("section", "en")
    ('f', '', '')
    """
    forms: Mapping[str, Mapping[str, str]] = load_table(_AGREEMENT).get(language, {})
    return forms.get("elements", {}).get(name, "")


def counted(label: str, count: int, words: Mapping[str, str], language: str) -> str:
    """Return the word for what happened to so many articles.

    >>> [counted("split", count, redline_labels("fr"), "fr") for count in (1, 2)]
    ['scindé', 'scindés']
    """
    return agreed(label, words, language, several=count > 1)


def listed(parts: Iterable[str], words: Mapping[str, str]) -> str:
    """Return parts of a sentence one after the other, as the language punctuates it.

    >>> listed(["un", "deux"], redline_labels("fr")), listed(["one", "two"], redline_labels("en"))
    ('un ; deux', 'one; two')
    """
    told = ""
    for part in parts:
        told = words["listed"].format(before=told, last=part) if told else part
    return told


def render_counts(counts: Mapping[str, int], language: str) -> str:
    """Return the counts, a line for each kind that occurs."""
    return _articles(counts, language) + _outside(counts, redline_labels(language))


def _articles(counts: Mapping[str, int], language: str) -> str:
    labels = redline_labels(language)
    if not any(counts[kind] for kind in COUNTED):
        return f"{labels['no_articles']}\n"
    lines = [
        labels["count"].format(kind=counted(kind, counts[kind], labels, language), count=counts[kind])
        for kind in COUNTED
        if counts[kind]
    ]
    words = labels["words"].format(inserted=counts["words_inserted"], deleted=counts["words_deleted"])
    title = labels["count"].format(kind=labels["statistics"], count="").rstrip()
    return "\n".join([title, *(f"  {line}" for line in lines), f"  {words}", ""])


def counts_outside(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Return what changed outside articles, each sort of thing under its own name, with how many there are."""
    found = ((name.removeprefix(OUTSIDE), count) for name, count in counts.items() if name.startswith(OUTSIDE))
    # The text comes before what is said about it.
    in_order = sorted(found, key=lambda one: one[0] == "meta")
    return tuple((labels.get(f"unit_{name}", name), count) for name, count in in_order)


def _outside(counts: Mapping[str, int], labels: Mapping[str, str]) -> str:
    found = counts_outside(counts, labels)
    if not found:
        return ""
    lines = [f"  {labels['count'].format(kind=name, count=count)}" for name, count in found]
    inserted, deleted = (counts[f"others_words_{what}"] for what in ("inserted", "deleted"))
    if inserted or deleted:
        lines.append("  " + labels["words"].format(inserted=inserted, deleted=deleted))
    return "\n".join([labels["count"].format(kind=labels["outside"], count="").rstrip(), *lines, ""])


def render_counts_json(counts: Mapping[str, int]) -> str:
    """Return the counts as a JSON object of the format of comparisons, with nothing but its summary."""
    return f'{{"format": {json.dumps(FORMAT)},\n "summary": {json.dumps(dict(counts))}}}\n'

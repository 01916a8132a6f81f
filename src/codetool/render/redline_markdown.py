"""A ChangeSet as Markdown for a code host: headings for articles, <del> and <ins> in the text, tables for figures.

Deletions and insertions are HTML elements: asterisks and tildes are no markup beside a comma or inside a word, and so
half of the marks of a legal text would be lost.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from codetool.diff.changes import Op, Segment
from codetool.model.text import unturned
from codetool.render.counts import listed
from codetool.render.redline_lines import Mark, Part, marks_of
from codetool.render.redline_rows import Row
from codetool.render.redline_view import RedlineView

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$!&])")
_LIST = re.compile(r"^(\s*)([-+=])|^(\s*\d+)([.)])(?=\s|$)")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_ELEMENTS = {Op.DELETE: "del", Op.INSERT: "ins"}


def render_redline_markdown(view: RedlineView) -> str:
    """Return the comparison as Markdown that code hosts show: counts first, then each change under its article."""
    blocks = [
        f"# {view.labels['title']}",
        *_sides(view),
        *_figures(view),
        *_weightiest(view),
        *_stale(view),
        *_changes(view),
        *_concordance(view),
        *_typography(view),
    ]
    return unturned("\n\n".join(blocks)) + "\n"


def escape(text: str, *, begins: bool = False) -> str:
    r"""Return a text in which nothing is taken for markup; `begins` says that it stands at the beginning of a line.

    >>> escape("1. *Un* <b> & 2", begins=True)
    '1\\. \\*Un\\* \\<b\\> \\& 2'
    """
    plain = _MARKUP.sub(r"\\\1", " ".join(text.splitlines()) if "\n" in text else text)
    # An address is left as it is printed: a zero-width character would be copied with it, an entity is not.
    plain = _ADDRESS.sub(lambda found: f"{found[1]}&#{ord(found[2])};", plain)
    return (
        _LIST.sub(lambda found: f"{found[1] or ''}{found[3] or ''}\\{found[2] or found[4]}", plain) if begins else plain
    )


def mark(line: Iterable[Segment]) -> str:
    """Return a line of segments with what was deleted and inserted marked."""
    return "".join(_marked(one, begins=i == 0) for i, one in enumerate(marks_of(line)))


def _marked(one: Mark, *, begins: bool) -> str:
    element = _ELEMENTS.get(one.op)
    told = escape(one.text, begins=begins)
    return f"<{element}>{told}</{element}>{one.after}" if element else told


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], ends: str = "") -> str:
    heads = list(head)
    edges = [":--"] * len(heads)
    if ends:
        edges[-1] = ends
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, edges, *rows))


def _sides(view: RedlineView) -> Iterator[str]:
    labels = view.labels
    sides = ((labels["old"], view.old_name, view.old_iri), (labels["new"], view.new_name, view.new_iri))
    rows = [(label, escape(name), f"`{iri}`" if iri else "") for label, name, iri in sides]
    yield _table(("", labels["compared"], labels["identifier"]), rows)


def _figures(view: RedlineView) -> Iterator[str]:
    labels = view.labels
    yield f"## {labels['summary']}"
    if not view.has_changes:
        yield labels["none"]
    if view.has_articles:
        yield _article_figures(view)
    else:
        yield labels["no_articles"]
    if view.outside:
        yield _table((labels["outside"], ""), ((name, str(count)) for name, count in view.outside), ends="--:")


def _article_figures(view: RedlineView) -> str:
    labels = view.labels
    counts = [
        (labels["of_which"].format(kind=word) if is_part else word, str(count))
        for word, count, is_part in view.told_figures
    ]
    words = [
        (labels[f"words_{name}"], str(count)) for name, count in zip(("inserted", "deleted"), view.words, strict=True)
    ]
    return _table((labels["kind"], labels["articles"]), [*counts, *words], ends="--:")


def _weightiest(view: RedlineView) -> Iterator[str]:
    if view.weightiest:
        yield f"## {view.labels['weightiest']}"
        yield "\n".join(
            f"- **{escape(row.became or row.called)}** – {escape(_reasons(row))}" for row in view.weightiest
        )


def _reasons(row: Row) -> str:
    return listed((reason.text for reason in row.gravest), row.labels)


def _stale(view: RedlineView) -> Iterator[str]:
    if view.stale:
        yield f"## {view.labels['stale']}"
        yield view.labels["stale_text"]
        yield "\n".join(f"- **{escape(one.num)}** – {escape(one.told)}" for one in view.stale)


def _changes(view: RedlineView) -> Iterator[str]:
    labels = view.labels
    if view.has_changes:
        yield f"## {labels['changes']}"
    for section in view.changed:
        if section.own:
            yield f"### {_titled(section.own)}"
            yield from _told(section.own, heading=False)
        for is_folded, rows in groupby(section.changed, key=lambda row: row.is_folded):
            if is_folded:
                yield "\n".join(f"- {escape(row.became)} *({row.words})*" for row in rows)
            else:
                yield from (block for row in rows for block in _told(row, heading=True))
    if view.changed_front:
        yield f"### {labels['front']}"
        for row in view.changed_front:
            yield from _told(row, heading=True)
    for row in view.meta:
        yield f"### {labels['meta']}"
        yield labels["statements_bare"].format(count=len(row.lines))


def _told(row: Row, *, heading: bool) -> Iterator[str]:
    """Yield a row: its name, what happened, why it weighs, its text as a quotation."""
    if heading:
        yield f"#### {_titled(row)}"
    if row.change.is_change:
        facts = filter(None, (row.became, row.came_from))
        yield " · ".join([f"*{row.words}*", *map(escape, facts)])
    told = [*(f"- {reason.weight} – {escape(reason.text)}" for reason in row.tellings)]
    told += [f"- {escape(one)}" for one in row.markups]
    if told:
        yield "\n".join(told)
    if row.change.is_change and not row.is_same:
        for part in row.parts:
            yield from _part(part, row)


def _part(part: Part, row: Row) -> Iterator[str]:
    if part.label:
        yield f"**{escape(part.label)}** {mark(part.title)}".rstrip()
    quoted = []
    for passage in part.passages:
        if passage.is_folded:
            quoted.append(f"> *… {row.labels['same_lines'].format(count=len(passage.lines))}*")
        else:
            quoted += [f"> {mark(line.segments)}" for line in passage.lines]
    if quoted:
        yield "\n>\n".join(quoted)


def _titled(row: Row) -> str:
    return f"{escape(row.name)} {mark(row.title)}".rstrip()


def _concordance(view: RedlineView) -> Iterator[str]:
    labels, found = view.labels, view.concordance
    if not view.has_articles:
        return
    yield f"## {labels['concordance']}"
    if not found.steps:
        yield labels["concordance_none"]
        return
    yield f"{labels['concordance_text']} {labels['concordance_kept'].format(count=found.kept)}"
    heads = (labels["concordance_old"], labels["concordance_new"], labels["concordance_what"])
    yield _table(heads, [(escape(step.old) or "–", escape(step.new) or "–", step.told) for step in found.steps])


def _typography(view: RedlineView) -> Iterator[str]:
    """Yield what changed in typography alone, folded."""
    if view.typography:
        labels = view.labels
        told = labels["count"].format(kind=labels["typographic"], count=len(view.typography))
        yield f"<details>\n<summary>{told}</summary>"
        yield labels["typography_text"]
        for row in view.typography:
            yield from _told(row, heading=True)
        yield "</details>"

"""The history of articles as a page shows it: a line for each, the steps behind it, and what the text itself says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from codetool.diff.changes import Kind
from codetool.history import History, State, Trail
from codetool.history.declared import Amendment, declared_amendments
from codetool.render.counts import redline_labels
from codetool.render.history_gone import Gone, gone_by
from codetool.render.history_words import Words, has_other_number, sentence, struck_words
from codetool.render.redline_lines import Line, lines_of
from codetool.render.templates import Labels, fill_template, labels_for, language_tag
from codetool.render.typography import plain

LONG_ACT = 160
"""Characters of an act's title that are printed; the titles of some name all that they amend."""

Links = Mapping[tuple[str, str], str]
"""Where the comparison of two versions stands, by their labels."""

NO_LINKS: Links = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happened to an article in one version, in words.

    `lines` are those that changed, None where others lie between; `count` says how many words did. `label` and `date`
    are those of the version; `href` leads to its comparison with the one before, empty without one.
    """

    label: str
    date: str
    words: str
    count: str = ""
    lines: tuple[Line | None, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHistory:
    """Where an article comes from and what happened to it: in one line, step by step, and as the text itself says.

    `gone` tells of articles that stood behind it (before it, if it is the first) and are no more.
    """

    trail: str
    name: str
    line: str
    steps: tuple[Step, ...]
    declared: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        """Tell whether the line says all that there is."""
        return len(self.steps) == 1 and not self.declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Tells the trails of a history, with links to comparisons where there are any."""

    words: Words
    links: Links

    @classmethod
    def of(cls, history: History, links: Links = NO_LINKS, language: str = "") -> "Telling":
        """Return that of a history, in a language (BCP 47), else in that of its last version."""
        tag = language or language_tag(history.versions[-1].expression.language)
        return cls(words=Words.of(history, labels_for(tag)), links=links)

    @property
    def labels(self) -> Labels:
        """Return the labels in the language of the text."""
        return self.words.labels

    def view(
        self, trail: Trail, until: int, declared: Sequence[Amendment] = (), gone: Sequence[Gone] = ()
    ) -> ArticleHistory:
        """Return the history of an article up to a version, by its place; how it ended too, if it did by then."""
        states = [state for state in trail.states if state.first <= until]
        steps = [self._step(trail, state) for state in states]
        if trail.last < until:
            steps.append(self._last_step(trail))
        return ArticleHistory(
            trail=trail.id,
            name=self.words.called([states[-1].place]),
            line=self._spaced(sentence(self._line(trail, states, until))),
            steps=tuple(step for step in steps if step.words),
            declared=tuple(map(self._spaced, _declared(declared, states[-1].eid, self.labels))),
            gone=tuple(self._spaced(sentence(self.words.gone(one.trail, before=one.before))) for one in gone),
        )

    def _spaced(self, text: str) -> str:
        return plain(text, self.labels.language)

    def _step(self, trail: Trail, state: State) -> Step:
        words = self.words
        told = words.change(trail, state) if state.row is None or state.row.is_change else ""
        if state.row is None:
            told = words.said("history_first", state.place.name, 0, version=words.version(0))
        version = words.history.versions[state.first]
        return Step(
            label=version.label,
            date=version.date,
            words=self._spaced(sentence(told)),
            count=self._spaced(_count(state, self.labels)),
            lines=tuple(_changed_lines(state)),
            href=self._href(state.first, state.eid),
        )

    def _last_step(self, trail: Trail) -> Step:
        version = self.words.history.versions[trail.last + 1]
        row = trail.end
        anchor = row.new[0].eid if row and row.new else f"old-{trail.states[-1].eid}"
        return Step(
            label=version.label,
            date=version.date,
            words=self._spaced(sentence(self.words.ending(trail))),
            href=self._href(trail.last + 1, anchor),
        )

    def _href(self, place: int, anchor: str) -> str:
        versions = self.words.history.versions
        found = self.links.get((versions[place - 1].label, versions[place].label), "") if place else ""
        return f"{found}#{anchor.replace('#', '~')}" if found else ""  # as the comparison's page names it

    def _line(self, trail: Trail, states: Sequence[State], until: int) -> str:
        """Return all in one line: where the article comes from, how often it was modified, what its number was."""
        words, last = self.words, states[-1]
        if not until:
            return words.said("history_first", last.place.name, 0, version=words.version(0))
        told = [words.beginning(trail), self._changed(trail, states) if trail.first < until else ""]
        if has_other_number(states[0].place, last.place) and (old := _number_before(states)):
            told.append(words.said("history_was", last.place.name, last.first, other=words.called([old.place])))
        return words.listed(told)

    def _changed(self, trail: Trail, states: Sequence[State]) -> str:
        """Return how often an article was modified and when last; else the last other thing that happened to it."""
        words, name = self.words, states[-1].place.name
        later = [(state, state.row) for state in states[1:] if state.row and state.row.is_change]
        weighty = [(state, row) for state, row in later if _is_modified(state)]
        if len(weighty) > 1:
            amended = all(words.is_amended(state.first) for state, _ in weighty)
            key = "history_modified_times" if amended else "history_changed_times"
            return words.said(key, name, weighty[-1][0].first, count=str(len(weighty)))
        if weighty or later:
            return words.happened(*(weighty or later)[-1])
        if words.beginning(trail):
            return words.said("history_unchanged_then", name, states[0].first)
        return words.said("history_unchanged", name, states[0].first)


def _is_modified(state: State) -> bool:
    """Tell whether the article says something else than before, typography and renumbered references aside."""
    row = state.row
    return row is not None and (bool(struck_words(row)) or (row.kinds[0] in _MODIFIED and not row.consequential))


_MODIFIED = frozenset({Kind.MODIFIED, Kind.SPLIT, Kind.MERGED})


def _number_before(states: Sequence[State]) -> State | None:
    """Return the last state in which an article had another number than now."""
    others = (state for state in reversed(states) if has_other_number(state.place, states[-1].place))
    return next((state for state in others if state.num), None)


def _count(state: State, labels: Labels) -> str:
    """Return how many words came and went, empty where none did."""
    if not _is_modified(state) or not (state.words_inserted or state.words_deleted):
        return ""
    return labels["history_count"].format(inserted=state.words_inserted, deleted=state.words_deleted)


def _changed_lines(state: State) -> Iterator[Line | None]:
    """Yield the lines of an article in which something changed, None where lines between them are left out."""
    row = state.row
    if row is None or not row.old or len(row.segments) == 1:  # an article that came whole is its own text
        return
    lines = [line for line in lines_of(row) if len(row.new) == 1 or line.part == state.part]
    runs = [(changed, list(run)) for changed, run in groupby(lines, key=lambda line: line.is_changed)]
    for place, (changed, run) in enumerate(runs):
        if changed:
            yield from run
        elif 0 < place < len(runs) - 1:
            yield None


def _declared(amendments: Iterable[Amendment], eid: str, labels: Labels) -> Iterator[str]:
    """Yield what a text says of the amendments of an article, a line for each act."""
    own = (one for one in amendments if one.is_of(eid))
    for (act, dates), run in groupby(own, key=lambda one: (one.act, one.dates)):
        what = ", ".join(dict.fromkeys(labels.words.get(f"history_mod_{one.type}", one.type) for one in run))
        days = ", ".join(map(labels.date, dates))
        key = "history_act" if days else "history_act_undated"
        yield labels[key].format(act=shortened(act.rstrip(" ."), LONG_ACT), dates=days, what=what)


def shortened(text: str, most: int) -> str:
    """Return a text of so many characters at most, cut behind a word.

    >>> shortened("Loi du 3 mai portant modification", 20)
    'Loi du 3 mai…'
    """
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def view_history(history: History, label: str, links: Links = NO_LINKS) -> Mapping[str, ArticleHistory]:
    """Return the history of each article of a version up to it, by eId; an eId that stands twice has none."""
    telling, until = Telling.of(history, links), history.place_of(label)
    declared, gone = declared_amendments(history.versions[until].expression), gone_by(history, until)
    found = [(state.eid, trail) for trail in history.at(label) if (state := trail.state_at(until))]
    counts = Counter(eid for eid, _ in found)
    return {
        eid: telling.view(trail, until, declared, gone.get(trail.id, ())) for eid, trail in found if counts[eid] == 1
    }


def history_blocks(
    history: History, label: str, *, links: Links = NO_LINKS, printed: bool = False, templates: Path | None = None
) -> Mapping[str, Markup]:
    """Return what stands under each article of a version, by eId: where it comes from and what changed when.

    `printed` blocks have no part that opens. A template in `templates` takes the place of ours. Under the articles of
    the first version stands only what that says itself: nothing can be compared.
    """
    tag = language_tag(history.versions[history.place_of(label)].expression.language)
    labels, redline = labels_for(tag), redline_labels(tag)
    return {
        eid: Markup(  # noqa: S704 - the template escapes
            fill_template(
                "edition/_history.html", templates, article=one, labels=labels, redline=redline, printed=printed
            )
        )
        for eid, one in view_history(history, label, links).items()
        if one.declared or history.place_of(label)
    }

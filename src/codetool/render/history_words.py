"""What happened to an article, in the words of a code's margin, in the language of the text.

Between drafts nothing is amended: what differs there has words of its own ("changé dans le projet du …").
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from codetool.diff.changes import Correspondence, Kind, Place
from codetool.diff.markup_change import MarkupChange, MarkupKind
from codetool.history import Dated, History, State, Trail
from codetool.model.eid import bare_number, number_part
from codetool.model.provision import num_of
from codetool.model.text import small
from codetool.render.counts import form_of
from codetool.render.redline_lines import stripped
from codetool.render.templates import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Tells what happened, over one History, in one language.

    `drafts` says of each version whether it is one; `names` what the provisions that hold others are called, by their
    eIds, in the versions in which something moved and those before.
    """

    history: History
    labels: Labels
    drafts: tuple[bool, ...]
    names: Mapping[int, Mapping[str, str]]

    @classmethod
    def of(cls, history: History, labels: Labels) -> "Words":
        """Return those of a history."""
        moved = {state.first for trail in history.trails for state in trail.states if Kind.MOVED in state.kinds}
        return cls(
            history=history,
            labels=labels,
            drafts=tuple(one.expression.says_draft for one in history.versions),
            names={place: _names(history.versions[place]) for place in sorted({*moved, *(one - 1 for one in moved)})},
        )

    def version(self, place: int) -> str:
        """Return what a version is called: "version du 7 juin 2001", "projet du 7 juin 2001"."""
        return self._named(place, "history_draft" if self.drafts[place] else "history_version")

    def is_amended(self, place: int) -> bool:
        """Tell whether what differs in a version amends a text in force: neither it nor the one before is a draft."""
        return not (self.drafts[place] or (place and self.drafts[place - 1]))

    def where(self, place: int) -> str:
        """Return in which version something is so: "par la version du …", "dans le projet du …"."""
        if self.is_amended(place):
            return self._named(place, "history_by")
        return self._named(place, "history_in_draft" if self.drafts[place] else "history_in")

    def since(self, place: int) -> str:
        """Return from which version something is so: "depuis la version du …"."""
        return self._named(place, "history_since_draft" if self.drafts[place] else "history_since")

    def _named(self, place: int, key: str) -> str:
        version = self.history.versions[place]
        day = self.labels.date(version.date)
        twin = sum(one.date == version.date for one in self.history.versions) > 1
        return self.labels[key].format(date=f"{day} ({version.label})" if twin else day)

    def said(self, key: str, name: str, place: int, **values: str) -> str:
        """Return the sentence of a key about an element of that name, in a version; it agrees with the element."""
        words = agreeing(self.labels[key], is_feminine="f" in form_of(name, self.labels.language))
        return words.format(where=self.where(place), since=self.since(place), **values)

    def beginning(self, trail: Trail) -> str:
        """Return where an article comes from, empty where the first version of all has it already."""
        state = trail.states[0]
        if state.row is None:
            return ""
        if state.row.old:
            return self.said("history_cut", state.place.name, state.first, other=self.called(state.row.old))
        key = "history_inserted" if self.is_amended(state.first) else "history_added"
        return self.said(key, state.place.name, state.first)

    def change(self, trail: Trail, state: State) -> str:
        """Return what led to a state: "modifié par la version du 1er janvier 2005 ; ancien article 2.3"."""
        if state is trail.states[0] or state.row is None:
            return self.beginning(trail)
        return self.listed([self.happened(state, state.row), *self._besides(state, state.row)])

    def happened(self, state: State, row: Correspondence) -> str:
        """Return what a row did to an article that went on, without its old number and place."""
        key, others = self._key(state, row), row.old if Kind.MERGED in row.kinds else row.new
        return self.said(key, state.place.name, state.first, others=self.called(others))

    def _key(self, state: State, row: Correspondence) -> str:
        match row.kinds[0]:
            case Kind.MODIFIED if not row.consequential:
                return "history_modified" if self.is_amended(state.first) else "history_changed"
            case Kind.MODIFIED | Kind.TYPOGRAPHIC | Kind.UNCHANGED if struck_words(row):
                return "history_struck"
            case Kind.MODIFIED:
                return "history_consequential"
            case Kind.UNCHANGED:
                return _quiet_key(row)
            case kind:
                return f"history_{kind.value}"

    def _besides(self, state: State, row: Correspondence) -> Iterable[str]:
        """Yield the words that were struck in an article, the number that it had, and where it stood."""
        name, old = state.place.name, row.old[0]
        if row.kinds[0] in (Kind.TYPOGRAPHIC, Kind.UNCHANGED) or row.consequential:
            yield ", ".join(self.labels["history_quoted"].format(words=words) for words in struck_words(row) if words)
        if len(row.old) == 1 and old.num and has_other_number(old, state.place):
            yield self.said("history_was", name, state.first, other=self.called(row.old))
        if Kind.MOVED in row.kinds and (came := self._came_from(state, row)):
            yield came

    def _came_from(self, state: State, row: Correspondence) -> str:
        old, new = (self._above(side[0], state.first - step) for side, step in ((row.old, 1), (row.new, 0)))
        if old and old != new:
            return self.labels["history_from"].format(place=old)
        return self._behind(row.old[0], state.first - 1)

    def _behind(self, place: Place, version: int) -> str:
        order = self.history.order[version]
        at = order.index(self.history.index[version][place.eid])
        before = self.history.trails[order[at - 1]].state_at(version) if at else None
        return self.labels["history_behind"].format(other=self.called([before.place])) if before else ""

    def _above(self, place: Place, version: int) -> str:
        """Return what the provision is called that an article stands in, empty where it stands in none."""
        return self.names[version].get(place.parents[-1], "") if place.parents else ""

    def ending(self, trail: Trail) -> str:
        """Return how an article ended, empty where the last version has it."""
        row, place = trail.end, trail.states[-1].place
        if row is None:
            return ""
        key = "history_joined" if row.new else "history_removed"
        return self.said(key, place.name, trail.last + 1, others=self.called(row.new))

    def gone(self, trail: Trail, *, before: bool) -> str:
        """Return that an article stood here, and how it ended: "suivait : ancien article 65, supprimé par …"."""
        place, key = trail.states[-1].place, "history_gone_before" if before else "history_gone"
        return self.said(key, place.name, trail.last, other=self.called([place]), words=self.ending(trail))

    def called(self, places: Sequence[Place]) -> str:
        """Return what articles are called in a sentence: "article 2.3", "articles 5 et 6", a number without a word."""
        numbers = [bare_number(place.num) or stripped(place.num) or place.heading or place.eid for place in places]
        if not places:
            return ""
        *before, last = numbers
        listed = self.labels["history_and"].format(before=", ".join(before), last=last) if before else last
        name = places[0].name if places[0].name in _UNITS else ""
        return self.labels[f"history_{name}s" if before else f"history_{name}"].format(num=listed) if name else listed

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts of a sentence one after the other, as the language punctuates it."""
        return self.labels["history_listed"].join(part for part in parts if part)


def has_other_number(old: Place, new: Place) -> bool:
    """Tell whether a number became another one: "Art. 4bis." and "Article 4 bis" are the same.

    >>> has_other_number(Place(eid="art_4", num="Art. 4bis."), Place(eid="art_4", num="Article 4 bis"))
    False
    """
    return small(number_part(old.num)) != small(number_part(new.num))


def struck_words(row: Correspondence) -> tuple[str, ...]:
    """Return the beginnings of words that were marked as deleted and stayed in the text, as publishers do.

    What a reader of the comparison is shown as unchanged words is no law any more.
    """
    marked = (one for one in row.markup_changes if _is_struck(one))
    return tuple(dict.fromkeys(one.where for one in marked))


def _is_struck(one: MarkupChange) -> bool:
    if one.what is MarkupKind.ATTRIBUTE:
        return one.new.partition("=")[2] == "del"
    return one.what is MarkupKind.ELEMENT_ADDED and one.name == "del"


def _quiet_key(row: Correspondence) -> str:
    """Return the key of what happened to an article whose words are the same."""
    if has_other_number(row.old[0], row.new[0]):
        return "history_renumbered"
    if Kind.MOVED in row.kinds:
        return "history_moved"
    return "history_markup" if row.markup else "history_typographic"


_UNITS = ("article", "section")


def agreeing(words: str, *, is_feminine: bool) -> str:
    """Return words in the form that goes with what they are about: an ending in brackets is a feminine one's.

    >>> agreeing("inséré[e]", is_feminine=True), agreeing("ancien[ne] {other}", is_feminine=False)
    ('insérée', 'ancien {other}')
    """
    return _ENDING.sub(r"\1" if is_feminine else "", words)


_ENDING = re.compile(r"\[(\w+)\]")


def sentence(text: str) -> str:
    """Return a text as a sentence begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def _names(version: Dated) -> Mapping[str, str]:
    """Return what the provisions that hold others are called, by eId."""
    found = ((one.eid, [stripped(num_of(one.element)), one.heading]) for one in version.expression.provisions())
    return {eid: " ".join(part for part in parts if part) for eid, parts in found if eid}

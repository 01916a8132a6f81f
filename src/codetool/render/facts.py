"""What an Expression says about itself besides its text: its names, its days, what it was made from."""

import re
from dataclasses import dataclass, replace

from codetool.errors import RequestError
from codetool.model.correction import corrected_iri
from codetool.model.expression import Expression
from codetool.model.frbr import parse_iri, variant_of
from codetool.model.markup import Element
from codetool.render.templates import Labels

_ADOPTED = re.compile(
    r"adopt|approuv|approv|promulg|enact|aangenomen|vastgesteld|angenommen|beschlossen", re.IGNORECASE
)
_ADOPTIONS = frozenset({"adopted", "adoption", "document", "enacted", "enactment", "promulgation", "signature"})
"""Names of the Work's date where it is that of the decision."""

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_CONSOLIDATED = frozenset({"singleVersion", "multipleVersions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Who a version is, and its days (yyyy-mm-dd): adoption, publication and entry into force are three.

    `work` and `version` are IRIs as the document gives them, `kind` is what it says that it is ("code"), `name` the
    Work's name in running text. `first_adopted` is the day of the decision on the Work, `adopted` that of the decision
    on this version; `dated` names the version, from `until` on it is no more in force. `consolidates` are the IRIs of
    the texts that were worked in, the first one among them, `corrects` is that of the version that this one corrects.
    What is not said is empty.
    """

    work: str = ""
    version: str = ""
    kind: str = ""
    name: str = ""
    country: str = ""
    dated: str = ""
    first_adopted: str = ""
    adopted: str = ""
    published: str = ""
    in_force: str = ""
    until: str = ""
    consolidates: tuple[str, ...] = ()
    corrects: str = ""

    @property
    def is_in_force(self) -> bool | None:
        """Tell whether the text was in force on the last day that it tells of; None where that cannot be known."""
        if self.until:
            return False
        return True if self.in_force and self.in_force <= max(self.dated, self.adopted, self.published) else None


def version_named(iri: str, labels: Labels) -> str:
    """Return the version that an IRI is of, in words; the IRI itself where it does not say that.

    >>> from codetool.render.templates import labels_for
    >>> version_named("/akn/be/act/code/us/2001-01-01/essai/fra@2001-06-07.avis", labels_for("fr"))
    'la version du 7 juin 2001 (avis)'
    """
    day = corrected_day(iri)
    if not day:
        return iri
    return labels["corrected_version"].format(date=day_named(day, variant_of(iri), labels))


def day_named(day: str, variant: str, labels: Labels) -> str:
    """Return the day of a version (yyyy-mm-dd) in words, with what tells it apart from others of that day.

    >>> from codetool.render.templates import labels_for
    >>> day_named("2001-06-07", "avis", labels_for("en")), day_named("2001-06-07", "", labels_for("en"))
    ('7 June 2001 (avis)', '7 June 2001')
    """
    named = labels.date(day)
    return f"{named} ({variant})" if named and variant else named


def corrected_day(iri: str) -> str:
    """Return the day of the version that an IRI is of, an empty string where it does not say one.

    >>> corrected_day("/akn/be/act/code/us/2001-01-01/essai/fra@2001-06-07.avis"), corrected_day("")
    ('2001-06-07', '')
    """
    try:
        return day_of(parse_iri(iri).version or "") if iri else ""
    except RequestError:
        return ""


def facts_of(expression: Expression, *, draft: bool) -> Facts:
    """Return the facts of an Expression; a draft has been neither adopted nor published, whatever else it says."""
    identity = expression.identification
    facts = Facts(
        work=identity.work.uri or identity.work.this,
        version=expression.iri,
        kind=expression.document.get("name") or expression.document.name,
        name=next((alias for alias in identity.work.aliases if _is_name(alias)), "") or expression.title,
        dated=day_of(identity.expression.date),
        country=identity.work.country.rstrip("/").rpartition("/")[2].lower(),
        corrects=corrected_iri(expression),
    )
    return facts if draft else _dated(facts, expression)


def _is_name(alias: str) -> bool:
    """Tell whether an alias is words to be read: publishers put addresses and numbers there too."""
    return " " in alias and "://" not in alias


def day_of(text: str) -> str:
    """Return the day that a date or a time begins with, an empty string where there is none.

    >>> day_of("2001-06-07T10:00:00"), day_of("2001")
    ('2001-06-07', '')
    """
    found = _DAY.match(text)
    return found[0] if found else ""


def _dated(facts: Facts, expression: Expression) -> Facts:
    named = next(
        (day_of(day) for day, name in expression.identification.work.dates if name.casefold() in _ADOPTIONS), ""
    )
    decided = _decided(expression)
    later = expression.document.get("contains") in _CONSOLIDATED
    return replace(
        facts,
        first_adopted=named or ("" if later else decided),
        adopted=decided or ("" if later else named),
        published=_published(expression),
        in_force=day_of(expression.lifecycle.in_force_from()),
        until=_until(expression),
        consolidates=_consolidated(expression) if later else (),
    )


def _decided(expression: Expression) -> str:
    """Return the day of the last step of the workflow whose outcome says that the text was adopted."""
    names = {f"#{found.eid}": found.get("showAs") for found in _references(expression)}
    steps = expression.lifecycle.steps
    adopted = (s for s in steps if _ADOPTED.search(f"{s.outcome} {names.get(s.outcome, '')}"))
    return max((day_of(step.date) for step in adopted), default="")


def _published(expression: Expression) -> str:
    """Return the day of `publication`, else that of a date of the version or the Work that is named for it."""
    publication = expression.meta.child("publication") if expression.meta else None
    if publication:
        return day_of(publication.get("date"))
    levels = (expression.identification.expression, expression.identification.work)
    dates = ((day, name.casefold()) for level in levels for day, name in level.dates)
    return next((day_of(day) for day, name in dates if "publi" in name), "")


def _until(expression: Expression) -> str:
    """Return the day on which the last period in force ends; empty where one of them is open."""
    lifecycle = expression.lifecycle
    days = {f"#{event.eid}": day_of(event.date) for event in lifecycle.events}
    ends = [days.get(period.end, "") for period in lifecycle.intervals if "force" in period.refers_to.lower()]
    return max(ends) if ends and all(ends) else ""


def _consolidated(expression: Expression) -> tuple[str, ...]:
    found = (r.get("href") for r in _references(expression) if r.name in {"original", "passiveRef"})
    return tuple(dict.fromkeys(href for href in found if href and href != expression.iri))


def _references(expression: Expression) -> tuple[Element, ...]:
    references = expression.document.find("meta", "references")
    return tuple(r for r in references.elements() if isinstance(r, Element)) if references else ()

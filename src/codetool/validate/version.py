"""One version among others: its path and what the rules over several versions ask of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from codetool.akn.places import Fault
from codetool.model.correction import CORRECTS, variant_order
from codetool.model.provision import UNITS
from codetool.model.text import own_text
from codetool.validate.survey import Place, Survey

_FILE = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:\.(?P<variant>[\w-]+))?\.(?P<language>(?!xml)[a-z]{3})(?:\.xml)?")


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version with its path, such as `work/2001-06-07.fra.xml`, and its survey."""

    path: str
    survey: Survey

    @property
    def folder(self) -> str:
        """Return the folder that the file lies in, an empty string where the path names none."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> re.Match[str] | None:
        """Return the parts of the file's name, None where it is not named as the store names files."""
        return _FILE.fullmatch(self.path.rpartition("/")[2])

    @cached_property
    def work(self) -> str:
        """Return the IRI of the Work, else the folder."""
        work = self.survey.identification.work
        return work.uri or work.this or self.folder

    @property
    def date(self) -> str:
        """Return the date of the Expression."""
        return self.survey.identification.expression.date

    @property
    def order(self) -> tuple[object, ...]:
        """Return what versions of one Work are ordered by: the date, then the variant, then the path."""
        return self.date, variant_order((self.name and self.name["variant"]) or ""), self.path

    @cached_property
    def corrects(self) -> str:
        """Return the IRI of the Expression that this one corrects, an empty string where it corrects none."""
        found = self.survey.places("TLCReference")
        return next((place.get("href") for place in found if place.get("name") == CORRECTS), "")

    @property
    def level(self) -> Place:
        """Return the place of the Expression's identification, else of the document."""
        return next(self.survey.places("FRBRExpression"), self.survey.document)

    @cached_property
    def articles(self) -> dict[str, Place]:
        """Return the articles by what tracks them over versions."""
        return {place.identity: place for place in self._units() if place.identity}

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return the text of each article, without its number, by what tracks it."""
        return {identity: own_text(self.survey.element(place)) for identity, place in self.articles.items()}

    @cached_property
    def identities(self) -> dict[str, str]:
        """Return what tracks each element that has an eId."""
        return {eid: place.identity for eid, place in self.survey.by_eid.items()}

    @cached_property
    def eids(self) -> dict[str, str]:
        """Return the eId of each element that is tracked."""
        return {identity: eid for eid, identity in self.identities.items()}

    @cached_property
    def links(self) -> list[tuple[str, Place]]:
        """Return the cross-references of the text itself, each with what tracks the element that it stands in."""
        found = self.survey.places("ref", "rref", "mref")
        own = (place for place in found if not place.quoted and place.get("href").startswith("#"))
        return [(_home(place), place) for place in own]

    def fault(self, code: str, **values: object) -> Fault:
        """Return a fault at the Expression's identification."""
        return self.level.fault(code, **values)

    def _units(self) -> Iterator[Place]:
        # As `model.provision.articles_of`: articles, else sections, else the lowest numbered containers.
        named = {place.name for place in self.survey.provisions}
        unit = next((unit for unit in UNITS if unit in named), "")
        if unit:
            return (place for place in self.survey.provisions if place.name == unit)
        numbered = [place for place in self.survey.provisions if self.survey.num(place)]
        parents = {above.at for place in numbered for above in place.ancestors()}
        return (place for place in numbered if place.at not in parents)


def _home(place: Place) -> str:
    return next((above.identity for above in place.ancestors() if above.identity), "")

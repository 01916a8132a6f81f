"""The recipe of an edition: which of the files that it carries is what, and what it was told besides them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from codetool.render.imprint import Link
from codetool.render.sealing import Sealing

FORMAT = "codetool-edition/1"
RECIPE_FILE = "edition.json"
"""The name under which a PDF carries its recipe."""

RECIPES_FILE = "settings/editions.json"
"""The name under which an archive keeps the recipes of the editions that carry nothing."""

SETTINGS = "settings/codetool.toml"
LOGO = "logo"
TEMPLATES = "templates"
"""What the settings call the logo (with an ending) and the folder of templates, which stand beside them."""


class Made(StrEnum):
    """What is made: the edition of a version, or the comparison of two."""

    EDITION = "edition"
    COMPARISON = "comparison"


class Form(StrEnum):
    """The forms that can be made again."""

    PDF = "pdf"
    HTML = "html"
    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A text of a comparison: its file, and what it is called."""

    file: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A version whose history is told: its file, its label and its day (yyyy-mm-dd)."""

    file: str
    label: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """A file of a reviewer's decisions, and the labels of the two versions; none in a comparison, which has but two."""

    file: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that an edition depends on besides the program, its libraries and its fonts; files are meant by their names.

    `source` is the text of an edition, `history` the versions up to it where its articles tell theirs, `sides` the old
    and the new text of a comparison. `settings` is a `codetool.toml`, with logo and templates where it says, and
    `beside` are the files of both. `pictures` are files by the `src` of the text. `program` is named on the page as the
    one that set it.
    """

    made: Made
    form: Form
    source: str = ""
    history: tuple[Earlier, ...] = ()
    sides: tuple[Side, ...] = ()
    matches: tuple[Matches, ...] = ()
    language: str = ""
    on_page: bool = True
    side_by_side: bool = False
    settings: str = ""
    beside: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    address: str = ""
    forms: tuple[Link, ...] = ()
    trail: tuple[Link, ...] = ()
    standing: str = ""
    instead: Link | None = None
    sealing: Sealing | None = None
    program: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of all files that it takes, each once, in order."""
        return tuple(sorted(set(self._named())))

    def _named(self) -> Iterator[str]:
        yield from (name for name in (self.source, self.settings, *self.beside) if name)
        yield from (one.file for one in self.history)
        yield from (one.file for one in self.sides)
        yield from (one.file for one in self.matches)
        yield from (name for _, name in self.pictures)

    def renamed(self, names: Mapping[str, str]) -> "Recipe":
        """Return the recipe for files that have other names; those that `names` does not have keep theirs.

        >>> Recipe(made=Made.EDITION, form=Form.TEXT, source="a.xml").renamed({"a.xml": "b.xml"}).source
        'b.xml'
        """

        def new(name: str) -> str:
            return names.get(name, name)

        return replace(
            self,
            source=new(self.source),
            settings=new(self.settings),
            beside=tuple(map(new, self.beside)),
            history=tuple(replace(one, file=new(one.file)) for one in self.history),
            sides=tuple(replace(one, file=new(one.file)) for one in self.sides),
            matches=tuple(replace(one, file=new(one.file)) for one in self.matches),
            pictures=tuple((source, new(name)) for source, name in self.pictures),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipes:
    """The recipes of several editions by their files' names, and the programs and libraries that made them."""

    made_with: tuple[str, ...] = ()
    editions: Mapping[str, Recipe]

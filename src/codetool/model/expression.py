"""An Expression: the text of a Work at one date in one language, whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from codetool.model.frbr import Identification, read_identification
from codetool.model.lifecycle import Lifecycle, read_lifecycle
from codetool.model.markup import Comment, Element, Instruction
from codetool.model.provision import Provision, articles_of, walk_provisions
from codetool.model.text import text_of

_NOTES = frozenset({"authorialNote"})
"""What a title or a status may call and does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A document as `akn.read_expression` gives it: nothing is lost, and what is asked of it is computed from `root`.

    `prolog` and `epilog` are the comments and instructions outside the root element.
    """

    root: Element
    prolog: tuple[Comment | Instruction, ...] = ()
    epilog: tuple[Comment | Instruction, ...] = ()

    @property
    def document(self) -> Element:
        """Return the element that says what the document is, such as act, bill or judgment."""
        return next((child for child in self.root.elements() if isinstance(child, Element)), self.root)

    @property
    def meta(self) -> Element | None:
        """Return the document's metadata."""
        return self.document.child("meta")

    @property
    def identification(self) -> Identification:
        """Return who the document is: Work, Expression, Manifestation."""
        return read_identification(self.document.find("meta", "identification"))

    @property
    def lifecycle(self) -> Lifecycle:
        """Return its events, periods and workflow steps."""
        return read_lifecycle(self.meta)

    @property
    def iri(self) -> str:
        """Return the Expression's IRI as the document gives it, an empty string where it does not."""
        level = self.identification.expression
        return level.uri or level.this

    @property
    def language(self) -> str:
        """Return the language as written, such as "fra"; publishers' addresses are cut to their last part."""
        return self.identification.expression.language.rstrip("/").rpartition("/")[2].lower()

    @property
    def title(self) -> str:
        """Return the title printed on the document, else the one that its Work is known by; empty where it has none."""
        return self.printed_title or self.document.get("title") or next(iter(self.identification.work.aliases), "")

    @property
    def printed_title(self) -> str:
        """Return the title that stands on the document's cover, an empty string where none does."""
        for block in ("preface", "coverPage", "preamble"):
            front = self.document.child(block)
            for name in ("docTitle", "longTitle", "shortTitle"):
                found = next((e for e in front.descendants() if e.name == name), None) if front else None
                if found and (text := text_of(found, without=_NOTES)):
                    return text
        return ""

    @property
    def status(self) -> str:
        """Return the text of the state printed on the document (docStatus), an empty string where there is none."""
        front = self.document.child("preface")
        found = next((e for e in front.descendants() if e.name == "docStatus"), None) if front else None
        return text_of(found, without=_NOTES) if found else ""

    @property
    def is_draft(self) -> bool:
        """Tell whether the Expression is not authoritative: a draft."""
        return not self.identification.expression.authoritative

    @property
    def says_draft(self) -> bool:
        """Tell whether the Expression says that it is a draft: it is not authoritative, and says so or has a status.

        Official publishers often leave FRBRauthoritative out; that alone makes no draft.
        """
        level = self.document.find("meta", "identification", "FRBRExpression", "FRBRauthoritative")
        return self.is_draft and ((level is not None and level.get("value") == "false") or bool(self.status))

    def provisions(self) -> Iterator[Provision]:
        """Yield the provisions in document order."""
        return walk_provisions(self.root)

    def articles(self) -> tuple[Provision, ...]:
        """Return the units of comparison in document order."""
        return articles_of(tuple(self.provisions()))

"""What a PDF says about itself: its identifier, statements for machines, and the files that it carries."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256

from codetool.akn.write import digest_of
from codetool.model.expression import Expression
from codetool.model.frbr import variant_of

SOURCE_TYPE = "application/akn+xml"


class Relation(Enum):
    """What a file is to the PDF that carries it (ISO 19005-3, annex E)."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A property of the file's metadata: its name, what it means (in English, as XMP asks), and its values.

    Several values make a list, also where there is only one of them but `many` is set.
    """

    name: str
    meaning: str
    values: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that the PDF was made from and carries; `date` is yyyy-mm-dd, that of the text in it."""

    name: str
    content: bytes
    date: str = ""
    meaning: str = ""
    media_type: str = SOURCE_TYPE
    relation: Relation = Relation.SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What goes into a PDF besides its pages; `digest` (hexadecimal) becomes its identifier."""

    digest: str
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()


def record_of(expression: Expression, source: bytes) -> Record:
    """Return the record of an edition that carries nothing; without a source, its digest is of the canonical XML."""
    digest = sha256(source).hexdigest() if source else digest_of(expression)
    return Record(digest=digest, statements=statements_of(expression, digest))


def carrying(record: Record, sources: tuple[Source, ...], recipe: str) -> Record:
    """Return the record of a file that carries others; `recipe` is the digest of that which says what each is.

    It is stated, so that a recipe that was taken out is missed.
    """
    stated = Statement(
        name=RECIPE_DIGEST, meaning="SHA-256 of edition.json, by which it is made again", values=(recipe,)
    )
    return replace(record, statements=(*record.statements, stated), sources=sources)


RECIPE_DIGEST = "recipeDigest"


def date_of(expression: Expression) -> str:
    """Return the date of the version, yyyy-mm-dd, empty where it says none."""
    return expression.identification.expression.date


def source_name(expression: Expression) -> str:
    """Return the name under which a version's source is attached, such as "2001-06-07.avis.fra.xml"."""
    said = (date_of(expression), variant_of(expression.iri), expression.language)
    parts = [part for part in map(spelt, said) if part]
    return ".".join([*parts, "xml"]) if parts else "source.xml"


def spelt(text: str) -> str:
    """Return a text as part of a file's name on every system.

    >>> spelt("2001-06-07T10:00:00"), spelt("../plan de la salle.png")
    ('2001-06-07T10-00-00', 'plan-de-la-salle.png')
    """
    return re.sub(r"[^\w.-]+", "-", text).strip(".-")[-_LONGEST:]


_LONGEST = 60
"""Characters of a name that are kept."""


def statements_of(expression: Expression, digest: str) -> tuple[Statement, ...]:
    """Return what an edition says of its text: which Work and Expression, date, status, digest."""
    work = expression.identification.work
    said = (
        ("work", "IRI of the Work (FRBR)", work.uri or work.this),
        ("expression", "IRI of the Expression (FRBR)", expression.iri),
        ("versionDate", "Date of the version", date_of(expression)),
        ("status", "Status of the version, as its text says it", expression.status),
        ("sourceDigest", "SHA-256 of the Akoma Ntoso source", digest),
    )
    return tuple(Statement(name=name, meaning=meaning, values=(value,)) for name, meaning, value in said if value)

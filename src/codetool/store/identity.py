"""Whether an identity can be: slugs, countries and languages that an IRI and an id can hold, and that agree."""

import re
import unicodedata
from collections.abc import Mapping

import pycountry

from codetool.errors import RequestError
from codetool.model.frbr import parse_iri
from codetool.names import is_work_folder

_UNIONS = frozenset({"eu", "un"})
"""Reserved in ISO 3166-1, not listed in it; the Union's own texts are marked so."""
_IDS = frozenset({"original", "author", "draft", "adoption", "adopted"})
"""Ids that the metadata of an import has beside the author's."""


def check_identity(known: Mapping[str, str], inherited: Mapping[str, str]) -> None:
    """Raise RequestError where a part of the identity cannot stand in a file's name, an id or an IRI.

    `known` has the fields of an ImportRequest, `inherited` those that the Work has already.
    """
    _check_language(known["language"])
    for slug in filter(None, (known["work"], known.get("variant"))):
        _check_slug(slug)
    _check_folder(known["work"])
    _check_variant(known.get("variant", ""))
    _check_country(known["country"])
    if known["author"] != inherited.get("author"):  # an id that a document has already can stand in another
        _check_author(known["author"])
    _check_title(known["title"])
    parse_iri(known["iri"])


def check_name(variant: str) -> None:
    """Raise RequestError where a variant cannot stand in a file's name, or would be read as a language."""
    if variant:
        _check_slug(variant)
    _check_variant(variant)


def check_words(text: str, option: str) -> None:
    """Raise RequestError where a text that is given as an option holds a sign that XML has no way to write."""
    if odd := _odd_in(text):
        raise RequestError(
            "{option} holds the character {char}, which no text has",
            "Write it without.",
            option=option, char=f"U+{ord(odd):04X}",
        )  # fmt: skip


def _check_title(title: str) -> None:
    if odd := _odd_in(title):
        raise RequestError(
            "the title holds the character {char}, which no title has",
            "Write --title without it.",
            char=f"U+{ord(odd):04X}",
        )


def _odd_in(text: str) -> str:
    # Control characters, lone surrogates and U+FFFE: XML has no way to write most of them.
    return next((sign for sign in text if unicodedata.category(sign) in {"Cc", "Cs", "Cn"}), "")


def _check_language(language: str) -> None:
    if not re.fullmatch("[a-z]{3}", language) or not pycountry.languages.get(alpha_3=language):
        raise RequestError(
            "'{language}' is no language in three letters",
            "Write --lang as fra, nld, deu or eng.",
            language=language,
        )


def _check_slug(slug: str) -> None:
    if not slug.replace("-", "").replace("_", "").isalnum() or slug.startswith("-"):
        raise RequestError(
            "'{slug}' is no name for a folder",
            "Write --work and --variant with letters, digits and hyphens.",
            slug=slug,
        )


def _check_folder(work: str) -> None:
    if not is_work_folder(work):
        raise RequestError(
            "'{work}' is kept for other things: by codetool beside the texts of each work, or by a system",
            "Write another name for --work.",
            work=work,
        )


def _check_variant(variant: str) -> None:
    # DATE.fra would name the variant in every language, or the French text without a variant.
    if re.fullmatch("[a-z]{3}", variant):
        raise RequestError(
            "the variant '{variant}' would be read as a language",
            "Write --variant with more letters than three, or with a digit.",
            variant=variant,
        )


def _check_country(country: str) -> None:
    code = re.match("[a-z]{2}(?=$|-)", country)  # a region may follow in a Work that was not imported: be-wal
    if not code or not (code[0] in _UNIONS or pycountry.countries.get(alpha_2=code[0].upper())):
        raise RequestError(
            "'{country}' is no country in two letters", "Write --country as be, fr, lu or nl.", country=country
        )


def _check_author(author: str) -> None:
    if not author.replace("-", "").isalnum() or not author[0].isalpha():  # in an IRI a figure reads as a date
        raise RequestError(
            "'{author}' is no short id of an author",
            "Write --author with letters, digits and hyphens, a letter first, such as fewasc.",
            author=author,
        )
    if author in _IDS:
        raise RequestError(
            "'{author}' is an id that every version uses for something else",
            "Write --author otherwise, such as fewasc.",
            author=author,
        )


def check_same_identity(given: Mapping[str, str], inherited: Mapping[str, str], work: str) -> None:
    """Raise RequestError where what was given contradicts the IRI that the Work has already."""
    if "iri" not in inherited:
        return
    iri = parse_iri(inherited["iri"])
    if given.get("country", iri.country) != iri.country:
        raise RequestError(
            "the work {work} has the IRI {iri}; its country is {country}",
            "Leave --country out, or name another --work.",
            work=work,
            iri=iri,
            country=iri.country,
        )
    author = inherited.get("author", "")
    if author in iri.qualifiers and given.get("author", author) != author:
        raise RequestError(
            "the work {work} has the IRI {iri}; its author is {author}",
            "Leave --author out, or name another --work.",
            work=work,
            iri=iri,
            author=author,
        )

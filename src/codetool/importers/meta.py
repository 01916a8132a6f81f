"""The metadata of a new document: who it is, where it stands in its life, what its ids refer to (Part 1, meta)."""

from collections.abc import Iterable, Mapping, Sequence

from codetool.importers.build import element
from codetool.importers.request import ImportRequest
from codetool.model.markup import Element

_MAIN = "main"
_STATES = {True: "draft", False: "adoption"}
"""The step of the workflow that a draft and an adopted text stand at."""
_SHOWN = {
    # What a reader sees for the entries of the references, in the language of the text.
    "fra": {
        "author": "Auteur", "draft": "Projet", "adoption": "Adoption", "adopted": "Adopté",
        "adopted_draft": "Projet adopté", "publication": "Publication", "in_force": "En vigueur",
        "correction": "Correction", "corrected": "Version corrigée",
    },
    "nld": {
        "author": "Auteur", "draft": "Ontwerp", "adoption": "Goedkeuring", "adopted": "Goedgekeurd",
        "adopted_draft": "Goedgekeurd ontwerp", "publication": "Bekendmaking", "in_force": "In werking",
        "correction": "Verbetering", "corrected": "Verbeterde versie",
    },
    "deu": {
        "author": "Verfasser", "draft": "Entwurf", "adoption": "Annahme", "adopted": "Angenommen",
        "adopted_draft": "Angenommener Entwurf", "publication": "Veröffentlichung", "in_force": "In Kraft",
        "correction": "Berichtigung", "corrected": "Berichtigte Fassung",
    },
    "eng": {
        "author": "Author", "draft": "Draft", "adoption": "Adoption", "adopted": "Adopted",
        "adopted_draft": "Adopted draft", "publication": "Publication", "in_force": "In force",
        "correction": "Correction", "corrected": "Corrected version",
    },
}  # fmt: skip
ONTOLOGY = "/akn/ontology"
"""What the IRIs of people, roles, events and concepts begin with."""


def shown_words(language: str) -> Mapping[str, str]:
    """Return what a reader sees for the entries of the references in a language, the English words for any other.

    >>> shown_words("fra")["adopted"], shown_words("isl")["adopted"]
    ('Adopté', 'Adopted')
    """
    return _SHOWN.get(language, _SHOWN["eng"])


def build_meta(
    request: ImportRequest, mark: str = "", named: Iterable[Element] = (), remarks: Sequence[Element] = ()
) -> Element:
    """Return the `meta` of a document.

    `mark` is the draft mark of its cover, `named` are the references of its text, `remarks` the comments on it.
    """
    source = f"#{request.author}"
    return element(
        "meta",
        _identification(request, mark, source),
        _lifecycle(request, source),
        _workflow(request, source),
        _references(request, source, named),
        *([element("notes", *remarks, source=source)] if remarks else []),
    )


def component_meta(request: ImportRequest, component: str) -> Element:
    """Return the `meta` of a part that is a document of its own, such as an annex (NC 4.7).

    `component` is its name in IRIs, such as `annexe_1`.
    """
    return element("meta", _identification(request, "", f"#{request.author}", component))


def expression_iri(request: ImportRequest) -> str:
    """Return the IRI of the Expression (NC 4.6); a variant is part of its version."""
    variant = f".{request.variant}" if request.variant else ""
    return f"{request.iri}/{request.language}@{request.date}{variant}"


def _identification(request: ImportRequest, mark: str, source: str, component: str = _MAIN) -> Element:
    work, expression = request.iri, expression_iri(request)
    author = element("FRBRauthor", href=source, as_="#author")
    number = request.variant or mark or (request.date if request.is_draft else "")
    return element(
        "identification",
        element(
            "FRBRWork",
            element("FRBRthis", value=f"{work}/!{component}"),
            element("FRBRuri", value=work),
            *([element("FRBRalias", value=request.title, name="title")] if component == _MAIN else []),
            element("FRBRdate", date=_work_date(request), name="generation"),
            author,
            element("FRBRcountry", value=request.country),
            element("FRBRsubtype", value="code"),
            *_work_name(request),
        ),
        element(
            "FRBRExpression",
            element("FRBRthis", value=f"{expression}/!{component}"),
            element("FRBRuri", value=expression),
            element("FRBRdate", date=request.date, name=_STATES[request.is_draft]),
            author,
            *([element("FRBRversionNumber", value=number)] if number else []),
            element("FRBRauthoritative", value="false" if request.is_draft else "true"),
            element("FRBRlanguage", language=request.language),
        ),
        element(
            "FRBRManifestation",
            element("FRBRthis", value=f"{expression}/!{component}.xml"),
            element("FRBRuri", value=f"{expression}.akn"),
            element("FRBRdate", date=request.date, name=_STATES[request.is_draft]),
            author,
        ),
        source=source,
    )


def _work_date(request: ImportRequest) -> str:
    """Return the date in the Work's IRI where it is a whole day, else the Expression's."""
    parts = (
        part for part in request.iri.split("/") if len(part) == len("2001-06-07") and part[4:5] == part[7:8] == "-"
    )
    return next(parts, request.date)


def _work_name(request: ImportRequest) -> list[Element]:
    name = request.iri.rpartition("/")[2]
    return [element("FRBRname", value=name)] if not name[:1].isdigit() else []


def _lifecycle(request: ImportRequest, source: str) -> Element:
    event = element("eventRef", eId="eref_1", date=request.date, source="#original", type="generation")
    return element("lifecycle", event, source=source)


def _workflow(request: ImportRequest, source: str) -> Element:
    step = _STATES[request.is_draft]
    outcome = "" if request.is_draft else "#adopted"
    stood = element(
        "step", eId="step_1", date=request.date, by=source, as_="#author", refersTo=f"#{step}", outcome=outcome
    )
    return element("workflow", stood, source=source)


def _references(request: ImportRequest, source: str, named: Iterable[Element]) -> Element:
    step = _STATES[request.is_draft]
    shown, ontology = shown_words(request.language), ONTOLOGY
    children = [
        element("original", eId="original", href=expression_iri(request), showAs=request.title),
        element(
            "TLCOrganization", eId=request.author, href=f"{ontology}/organization/{request.country}/{request.author}",
            showAs=request.author_name, shortForm=request.author_short,
        ),
        element("TLCRole", eId="author", href=f"{ontology}/role/author", showAs=shown["author"]),
        element("TLCEvent", eId=step, href=f"{ontology}/event/{step}", showAs=shown[step]),
    ]  # fmt: skip
    if not request.is_draft:
        children.append(
            element("TLCConcept", eId="adopted", href=f"{ontology}/concept/adopted", showAs=shown["adopted"])
        )
    return element("references", *children, *named, source=source)

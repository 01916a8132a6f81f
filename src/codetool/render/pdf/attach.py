"""Files inside the PDF, with their relationship to it (ISO 19005-3, annex E)."""

from hashlib import md5
from typing import Any

import pydyf

from codetool.render.pdf.record import Source


def attach_sources(pdf: pydyf.PDF, sources: tuple[Source, ...]) -> None:
    """Put files into a PDF as the sources that it was made from: for readers in the list of attachments, once in /AF.

    WeasyPrint would attach them too, but lists them twice and dates them by the clock.
    """
    if not sources:
        return
    named: list[tuple[str, bytes]] = []
    references = pydyf.Array()
    for source in sources:
        specification = _specification(pdf, source)
        named.append((source.name, specification.reference))
        references.append(specification.reference)
    names = pydyf.Array()
    for name, reference in sorted(named):  # readers look for a name in them by halves (ISO 32000-1, 7.9.6)
        names.extend((pydyf.String(name), reference))
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = references


def _specification(pdf: pydyf.PDF, source: Source) -> pydyf.Dictionary:
    stream = pydyf.Stream([source.content], _about_file(source), compress=True)
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(source.name),
            "UF": pydyf.String(source.name),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(source.meaning or source.name),
            "AFRelationship": f"/{source.relation.value}",
        }
    )
    pdf.add_object(specification)
    return specification


def _about_file(source: Source) -> pydyf.Dictionary:
    facts: dict[str, Any] = {
        "Size": len(source.content),
        "CheckSum": f"<{md5(source.content, usedforsecurity=False).hexdigest()}>",
    }
    if source.date:
        facts["ModDate"] = pydyf.String(f"D:{source.date.replace('-', '')}000000Z")
    subtype = source.media_type.replace("/", "#2f")
    return pydyf.Dictionary({"Type": "/EmbeddedFile", "Subtype": f"/{subtype}", "Params": pydyf.Dictionary(facts)})

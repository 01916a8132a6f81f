"""codetool compares, checks and publishes versions of a code stored as Akoma Ntoso XML.

The names below are the library; everything else may change. They are loaded when they are first used.

>>> import codetool
>>> old = b'''<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><body>
...   <article eId="art_1"><num>1.</num><content><p>L'assistant peut agir.</p></content></article>
... </body></act></akomaNtoso>'''
>>> new = old.replace(b"peut", b"doit")
>>> changes = codetool.compare(codetool.read_expression(old), codetool.read_expression(new))
>>> [(segment.op.value, segment.text) for segment in changes.articles[0].segments]
[('equal', "L'assistant "), ('delete', 'peut'), ('insert', 'doit'), ('equal', ' agir.')]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codetool.akn.read import read_expression
    from codetool.akn.write import write_expression
    from codetool.diff import ChangeSet, compare
    from codetool.errors import CodetoolError
    from codetool.findings import Finding
    from codetool.importers import import_source
    from codetool.model.expression import Expression
    from codetool.render import render_html, render_pdf
    from codetool.validate import check_source

__version__ = "0.1.0"

__all__ = [
    "ChangeSet",
    "CodetoolError",
    "Expression",
    "Finding",
    "check_source",
    "compare",
    "import_source",
    "read_expression",
    "render_html",
    "render_pdf",
    "write_expression",
]

_HOMES = {
    "ChangeSet": "diff",
    "CodetoolError": "errors",
    "Expression": "model.expression",
    "Finding": "findings",
    "check_source": "validate",
    "compare": "diff",
    "import_source": "importers",
    "read_expression": "akn.read",
    "render_html": "render",
    "render_pdf": "render",
    "write_expression": "akn.write",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Return a public name from the room that it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

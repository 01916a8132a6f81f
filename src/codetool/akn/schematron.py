"""A user's own rules in ISO Schematron (XSLT 1): compiled once, run over documents, told as findings.

The rules read the document that they check and nothing else: no other file, no network, no DOCTYPE.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, isoschematron

from codetool.akn.parser import _ElementTree, _LxmlElement, parse_akn, parse_xml
from codetool.errors import SourceError
from codetool.findings import Finding, Severity, finding_codes
from codetool.model.text import fold_space

UNNAMED = "schematron"
"""The code of a rule without an id."""

_SCH = f"{{{isoschematron.SCHEMATRON_NS}}}"
_SVRL = f"{{{isoschematron.SVRL_NS}}}"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PATHS = "schematron-get-full-path"
_FOREIGN = frozenset({f"{_SCH}include", f"{_XSL}include", f"{_XSL}import"})
_BINDINGS = frozenset({"", "xslt", "xslt1", "exslt", "xpath"})
_NAMES = (
    # An element, its attribute that names others by their id, and what these are.
    ("pattern", "is-a", "pattern"), ("extends", "rule", "rule"), ("active", "pattern", "pattern"),
    ("schema", "defaultPhase", "phase"), ("assert", "diagnostics", "diagnostic"),
    ("report", "diagnostics", "diagnostic"),
)  # fmt: skip
_MOST_TAKEN = 10_000
_MOST_NESTED = 100
"""Rules that one takes in, with those that these take in; and how many times in turn."""
_ALWAYS = frozenset({("defaultPhase", "#ALL")})
_EXPRESSIONS = ("test", "context", "value", "select", "path", "match", "use")
_ROLES = {
    "fatal": Severity.ERROR, "error": Severity.ERROR, "warning": Severity.WARNING, "warn": Severity.WARNING,
    "information": Severity.NOTE, "info": Severity.NOTE, "note": Severity.NOTE, "hint": Severity.NOTE,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding(Finding):
    """A finding of a user's rule: its text, and its diagnostics as remedy, are those of the rule."""

    text: str
    diagnostics: str = ""

    @property
    def clause(self) -> str:
        """Return an empty string: a rule of a user's own is no clause of the standard."""
        return ""

    def told(self, language: str, translate: Callable[[str], str] = str) -> str:  # noqa: ARG002 - a rule speaks as its author
        """Return the rule's own text."""
        return self.text

    def remedied(self, language: str) -> str:  # noqa: ARG002 - as above
        """Return the rule's diagnostics, an empty string where it has none."""
        return self.diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one file, ready to run; `place` is how messages name the file."""

    place: str
    transform: Any


def load_rules(source: bytes, place: str = "") -> Rules:
    """Return the rules of an ISO Schematron file; raise SourceError, with the line, where it is none or cannot run.

    >>> load_rules(b"<schema/>", "own.sch")
    Traceback (most recent call last):
        ...
    codetool.errors.SourceError: own.sch: this is no ISO Schematron (root element schema, namespace none). Write the \
rules in the namespace http://purl.oclc.org/dsdl/schematron.
    """
    tree = parse_xml(source, place)
    _check_kind(tree.getroot(), place)
    _check_sources(tree, place)
    _check_names(tree, place)
    _check_extensions(tree, place)
    _say_in_full(tree)
    _check_form(tree, place)
    _check_expressions(tree, place)
    try:
        compiled = _with_paths(isoschematron.iso_svrl_for_xslt1(isoschematron.iso_abstract_expand(tree)))
        transform = etree.XSLT(compiled, access_control=etree.XSLTAccessControl.DENY_ALL)
    except etree.XSLTError as error:
        raise SourceError(
            "these rules cannot be made to run", "Check their patterns, keys and lets one by one.", place=place
        ) from error
    return Rules(place=place, transform=transform)


def _with_paths(compiled: Any) -> Any:  # noqa: ANN401 - the tree that an XSLT gives
    """Return compiled rules that tell the whole path of an attribute (as they come, only its name) and keep blanks.

    XSLT drops a blank that stands alone between two values, unless it is told to preserve it.
    """
    for said in compiled.getroot().iter(f"{_SVRL}text", f"{_SVRL}diagnostic-reference"):
        said.set(_SPACE, "preserve")
    for template in compiled.getroot().iterchildren(f"{_XSL}template"):
        if template.get("match") == "@*" and template.get("mode") == _PATHS:
            template.insert(0, template.makeelement(f"{_XSL}apply-templates", {"select": "parent::*", "mode": _PATHS}))
    return compiled


def _check_kind(root: _LxmlElement, place: str) -> None:
    name = etree.QName(root)
    if root.tag != f"{_SCH}schema":
        raise SourceError(
            "this is no ISO Schematron (root element {name}, namespace {namespace})",
            "Write the rules in the namespace {schematron}.",
            place=place,
            name=name.localname,
            namespace=name.namespace or "none",
            schematron=isoschematron.SCHEMATRON_NS,
        )
    binding = root.get("queryBinding", "")
    if binding.lower() not in _BINDINGS:
        raise SourceError(
            "these rules are written for {binding}",
            "Write them for XSLT 1: leave queryBinding out.",
            place=place,
            binding=binding,
        )


def _check_sources(tree: _ElementTree, place: str) -> None:
    for element in tree.iter("*"):
        if element.tag in _FOREIGN or (element.tag == f"{_SCH}extends" and element.get("href")):
            raise SourceError(
                "line {line}: these rules take in another file",
                "Put all rules into one file.",
                place=place,
                line=element.sourceline,
            )


def _check_names(tree: _ElementTree, place: str) -> None:
    for tag, attribute, named in _NAMES:
        known = {one.get("id") for one in tree.iter(f"{_SCH}{named}")}
        for element in tree.iter(f"{_SCH}{tag}"):
            for name in element.get(attribute, "").split():
                if name not in known and (attribute, name) not in _ALWAYS:
                    raise SourceError(
                        "line {line}: {attribute} names {name}, and there is no {named} with this id",
                        "Correct the name, or write what it names.",
                        place=place,
                        line=element.sourceline,
                        attribute=attribute,
                        name=name,
                        named=named,
                    )


def _check_extensions(tree: _ElementTree, place: str) -> None:
    """Raise SourceError where rules that take in others, which take in others, come to more than can be run."""
    taken: dict[str, list[str]] = {
        str(rule.get("id")): [str(one.get("rule")) for one in rule.iter(f"{_SCH}extends")]
        for rule in tree.iter(f"{_SCH}rule")
        if rule.get("id")
    }
    known: dict[str, int] = {}

    def size(name: str, above: tuple[str, ...] = ()) -> int:
        if name in above or len(above) > _MOST_NESTED:
            return _MOST_TAKEN + 1
        if name not in known:
            known[name] = 1 + sum(size(one, (*above, name)) for one in taken.get(name, ()))
        return known[name]

    for element in tree.iter(f"{_SCH}extends"):
        if size(str(element.get("rule"))) > _MOST_TAKEN:
            raise SourceError(
                "line {line}: the rules that this one takes in take in others without end",
                "Write rules that take in a few others only.",
                place=place,
                line=element.sourceline,
            )


def _say_in_full(tree: _ElementTree) -> None:
    """Write out what the standard lets go without saying, and the stylesheets of lxml do not understand."""
    root = tree.getroot()
    if root.get("defaultPhase") == "#ALL":
        del root.attrib["defaultPhase"]
    for at, pattern in enumerate(tree.iter(f"{_SCH}pattern")):
        if pattern.get("is-a") and not pattern.get("id"):
            pattern.set("id", f"pattern-of-no-name-{at}")


def _check_form(tree: _ElementTree, place: str) -> None:
    if not isoschematron.schematron_schema_valid_supported:
        return  # the grammar is not with every lxml; what compiles can run
    grammar = isoschematron.schematron_schema_valid
    if not grammar(tree):
        raise SourceError(
            "line {line}: ISO Schematron is not written so",
            "Compare the place with akn/example.sch.",
            place=place,
            # A name that points nowhere is told without a line.
            line=next((error.line for error in grammar.error_log if error.line), 1),
        )


def _check_expressions(tree: _ElementTree, place: str) -> None:
    for element in tree.iter("*"):
        for name in _EXPRESSIONS if str(element.tag).startswith((_SCH, _XSL)) else ():
            expression = element.get(name)
            if expression is not None and not _is_xpath(expression):
                raise SourceError(
                    "line {line}: '{expression}' is no expression of XPath 1.0",
                    "Correct it, or ask someone who writes XPath.",
                    place=place,
                    line=element.sourceline,
                    expression=fold_space(expression),
                )


def _is_xpath(expression: str) -> bool:
    try:
        etree.XPath(expression)
    except etree.XPathSyntaxError:
        return False
    # libxml2 takes a call that is not closed for a call without arguments.
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", expression)
    return bare.count("(") == bare.count(")")


def check_rules(source: bytes, rules: Rules, place: str = "") -> Iterator[Finding]:
    """Yield what the rules find in an Akoma Ntoso document, in its order; each is placed in the file `place`.

    Raises SourceError where the source is no Akoma Ntoso, or where a rule cannot run over it.
    """
    tree = parse_akn(source, place)
    try:
        report = rules.transform(tree)
    except etree.XSLTError as error:
        raise SourceError(
            "the rules of {rules} stopped: {reason}",
            "Correct them: a prefix without ns, a function or variable that is not there, a file that may not be read.",
            place=place,
            rules=rules.place,
            reason=re.sub(r"[^:]*: (?=read rights)| for \S+", "", str(error)).rstrip("."),
        ) from error
    role = ""
    for told in report.getroot().iterchildren("*"):
        if told.tag == f"{_SVRL}fired-rule":
            role = told.get("role", "")
        elif told.tag in (f"{_SVRL}failed-assert", f"{_SVRL}successful-report"):
            yield _finding(told, role, tree).in_file(place)


def _finding(told: _LxmlElement, role: str, tree: _ElementTree) -> Finding:
    element = _element_at(tree, told.get("location", ""))
    severity = _ROLES.get((told.get("role") or role).lower(), Severity.ERROR)
    return RuleFinding(
        code=_code(told.get("id", "")),
        severity=severity,
        eid=_eid_of(element),
        line=(element.sourceline or 0) if element is not None else 0,
        text=_text(told, "text").rstrip("."),
        diagnostics=_text(told, "diagnostic-reference"),
    )


def _code(given: str) -> str:
    # A rule may bear the name of one of ours; nobody should take it for that.
    return f"{UNNAMED}-{given}" if given in finding_codes() else given or UNNAMED


def _text(told: _LxmlElement, name: str) -> str:
    found = ("".join(str(text) for text in part.itertext()) for part in told.iterchildren(f"{_SVRL}{name}"))
    return " ".join(text for text in map(fold_space, found) if text)


def _element_at(tree: _ElementTree, location: str) -> _LxmlElement | None:
    """Return the element at the place, that which holds the attribute where it is one."""
    found: Any = tree.xpath(location.partition("/@")[0]) if location else []
    return found[0] if isinstance(found, list) and found and isinstance(found[0], _LxmlElement) else None


def _eid_of(element: _LxmlElement | None) -> str:
    while element is not None:
        if eid := element.get("eId"):
            return str(eid)
        element = element.getparent()
    return ""

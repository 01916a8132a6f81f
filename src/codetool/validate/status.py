"""What state the text is in, said three times: on its face, in its identification, in its workflow."""

import re
from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.validate.survey import Place, Survey

_DRAFT = re.compile(
    r"\b(?:avant-)?(?:projet|draft|proposal|proposition|ontwerp|voorstel|entwurf|vorentwurf)\b", re.IGNORECASE
)
_ADOPTED = re.compile(
    r"adopt|approuv|approv|promulg|enact|aangenomen|vastgesteld|angenommen|beschlossen", re.IGNORECASE
)
_REFUSED = re.compile(r"reje[ct]|refus|ajourn|postpon|verworpen|afgewezen|abgelehnt", re.IGNORECASE)


def check_status(found: Survey) -> Iterator[Fault]:
    """Yield states that contradict each other: a draft that is authoritative, an adopted text that is not."""
    level = found.expression_level
    if level is None or found.child(level, "FRBRauthoritative") is None:
        return
    adopted = _adoptions(found)
    if not found.is_draft and _DRAFT.search(found.status):
        yield level.fault("status-conflict", said="true", other="docStatus", value=found.status)
    elif found.is_draft and _ADOPTED.search(found.status) and not _DRAFT.search(found.status):
        yield level.fault("status-conflict", said="false", other="docStatus", value=found.status)
    elif found.is_draft and adopted:
        yield level.fault("status-conflict", said="false", other="step", value=adopted[0].get("outcome"))


def check_draft(found: Survey) -> Iterator[Fault]:
    """Yield what a draft of our profile does not say: its state on its face, its number."""
    level = found.expression_level
    if not found.is_ours or level is None or not found.is_draft:
        return
    if not found.status:
        yield level.fault("status-missing")
    if not found.identification.expression.version_number:
        yield level.fault("version-number-missing")


def check_adopted(found: Survey) -> Iterator[Fault]:
    """Yield what an adopted text of our profile does not say: its decision, its making, its publication."""
    level = found.expression_level
    if not found.is_ours or level is None or found.is_draft:
        return
    if not any(step.get("outcome") and not _REFUSED.search(_outcome(found, step)) for step in found.places("step")):
        yield level.fault("adoption-missing")
    if not any(event.get("type") == "generation" for event in found.places("eventRef")):
        yield level.fault("generation-missing")
    if not any(True for _ in found.places("publication")):
        yield level.fault("publication-missing")


RULES = (check_status, check_draft, check_adopted)


def _adoptions(found: Survey) -> list[Place]:
    """Return the steps with an outcome that says adoption, by its id or by the name it stands for."""
    return [step for step in found.places("step") if _ADOPTED.search(_outcome(found, step))]


def _outcome(found: Survey, step: Place) -> str:
    outcome = step.get("outcome")
    target = found.target(outcome)
    return " ".join((outcome, target.get("href"), target.get("showAs"))) if target else outcome

"""Why a change weighs what it weighs, in a line of the reader's language: "permission → obligation: “may” → “must”"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codetool.diff.changes import Effect, Ground, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """An effect as it is printed: its weight and ground in words, and the whole reason in one line."""

    effect: Effect
    weight: str
    ground: str
    text: str

    @property
    def is_telling(self) -> bool:
        """Tell whether the reason is worth a line of its own beside the text: it says more than that words changed."""
        return self.effect.weight in {Weight.HIGH, Weight.MEDIUM} and self.effect.ground is not Ground.PROVISION


def reason_text(effect: Effect, labels: Mapping[str, str]) -> str:
    """Return the reason of an effect in one line.

    >>> from codetool.diff.changes import Ground
    >>> from codetool.render.redline_view import redline_labels
    >>> effect = Effect(
    ...     ground=Ground.OBLIGATION, was=Ground.PERMISSION, weight=Weight.HIGH, old="peut", new="doit"
    ... )
    >>> reason_text(effect, redline_labels("fr"))
    'permission → obligation : « peut » → « doit »'
    """
    was = labels[f"ground_{effect.was}"] if effect.was else ""
    return labels[f"effect_{_how(effect)}"].format(
        ground=labels[f"ground_{effect.ground}"], was=was, old=effect.old, new=effect.new
    )


def _how(effect: Effect) -> str:
    """Return which label tells the effect: something became, changed, came, went, or is named on both sides alike."""
    if effect.was and effect.old and effect.new:
        return "became"
    if not effect.old:
        return "gained"
    if not effect.new:
        return "lost"
    return "kept" if effect.old == effect.new else "changed"


def reasons_of(effects: Iterable[Effect], labels: Mapping[str, str]) -> tuple[Reason, ...]:
    """Return effects as they are printed, in their order."""
    return tuple(
        Reason(
            effect=effect,
            weight=labels[f"weight_{effect.weight}"],
            ground=labels[f"ground_{effect.ground}"],
            text=reason_text(effect, labels),
        )
        for effect in effects
    )

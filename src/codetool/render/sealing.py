"""Who sealed an edition, and when: what is printed of it on the page, so that a reader need not know of signatures."""

from collections.abc import Iterator
from dataclasses import dataclass

from codetool.render.templates import Labels
from codetool.render.typography import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """A sealing as its editions tell it.

    `day` is yyyy-mm-dd, `label` that of the sealed version ("2001-06-07.fra"). `signer` and `organisation` are those of
    the certificate's subject, empty where nothing is signed. `stamped` says that a time stamp is added, `signature`
    names the file that holds the signature where that is another one, `corrects` the version that this one corrects.
    """

    day: str
    label: str = ""
    signer: str = ""
    organisation: str = ""
    stamped: bool = False
    signature: str = ""
    corrects: str = ""

    @property
    def is_signed(self) -> bool:
        """Tell whether somebody signs."""
        return bool(self.signer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The lines of a sealing: a heading, one sentence, and facts, each a label, its value, and whether it is copied."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str, bool], ...]


def told_sealing(sealing: Sealing | None, labels: Labels) -> Seal | None:
    """Return a sealing in words, None where there is none.

    >>> from codetool.render.templates import labels_for
    >>> " ".join(told_sealing(Sealing(day="2026-11-26"), labels_for("en")).sentence.split())
    'Sealed on 26 November 2026 without an electronic signature.'
    """
    if sealing is None:
        return None
    return Seal(
        title=labels["seal_signed" if sealing.is_signed else "seal"],
        sentence=plain(_sentence(sealing, labels), labels.language),
        facts=tuple((labels[key], value, is_code) for key, value, is_code in _facts(sealing, labels)),
    )


def _sentence(sealing: Sealing, labels: Labels) -> str:
    day = labels.date(sealing.day)
    if not sealing.is_signed:
        return labels["sealed"].format(date=day)
    signer = ", ".join(filter(None, (sealing.signer, sealing.organisation)))
    signed = labels["sealed_by"].format(signer=signer, date=day)
    place = "seal_in_file" if sealing.signature else "seal_in_itself"
    return f"{signed} {labels[place].format(file=sealing.signature)}"


def _facts(sealing: Sealing, labels: Labels) -> Iterator[tuple[str, str, bool]]:
    if sealing.stamped:
        yield "seal_stamp", plain(labels["seal_stamped"], labels.language), False
    if sealing.label:
        yield "seal_label", sealing.label, True
    if sealing.corrects:
        yield "seal_corrects", sealing.corrects, True

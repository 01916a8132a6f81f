"""The documents that the conformance of PDFs is shown on: every kind of the corpora, and official law of every size."""

from pathlib import Path

LAWS = 25
"""Of Luxembourg's laws, evenly spread by size, the smallest and the largest included."""

FEW = (
    # One of each kind, none that takes long: a judgment, a debate, a bill, notes, tables, other languages, plain law.
    "oasis/za_Judgement_2008-11-26.xml",
    "oasis/ke_Debate_Bungeni_2011-06-10.xml",
    "oasis/us_Act_2011-11-29.xml",
    "oasis/us_Title9-Chap3-eng.xml",
    "finlex/sample-regulation.xml",
)
FEW_LAWS = 3
"""Of the laws, those that the test takes which is always run: the first of the spread."""


def all_documents(corpora: Path) -> list[Path]:
    """Return the forty documents of the full test, the kinds first, then the laws by size."""
    laws = sorted(corpora.glob("legilux/*/*.xml"), key=lambda path: (path.stat().st_size, path.as_posix()))
    spread = [laws[round(at * (len(laws) - 1) / (LAWS - 1))] for at in range(LAWS)]
    return [*sorted(corpora.glob("oasis/*.xml")), *sorted(corpora.glob("finlex/*.xml")), *spread]


def few_documents(corpora: Path) -> list[Path]:
    """Return the eight documents of the short test."""
    laws = [path for path in all_documents(corpora) if "legilux" in path.parts]
    return [*(corpora / name for name in FEW), *laws[:FEW_LAWS]]

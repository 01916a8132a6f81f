"""Old numbers and new ones, and references left behind with what sets them right."""

import pytest

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Place, Segment, Side, StaleReference
from codetool.render.concordance import Step, stale_of
from codetool.render.counts import redline_labels
from codetool.render.redline_view import view_redline

SIDE = Side(iri="", sha256="")


def row(old: str, new: str, *kinds: Kind, consequential: bool = False) -> Correspondence:
    before, after = (tuple(Place(eid=f"art_{n}", num=f"{n}.", size=3) for n in side.split()) for side in (old, new))
    segment = Segment(op=Op.EQUAL, text="Un.")
    return Correspondence(old=before, new=after, kinds=kinds, segments=(segment,), consequential=consequential)


def test_what_changed_its_number_came_went_was_split_or_merged_is_listed() -> None:
    articles = (
        row("", "1", Kind.INSERTED),
        row("1", "2", Kind.MODIFIED, Kind.RENUMBERED, consequential=True),
        row("2", "3 4", Kind.SPLIT, Kind.RENUMBERED),
        row("5 6", "5", Kind.MERGED),
        row("7", "", Kind.REMOVED),
        row("8", "8", Kind.MODIFIED),
        row("9", "9", Kind.UNCHANGED, Kind.MOVED),
    )
    found = view_redline(ChangeSet(old=SIDE, new=SIDE, articles=articles), "en").concordance
    assert found.steps == (
        Step(old="", new="1", told="inserted", anchor="art_1"),
        Step(old="1", new="2", told="follows a renumbering, renumbered", anchor="art_2"),
        Step(old="2", new="3, 4", told="split, renumbered", anchor="art_3"),
        Step(old="5, 6", new="5", told="merged", anchor="art_5"),
        Step(old="7", new="", told="removed", anchor="old-art_7"),
    )
    assert found.kept == 2


@pytest.mark.parametrize(
    ("now", "means", "fix", "told"),
    [
        ("6.", "", "article 6", "“article 5”: article 5 is article 6 now; write “article 6”"),
        ("6.", "", "", "“article 5”: article 5 is article 6 now"),
        ("", "", "", "“article 5”: article 5 is gone"),
        ("5.", "6.", "x", "“article 5”: what was meant is article 5, and the words mean article 6 now; write “x”"),
    ],
)
def test_what_became_of_what_a_reference_meant_is_told(now: str, means: str, fix: str, told: str) -> None:
    one = StaleReference(
        eid="art_9", num="9.", printed="article 5", target="#art_5", was="5.", now=now, means=means, fix=fix
    )
    assert (stale_of(one, redline_labels("en")).told, stale_of(one, redline_labels("en")).fix) == (told, fix)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "« article 5 » : l'article 5 est maintenant l'article 6 ; écrire « article 6 »"),
        ("nl", "“article 5”: artikel 5 is nu artikel 6; schrijf “article 6”"),
        ("de", "„article 5“: Artikel 5 ist jetzt Artikel 6; zu schreiben: „article 6“"),
    ],
)
def test_it_is_told_in_the_language_of_the_text(language: str, told: str) -> None:
    one = StaleReference(
        eid="art_9", num="9.", printed="article 5", target="#art_5", was="Art. 5.", now="Art. 6.", fix="article 6"
    )
    assert stale_of(one, redline_labels(language)).told == told

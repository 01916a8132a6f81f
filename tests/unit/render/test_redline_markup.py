"""What changed in markup is told in every language, references by the numbers that they lead to."""

import pytest

from codetool.akn.read import read_expression
from codetool.diff import ChangeSet, compare
from codetool.diff.markup_change import MarkupChange, MarkupKind
from codetool.render import render_redline, render_redline_markdown, render_redline_text, view_redline
from codetool.render.counts import redline_labels
from codetool.render.redline_markup import Targets, markup_lines

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OLD = (
    '<article eId="art_1"><num>1.</num><content><p>Un.</p></content></article>'
    '<article eId="art_2"><num>Art. 2</num><content><p>Deux.</p></content></article>'
    '<article eId="art_3"><num>3.</num><content><p>Voir <ref href="#art_1">la règle</ref>.</p></content></article>'
)


def changes(new: str, old: str = OLD) -> ChangeSet:
    texts = (f'<akomaNtoso xmlns="{AKN}"><act name="x"><body>{body}</body></act></akomaNtoso>' for body in (old, new))
    before, after = (read_expression(text.encode()) for text in texts)
    return compare(before, after)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "« la règle » renvoie maintenant à Art. 2 (avant : l'article 1)"),
        ("en", "“la règle” leads to Art. 2 now (before: article 1)"),
        ("nl", "“la règle” verwijst nu naar Art. 2 (voordien: artikel 1)"),
        ("de", "„la règle“ verweist jetzt auf Art. 2 (vorher: Artikel 1)"),
    ],
)
def test_a_reference_is_told_by_numbers(language: str, told: str) -> None:
    view = view_redline(changes(OLD.replace("#art_1", "#art_2")), language)
    assert [row.markups for row in view.rows if row.anchor == "art_3"] == [(told,)]
    assert told in render_redline(view, language).replace("&#39;", "'")
    assert told in " ".join(render_redline_text(view).split())
    assert told in render_redline_markdown(view)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("#art_1__para_2", "reference to article 1 (art_1__para_2) added: “ici”"),
        ("#art_9", "reference to #art_9 added: “ici”"),
        ("/akn/be/act/1976", "reference to /akn/be/act/1976 added: “ici”"),
    ],
)
def test_what_has_no_number_is_told_as_it_is_written(target: str, told: str) -> None:
    one = MarkupChange(what=MarkupKind.REFERENCE_ADDED, name="ref", where="ici", new=target)
    assert markup_lines([one], redline_labels("en"), Targets.of(changes(OLD))) == (told,)


@pytest.mark.parametrize("language", ["fr", "en", "nl", "de"])
@pytest.mark.parametrize("what", list(MarkupKind))
def test_every_language_has_words_for_all(language: str, what: MarkupKind) -> None:
    targets = Targets(old={}, new={}, became={})
    one = MarkupChange(what=what, name="b", where="ici", old="status=removed")
    [told] = markup_lines([one], redline_labels(language), targets)
    assert "{" not in told


@pytest.mark.parametrize("language", ["fr", "en", "nl", "de"])
def test_what_holds_no_words_is_told_without_quotation_marks(language: str) -> None:
    one = MarkupChange(what=MarkupKind.ELEMENT_ADDED, name="img")
    [told] = markup_lines([one], redline_labels(language), Targets(old={}, new={}, became={}))
    assert told.endswith("(img)")


def test_an_attribute_of_the_article_is_told_without_words() -> None:
    new = OLD.replace('<article eId="art_1">', '<article eId="art_1" status="removed">')
    [told] = next(row.markups for row in view_redline(changes(new), "en").rows if row.anchor == "art_1")
    assert told == "attribute status changed (none → removed), article"

"""A hyphen at a line's end goes only where the document itself proves that one word was torn."""

import pytest

from codetool.importers.readers.pdf.hyphens import Join, Vocabulary

WORDS = Vocabulary.of(
    [
        "la confidentialité de la sous-section et la directive 2005/36/CE".split(),
        "la procédure écrite, procé-".split(),
        "dure orale".split(),
        "rendez-vous contrecoup contre-coup garde fou".split(),
    ]
)


@pytest.mark.parametrize(
    ("head", "rest", "expected"),
    [
        ("confi-", "dentialité,", Join.TORN),
        ("sous-", "section", Join.KEPT),
        ("contre-", "coup", Join.DOUBT),  # both forms stand in the document
        ("adminis-", "trateur", Join.TORN),  # unknown, in a document that tears words
        ("procès-", "verbal", Join.DOUBT),  # likely a compound
        ("garde-", "fou", Join.DOUBT),  # two words of the document
        ("Saint-", "Pierre", Join.KEPT),
        ("sous-", "et", Join.APART),
        ("–", "dix", Join.APART),
        ("adminis\u2010", "tration", Join.TORN),  # a sign that only programs set
        ("adminis\u00ad", "tration", Join.TORN),
        ("CONFI-", "DENTIALITÉ", Join.TORN),
        ("d", "´administration", Join.KEPT),
        ("l’", "avocat", Join.KEPT),
        ("2005/36/", "CE.", Join.KEPT),
        ("et/", "ou", Join.STROKE),  # nobody puts a space behind it
    ],
)
def test_each_line_end_is_judged_by_the_documents_words(head: str, rest: str, expected: Join) -> None:
    assert WORDS.judge(head, rest) is expected


def test_a_document_that_tears_no_word_keeps_an_unknown_hyphen() -> None:
    assert Vocabulary.of([["le", "conseil"]]).judge("adminis-", "tration") is Join.DOUBT


def test_a_sign_that_stands_inside_lines_too_proves_nothing_at_their_end() -> None:
    words = Vocabulary.of([["sous\u2010section", "nord\u00adsud", "deux"]])
    assert words.judge("garde\u2010", "meuble") is Join.DOUBT
    assert words.judge("garde\u00ad", "meuble") is Join.DOUBT


def test_a_slip_elsewhere_in_the_text_makes_no_compound_one_word() -> None:
    words = Vocabulary.of([["soit", "possèdent", "ellesmêmes", "une", "autorisation"]])

    assert words.judge("elles-", "mêmes") is Join.KEPT


def test_a_number_that_ends_in_a_hyphen_does_not_run_into_the_next_sentence() -> None:
    assert Vocabulary.of([]).judge("5b-", "Art.") is Join.APART

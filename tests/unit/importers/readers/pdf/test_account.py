"""What a step loses, doubles or changes shows against the text that the PDF library takes out of the pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from codetool.importers import ImportRequest, import_source
from codetool.importers.ledger import Ledger
from codetool.importers.readers.pdf import read_pdf
from codetool.importers.readers.pdf.account import Difference, Printed, balance, compare
from codetool.importers.readers.pdf.columns import regions_of
from codetool.importers.readers.pdf.lines import lines_of
from codetool.importers.readers.pdf.page import Page, Row
from codetool.importers.readers.pdf.tables import with_tables
from codetool.importers.reading import LedgerWord

Printer = Callable[..., bytes]
STEPS = "codetool.importers.readers.pdf.reader"
REQUEST = ImportRequest(
    date="2020-01-01", work="essai", iri="/akn/be/act/code/essai/2020-01-01/essai", title="", author="essai",
    author_short="essai", author_name="essai",
)  # fmt: skip
TEXT = "<p>Art. 1. Le travailleur social garde le secret.</p><p>Art. 2. La commission rend son avis.</p>"


def printed(text: str, page: int = 1) -> list[Printed]:
    """Return words of a page."""
    return [Printed(text=word, page=page) for word in text.split()]


def texts(words: Sequence[Printed]) -> list[str]:
    """Return words as they are."""
    return [word.text for word in words]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("le juge dit le droit", "le droit dit le juge"),
        ("T I T R E 1", "TITRE 1"),
        ("la confi-dentialité", "la confi- dentialité"),
        ("l’ article 1 er", "l’article 1er"),
    ],
)
def test_order_and_the_parting_of_words_are_no_loss(seen: str, read: str) -> None:
    assert compare(printed(seen), printed(read)) == Difference()
    assert compare(printed(read), printed(seen)) == Difference()


def test_a_word_that_stands_on_one_side_only_is_missing_or_extra() -> None:
    found = compare(printed("le juge dit le droit"), printed("le juge dit droit non"))

    assert (texts(found.missing), texts(found.extra), found.parted) == (["le"], ["non"], ())


def test_letters_in_another_order_are_told_with_both_ways_to_read_them() -> None:
    found = compare(printed("le chien", 3), printed("le chein", 3))

    assert not found.missing
    assert not found.extra
    assert found.parted == ((Printed(text="chien", page=3), Printed(text="chein", page=3)),)


def test_what_is_extra_goes_out_of_the_account_so_that_the_ledger_tells_it_as_added() -> None:
    words = tuple(LedgerWord(word=word, line=1) for word in ("le", "juge", "non"))
    found = Difference(missing=(Printed(text="dit", page=2),), extra=(*printed("non"), *printed("note")))

    kept, elsewhere = balance(words, found)

    assert [word.word for word in kept] == ["le", "juge", "dit"]
    assert texts(elsewhere) == ["note"]


def ledger_of(source: bytes) -> Ledger:
    """Return the account of an import."""
    return import_source(source, "draft.pdf", REQUEST).ledger


def test_what_a_step_loses_is_lost_and_what_it_doubles_is_added(
    print_pdf: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = print_pdf(TEXT)
    assert ledger_of(source).balanced

    def losing(rows: Sequence[Row], *known: Any) -> Any:  # noqa: ANN401 - as the step itself
        return regions_of(rows[:-1], *known)

    def doubling(rows: Sequence[Row], *known: Any) -> Any:  # noqa: ANN401 - as the step itself
        return regions_of((*rows, rows[-1]), *known)

    monkeypatch.setattr(f"{STEPS}.regions_of", losing)
    lost = ledger_of(source)
    monkeypatch.setattr(f"{STEPS}.regions_of", doubling)
    added = ledger_of(source)

    sentence = ["Art.", "2.", "La", "commission", "rend", "son", "avis."]
    assert ([word.word for word in lost.lost], lost.added) == (sentence, ())
    assert ([word.word for word in added.added], added.lost) == (sentence, ())


def test_a_header_that_goes_without_being_named_is_lost(print_pdf: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    def cutting(page: Page) -> Page:
        return with_tables(replace(page, rows=page.rows[1:]))

    monkeypatch.setattr(f"{STEPS}.with_tables", cutting)
    lost = [word.word for word in ledger_of(print_pdf(TEXT)).lost]

    assert lost == ["Art.", "1.", "Le", "travailleur", "social", "garde", "le", "secret."]


def test_letters_that_a_step_turns_round_are_told(print_pdf: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    def turning(*given: Any) -> Any:  # noqa: ANN401 - as the step itself
        return (replace(line, text=line.text.replace("social", "soical")) for line in lines_of(*given))

    monkeypatch.setattr(f"{STEPS}.lines_of", turning)
    reading = read_pdf(print_pdf(TEXT))

    assert [one.message for one in reading.findings] == [
        "page 1: the file has the words “social”, which were read as “soical”"
    ]

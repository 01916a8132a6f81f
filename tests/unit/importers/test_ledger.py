from codetool.importers import ledger
from codetool.importers.ledger import Ledger, compare_words
from codetool.importers.lines import Line
from codetool.importers.readers.plain import words_of
from codetool.importers.reading import LedgerWord, Note, Reading
from codetool.model.expression import Expression
from codetool.model.markup import Element


def take_account(source: str, made: Expression) -> Ledger:
    """Return the account of a plain text."""
    return ledger.take_account(Reading(lines=(), words=tuple(words_of(source))), made)


def document(*texts: str) -> Expression:
    """Return a document with a paragraph for each text, and words in its metadata that nobody reads."""
    meta = Element(name="meta", children=(Element(name="note", children=("caché",)),))
    body = Element(name="body", children=tuple(Element(name="p", children=(text,)) for text in texts))
    return Expression(root=Element(name="akomaNtoso", children=(Element(name="act", children=(meta, body)),)))


def test_layout_is_no_difference() -> None:
    account = take_account(
        "\ufeffUn  deux\r\n\r\ntrois,\f quatre\u00a0: cinq", document("Un deux", "trois, quatre : cinq")
    )

    assert account == Ledger(words_source=6, words_result=6)
    assert account.balanced


def test_lost_and_added_words_are_told_with_their_lines() -> None:
    account = take_account("un deux\ntrois quatre\ncinq", document("un deux quatre", "six cinq"))

    assert account.lost == (LedgerWord(word="trois", line=2),)
    assert account.added == (LedgerWord(word="six", line=2),)
    assert not account.balanced


def test_a_mark_a_letter_or_a_glued_word_counts() -> None:
    assert [word.word for word in take_account("fin.", document("fin")).lost] == ["fin."]
    assert [word.word for word in take_account("a)b", document("a)", "b")).added] == ["a)", "b"]
    assert not take_account("l'AS", document("l’AS")).balanced


def test_a_note_is_held_against_the_words_that_its_source_has() -> None:
    line = Line(text="un", number=1)
    own = (LedgerWord(word="un", line=1), LedgerWord(word="deux", line=1))
    printed = Element(name="p", children=("x", Element(name="authorialNote", children=("un",))))
    body = Element(name="body", children=(printed,))
    made = Expression(root=Element(name="akomaNtoso", children=(Element(name="act", children=(body,)),)))

    def lost(note: Note) -> list[str]:
        reading = Reading(lines=(), words=(LedgerWord(word="x", line=1),), notes=(note,))
        return [word.word for word in ledger.take_account(reading, made).lost]

    assert lost(Note(key="a", label="1", lines=(line,), words=own)) == ["deux"]
    assert lost(Note(key="a", label="1", lines=(line,))) == []


def test_words_that_changed_places_are_both() -> None:
    account = take_account("un deux trois quatre", document("un trois deux quatre"))

    assert len(account.lost) == len(account.added) == 1


def test_an_addition_at_the_end_stands_at_the_last_line() -> None:
    assert take_account("un\ndeux", document("un deux trois")).added == (LedgerWord(word="trois", line=2),)
    assert compare_words((), ["un"]).added == (LedgerWord(word="un", line=1),)


def test_very_different_texts_are_counted_word_by_word() -> None:
    source = tuple(LedgerWord(word=f"m{number}", line=number) for number in range(5000))
    result = [f"m{number}" for number in range(4999, -1, -1)]
    swapped = compare_words(source, result)

    assert [word.word for word in swapped.lost] == ["m0"]
    assert [word.word for word in swapped.added] == ["m4999"]
    assert [word.word for word in compare_words(source, ["n", *result[:-1], "n"]).lost] == ["m0"]
    assert [word.word for word in compare_words(source, ["n", *result[:-1], "n"]).added] == ["n", "n"]

"""Every error is one line: place, fact, remedy."""

import inspect

import pytest

from codetool import errors
from codetool.errors import CodetoolError, DialectError, SourceError, VersionError

KINDS = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, CodetoolError)]


def test_the_docstring_draws_the_whole_tree() -> None:
    drawn = errors.__doc__ or ""
    for kind in KINDS:
        assert f" {kind.__name__} " in f"{drawn} ".replace("\n", " "), kind
        assert kind.__doc__


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_one_line(kind: type[CodetoolError]) -> None:
    error = kind("{name}\nis wrong", "Set it\nright.", place="a.xml", name="x\ny")
    assert str(error) == "a.xml: x y is wrong. Set it right."
    assert str(kind("a is wrong", "Set it right.")) == "a is wrong. Set it right."


def test_values_are_not_templates() -> None:
    error = VersionError(
        "there is no version {label}", "Name one of {known}.", place="{x}", label="{known}", known="{}"
    )
    assert str(error) == "{x}: there is no version {known}. Name one of {}."


def test_templates_are_translated_before_they_are_filled_in() -> None:
    table = {"there is no version {label}": "pas de version {label}", "Look.": "Voyez."}
    error = VersionError("there is no version {label}", "Look.", label="Look.")
    assert error.told(lambda text: table.get(text, text)) == "pas de version Look.. Voyez."


def test_words_of_a_program_are_translated_where_they_fill_a_text() -> None:
    error = SourceError("this is {kind}", "Look.", kind="a picture")
    assert error.told(
        {"this is {kind}": "ceci est {kind}", "Look.": "Voyez.", "a picture": "une image"}.__getitem__
    ) == ("ceci est une image. Voyez.")


def test_a_dialect_can_be_read_by_a_caller() -> None:
    error = DialectError("this is {dialect}", "Convert it.", place="a.xml", dialect="XHTML")
    assert error.dialect == "XHTML"
    assert str(error) == "a.xml: this is XHTML. Convert it."

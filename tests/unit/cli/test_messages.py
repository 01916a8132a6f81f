"""Every text of the interface has its French, and the table has no text that the program no longer says."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import codetool
from codetool import errors
from codetool.cli.messages import _entries, french_texts, page_texts, translate_page, translator
from codetool.cli.shell import COMMANDS, DRIVERS
from codetool.cli.shell import codetool as program
from codetool.findings import Severity

SOURCES = Path(codetool.__file__).parent
ERRORS = {
    name
    for name, value in vars(errors).items()
    if inspect.isclass(value) and issubclass(value, errors.CodetoolError)
}  # fmt: skip
# What is translated by a name that the source does not spell out: severities and the states of a version.
PLACES = re.compile(r"\{\w+\}")
SPOKEN_VALUES = {*(severity.value for severity in Severity), "draft", "adopted"}


def modules() -> Iterator[Path]:
    yield from sorted(path for path in SOURCES.rglob("*.py") if path.name != "__main__.py")


def strings_of(node: ast.expr, scope: ast.AST, names: dict[str, object]) -> list[str]:
    """Return the texts that an expression can be; fail where the source does not tell."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return [*strings_of(body, scope, names), *strings_of(orelse, scope, names)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [one + other for one in strings_of(left, scope, names) for other in strings_of(right, scope, names)]
        case ast.Name(id=name) if isinstance(names.get(name), str):
            return [str(names[name])]
        case ast.Name(id=name):
            return assigned(name, scope)
    return []


def assigned(name: str, scope: ast.AST) -> list[str]:
    """Return the texts that a local name is given, by assignment or by a loop."""
    found: list[str] = []
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=targets, value=value) if name in names_in(targets):
                found += constants(value)
            case ast.For(target=target, iter=value) if name in names_in([target]):
                found += constants(value)
    return found


def names_in(targets: list[ast.expr]) -> set[str]:
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def constants(value: ast.expr) -> list[str]:
    inside = [node.value for node in ast.walk(value) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in inside if text.strip()]


def called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def said_in(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every text that a module says, with its place; an empty text where it cannot be told."""
    relative = path.relative_to(SOURCES.parent).with_suffix("")
    names = vars(importlib.import_module(".".join(relative.parts).removesuffix(".__init__")))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in functions:
        for node in ast.walk(scope):
            if not isinstance(node, ast.Call):
                continue
            place = f"{path.name}:{node.lineno}"
            if called(node) in ERRORS:
                for argument in node.args[:2]:
                    yield from ((text, place) for text in strings_of(argument, scope, names) or [""])
            elif called(node) in {"translate", "speak"} and "cli" in path.parts and node.args:
                yield from ((text, place) for text in strings_of(node.args[0], scope, names) if text)


def commands() -> list[click.Command]:
    context = click.Context(program)
    found = [command for name in (*COMMANDS, *DRIVERS) if (command := program.get_command(context, name))]
    below = [one for command in found if isinstance(command, click.Group) for one in command.commands.values()]
    return [program, *found, *below]


def shown_by(command: click.Command) -> Iterator[str]:
    """Yield every text and placeholder of a command's help page."""
    context = click.Context(command, info_name=command.name, help_option_names=["-h", "--help"])
    yield from page_texts(command.help or "")
    yield from re.findall(r"[A-Z]+", " ".join(command.collect_usage_pieces(context)[:1]))
    if isinstance(command, click.Group):
        yield from re.findall(r"[A-Z]+", command.subcommand_metavar)
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{command.name} {parameter.opts[0]} has no help"
            if "-h" not in parameter.opts and "-V" not in parameter.opts:
                yield parameter.help
        if not getattr(parameter, "is_flag", False):
            yield from re.findall(r"[A-Z][A-Z-]+", parameter.make_metavar(context))


def interface() -> dict[str, str]:
    """Return every text of the interface with the first place that says it."""
    texts = dict.fromkeys(SPOKEN_VALUES, "values")
    for command in commands():
        texts |= {" ".join(text.split()): f"{command.name} --help" for text in shown_by(command)}
    for path in modules():
        texts |= {" ".join(text.split()): place for text, place in said_in(path)}
    return texts


def test_every_text_of_the_interface_has_its_french() -> None:
    known = french_texts()
    missing = [f"{place}: {text!r}" for text, place in sorted(interface().items()) if text not in known]
    assert not missing, "add to messages.fr.toml:\n" + "\n".join(missing)


def test_every_error_is_written_so_that_its_texts_can_be_found() -> None:
    unknown = [place for path in modules() for text, place in said_in(path) if not text]
    assert not unknown, f"these errors hide their fact or remedy from the translation: {unknown}"


def test_the_table_has_nothing_that_the_program_does_not_say() -> None:
    said = interface()
    assert not [text for text in french_texts() if text not in said]


def test_the_placeholders_of_both_languages_are_the_same() -> None:
    for entry in _entries():
        assert set(PLACES.findall(entry["en"])) >= set(PLACES.findall(entry["fr"])), entry


def test_what_fills_our_own_sentences_is_still_in_the_source() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in modules())
    for entry in _entries():
        if entry.get("from") == "codetool":
            assert max(PLACES.split(entry["en"]), key=len) in source, entry


def test_a_text_without_entry_stays_as_it_is() -> None:
    assert translator("fr")("Titre 1") == "Titre 1"


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "No such option '--fomat'. Did you mean '--format'?",
            "il n'y a pas d'option --fomat ; vouliez-vous dire '--format' ?",
        ),
        ("Missing argument 'OLD'.", "il manque l'argument ANCIENNE"),
        ("Missing option '-o' / '--output'.", "il manque l'option -o, --output"),
        ("Missing argument 'CHANGES.json'.", "il manque l'argument MODIFICATIONS.json"),
        ("Got unexpected extra argument (FILE)", "il y a un argument de trop (FILE)"),
        ("Missing argument '[VERSION]...'.", "il manque l'argument [VERSION]..."),
        ("Got unexpected extra argument (draft)", "il y a un argument de trop (draft)"),
        (
            "Invalid value for '--format': 'odt' is not one of 'html', 'pdf'.",
            "la valeur donnée à --format ne convient pas : 'odt' n'est pas parmi 'html', 'pdf'",
        ),
        ("a draft of Akoma Ntoso 3.0 (CSD13)", "une ébauche d'Akoma Ntoso 3.0 (CSD13)"),
        (
            "Opening and ending tag mismatch: p line 3 and article",
            "la balise fermante article ne répond pas à p, ouverte à la ligne 3",
        ),
    ],
)  # fmt: skip
def test_sentences_that_reach_us_filled_in_are_found_again(english: str, french: str) -> None:
    assert translator("fr")(english) == french


def test_a_users_own_word_is_not_translated() -> None:
    error = errors.VersionError("there is no version {label}", "Name one of {known}.", label="draft", known="error")
    assert error.told(translator("fr")) == "il n'y a pas de version draft. Indiquez l'une de celles-ci : error."


def test_help_keeps_its_lines_where_it_says_so() -> None:
    page = "Lists the versions that the store holds.\n\n\b\nExample:\n  codetool list"
    assert translate_page(page, translator("fr")) == (
        "Donne la liste des versions que contient le dépôt.\n\n\b\nExemple :\n  codetool list"
    )

#!/usr/bin/env python3
"""Fills in the parts of the docs that are made from the code and its tables: `make reference`.

In a page, such a part stands between `<!-- made: NAME -->` and `<!-- end -->`; what is around it is written by hand.
"""

import ast
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from textwrap import dedent
from typing import Any

import click

from codetool.akn.read import read_expression
from codetool.akn.write import write_expression
from codetool.archive.sign.told import Standing
from codetool.archive.verify.report import Origin, Reason, Rebuilt, Refusal, Subject, Verdict
from codetool.cli.json_rows import (
    CheckedRow,
    FindingRow,
    Listed,
    PassedOverRow,
    SealedRow,
    SignatureRow,
    Verified,
    VersionRow,
)
from codetool.cli.settings import Settings
from codetool.cli.shell import COMMANDS, codetool
from codetool.diff.merge import merge
from codetool.diff.merge_clash import ClashKind
from codetool.diff.units import Unit, units_of
from codetool.resources import load_table, resource_path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs"
CASES = ROOT / "tests" / "cases" / "diff"
WIDTH = 88
ROOMS = (
    "cli", "archive", "archive/sign", "archive/verify", "render", "render/docx", "render/pdf", "render/site",
    "render/tracked", "store", "history", "diff", "validate", "mend", "importers", "akn", "model", "",
)  # fmt: skip
"""The folders of the program, from the top of its layers down; the last is the package itself."""

_PART = re.compile(r"(?P<begin><!-- made: (?P<name>\w+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)
_SECTION = re.compile(r"^# (?P<title>[a-z][^\n]*?)(?: -+)?\n\n?(?=\[(?P<code>[\w-]+)\])", re.MULTILINE)


def renew(page: str) -> str:
    """Return a page with its made parts as they should be today."""
    return _PART.sub(lambda part: f"{part['begin']}\n{PARTS[part['name']]().strip()}\n\n{part['end']}", page)


def _commands() -> str:
    with _context() as top:
        parts = ["## codetool\n", _help(codetool, top), _variables(options_of(codetool))]
        for name in COMMANDS:
            command = codetool.get_command(top, name)
            if command is None:
                raise LookupError(name)
            parts += _command(command, name, top)
    return "\n".join(part for part in parts if part)


def _command(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    """Yield what is told of a command, and of those below it."""
    with click.Context(command, info_name=name, parent=above) as context:
        yield f"## {context.command_path}\n"
        yield _help(command, context)
        yield _variables(_own(command))
        for one in command.commands.values() if isinstance(command, click.Group) else ():
            yield from _command(one, one.name or "", context)


def _context() -> click.Context:
    return codetool.make_context(
        "codetool",
        [],
        resilient_parsing=True,
        obj=Settings(language="en"),
        terminal_width=WIDTH,
        max_content_width=WIDTH,
    )


def _help(command: click.Command, context: click.Context) -> str:
    lines = command.get_help(context).splitlines()
    return "```text\n" + "".join(f"{line.rstrip()}\n" for line in lines) + "```\n"


def _variables(options: Iterable[click.Option]) -> str:
    rows = [(f"`{option.envvar}`", f"`{option.opts[-1]}`") for option in options if isinstance(option.envvar, str)]
    return _table(("environment variable", "option"), rows) if rows else ""


def _own(command: click.Command) -> Iterator[click.Option]:
    common = {name for option in codetool.params for name in option.opts}
    return (option for option in options_of(command) if not common & set(option.opts))


def options_of(command: click.Command) -> Iterator[click.Option]:
    """Yield the options of a command, those that every command has included."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield parameter


def _findings() -> str:
    return _told_findings("akn/findings.toml", _finding, _FINDING_COLUMNS)


def _proofs() -> str:
    return _told_findings("akn/archive.toml", _proof, _PROOF_COLUMNS)


def _told_findings(name: str, told: Callable[[str, Mapping[str, Any]], tuple[str, ...]], columns: str) -> str:
    sections = _sections(name)
    parts: list[str] = []
    for code, row in load_table(name).items():
        if code in sections:
            parts.append(f"\n## {sections[code][0].upper()}{sections[code][1:]}\n\n{columns}")
        parts.append(_row(told(code, row)))
    return "".join(parts)


_FINDING_COLUMNS = (
    "| code | severity | in our profile | message | remedy | clause |\n| --- | --- | --- | --- | --- | --- |\n"
)


_PROOF_COLUMNS = "| code | severity | message | remedy | clause |\n| --- | --- | --- | --- | --- |\n"


def _proof(code: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f'<a id="{code}"></a>`{code}`',
        str(row["severity"]),
        str(row["message"]["en"]),
        str(row["remedy"]["en"]),
        str(row.get("clause", "–")) or "–",
    )


def _verify_json() -> str:
    """Return the keys of what `verify` prints for programs, and the words that stand for one thing among several."""
    parts = [_rows_told(rows) for rows in (Verified, CheckedRow, VersionRow, SignatureRow, PassedOverRow, FindingRow)]
    return "\n".join([*parts, *(_words_told(title, words) for title, words in _WORDS.items())])


def _list_json() -> str:
    return "\n".join(map(_rows_told, (Listed, SealedRow)))


_WORDS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "`verdict`": (Verdict,),
    "`kind` of what was looked at": (Subject,),
    "`editions`": (Rebuilt,),
    "`origin` of a sealed version": (Origin,),
    "`standing` of a signature": (Standing,),
    "`reason` in `not_verified`": (Reason, Refusal),
}


def _rows_told(kind: type) -> str:
    """Return a table of the keys of a `TypedDict`."""
    told, keys = _members(kind)
    return f"### {told.rstrip('.')}\n\n" + _table(("key", "holds"), ((f"`{name}`", said) for name, said in keys))


def _words_told(title: str, kinds: Iterable[type[StrEnum]]) -> str:
    rows = ((f"`{kind[name].value}`", said) for kind in kinds for name, said in _members(kind)[1])
    return f"### The words of {title}\n\n" + _table(("word", "means"), rows)


def _members(kind: type) -> tuple[str, list[tuple[str, str]]]:
    """Return what is said of a class, and of each of its members in the string behind it; raise KeyError without it."""
    (found,) = ast.parse(dedent(inspect.getsource(kind))).body
    body = found.body[1:] if isinstance(found, ast.ClassDef) else []
    said: list[tuple[str, str]] = []
    for one, behind in zip_longest(body, body[1:]):
        target = (
            one.target if isinstance(one, ast.AnnAssign) else one.targets[0] if isinstance(one, ast.Assign) else None
        )
        if isinstance(target, ast.Name):
            text = ast.literal_eval(behind.value) if isinstance(behind, ast.Expr) else ""
            if not text:
                raise KeyError(f"{kind.__name__}.{target.id}")
            said.append((target.id, " ".join(text.split())))
    return inspect.getdoc(kind) or "", said


def _script() -> str:
    return f"```python\n{resource_path('templates/archive/relire.py').read_text(encoding='utf-8')}```\n"


def _sections(name: str) -> dict[str, str]:
    """Return the title of each section of a table by the code that stands first in it."""
    source = resource_path(name).read_text(encoding="utf-8")
    return {found["code"]: found["title"] for found in _SECTION.finditer(source)}


def _finding(code: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    severity = str(row["severity"])
    return (
        f'<a id="{code}"></a>`{code}`',
        severity + (f"; {row['law']} in acts and bills" if "law" in row else ""),
        str(row.get("profile", row.get("law", severity))),
        str(row["message"]["en"]).replace("{more}", ""),
        str(row["remedy"]["en"]),
        str(row.get("clause", "–")),
    )


def _defaults() -> str:
    rows = load_table("akn/profile.toml")["defaults"].items()
    return _table(("key", "value"), ((f"`{key}`", str(value)) for key, value in rows))


def _ours() -> str:
    ours = load_table("akn/profile.toml")["profile"]
    return f'Its root element is `{ours["document"]}` with `name="{ours["name"]}"`.'


def _works() -> str:
    parts = []
    for work, row in load_table("akn/profile.toml")["work"].items():
        rows = ((f"`{key}`", str(value)) for key, value in row.items())
        parts.append(f"### {work}\n\n" + _table(("key", "value"), rows))
    return "\n".join(parts)


def _references() -> str:
    rows = (_reference(key, row) for key, row in load_table("akn/references.toml").items())
    return _table(("key", "names", "where the link leads"), rows)


def _reference(key: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    leads = f"`{row['iri']}`" if "iri" in row else f"an entry of the document's references, “{row['show']}”"
    return f"`{key}`", " · ".join(row["names"]), leads


def _in_cell(text: str) -> str:
    """Return the lines of a text for a cell of a table."""
    return "<br>".join(f"`{line}`" for line in text.split("\n")) if text else "(nothing)"


def _conflicts() -> str:
    """Return an example of every kind of conflict, from the cases that the tests merge."""
    parts = []
    for folder in sorted((ROOT / "tests" / "cases" / "merge").iterdir()):
        sides = [read_expression((folder / f"{side}.xml").read_bytes()) for side in ("base", "ours", "theirs")]
        merged = merge(*sides)
        one = merged.conflicts[0]
        texts = zip(("base", "ours", "theirs"), (one.base, one.ours, one.theirs), strict=True)
        rows = [
            (side, "<br>".join(f"`{line}`" for line in text.split("\n")) if text else "(nothing)")
            for side, text in texts
        ]
        lines = write_expression(merged.expression).decode().splitlines()
        xml = "\n".join(_choice(lines, eid) for eid in (one.eid, *one.together))
        parts.append(f"### `{one.kind.value}`{_WHERE.get(folder.name, '')}\n\n{CONFLICTS[one.kind]}\n")
        parts.append(_table(("side", "text"), rows) + f"\n```xml\n{xml}\n```\n")
    return "\n".join(parts)


CONFLICTS = {
    ClashKind.WORDS: "Both sides changed the same words, each in its way.",
    ClashKind.REMOVED: "One side removed what the other changed; an empty place marked as removed stands for it.",
    ClashKind.ADDED: "Both sides put in a provision with one number, alike but not the same.",
    ClashKind.MARKUP: "Both sides changed the markup around the same words: here, where a reference leads.",
    ClashKind.PARTS: "One side divided or joined articles, or moved words from one to another, and the other changed "
    "one of them otherwise. Each is a choice between the whole articles of either side; they are one decision.",
    ClashKind.PLACE: "Both sides moved it or put it in, each at another place; the texts are what it stands in, and "
    "where that is the same also what stands before it: `TITRE 2 › 5.`. Each has the number that its side gave it.",
    ClashKind.REFERENCE: "A reference names a provision that the other side removed. It leads nowhere for now.",
    ClashKind.STRUCTURE: "Both sides built the article anew, each in its way: each stands whole.",
    ClashKind.TWICE: "The changes of both sides together would give the same passage (eight words or more) twice.",
}
"""What each kind of conflict is."""

_WHERE = {"words-heading": " in a heading"}


def _choice(lines: list[str], eid: str) -> str:
    """Return the lines of an element and, where there is one, of the choice behind it."""
    first = next(i for i, line in enumerate(lines) if f'eId="{eid}"' in line)
    others = [i for i, line in enumerate(lines) if f'alternativeTo="#{eid}"' in line]
    depth = len(lines[first]) - len(lines[first].lstrip())
    runs = [(start, _end(lines, start)) for start in (first, *(i for i in others if i != first))]
    told: list[str] = []
    for start, end in runs:
        told += ["…"] if told and start != runs[0][1] + 1 else []
        told += [line[depth:] if line[:depth].isspace() or not depth else line for line in lines[start : end + 1]]
    return "\n".join(told)


def _end(lines: list[str], start: int) -> int:
    """Return where the element that begins on a line ends, in a text with a line for each block."""
    indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
    if f"</{lines[start].lstrip()[1:].split()[0].rstrip('>')}>" in lines[start]:
        return start
    return next((i for i in range(start + 1, len(lines)) if lines[i].startswith(f"{indent}</")), start)


def _modules() -> str:
    parts = []
    for room in ROOMS:
        files = sorted((ROOT / "src" / "codetool" / room).glob("*.py"))
        rows = ((f"`{path.stem}`", _said(path)) for path in files if not path.stem.startswith("_"))
        parts.append(f"### {room or 'codetool'}\n\n{_said(files[0])}\n\n" + _table(("module", "what it is for"), rows))
    return "\n".join(parts)


def _said(path: Path) -> str:
    """Return the first sentence or line of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n\n")[0].replace("\n", " ")


def _tricky() -> str:
    parts = []
    for part in load_cases():
        parts.append(f"## {part['title']}\n")
        parts += [_case(case) for case in part["case"]]
    return "\n".join(parts)


def load_cases() -> list[dict[str, Any]]:
    """Return the parts of the list of tricky cases, in its order."""
    parts: list[dict[str, Any]] = tomllib.loads((CASES / "cases.toml").read_text(encoding="utf-8"))["part"]
    return parts


def _case(case: Mapping[str, str]) -> str:
    folder = CASES / case["folder"]
    show = case.get("show", "")
    shown = [
        ("Before", "xml" if show == "xml" else "text", _listing(folder / "old.xml", show)),
        ("After", "xml" if show == "xml" else "text", _listing(folder / "new.xml", show)),
    ]
    if (folder / "overrides.toml").exists():
        shown.append(("Decided", "toml", (folder / "overrides.toml").read_text(encoding="utf-8")))
    shown.append(("Told", "text", (folder / "expected.txt").read_text(encoding="utf-8")))
    blocks = "\n".join(f"{name}\n\n```{language}\n{text.rstrip()}\n```\n" for name, language, text in shown)
    link = f"[{case['folder']}](../../tests/cases/diff/{case['folder']})"
    return f"### {case['title']}\n\n{case['proves']}\n({link})\n\n{blocks}"


def _listing(path: Path, show: str) -> str:
    """Return the body of a case as its reader sees it, a line for each paragraph, point or row; or as XML."""
    if show == "xml":
        return dedent(path.read_text(encoding="utf-8").partition("<body>\n")[2].partition("    </body>")[0])
    units = units_of(read_expression(path.read_bytes()))
    ordered = sorted((*units.articles, *units.containers), key=lambda unit: unit.element.line)
    return "".join(_listed(unit, show) for unit in ordered)


def _listed(unit: Unit, show: str) -> str:
    ids = ", ".join(f'{name}="{unit.element.get(name)}"' for name in ("eId", "wId") if unit.element.get(name))
    head = " ".join(filter(None, [unit.num or f"({unit.name})", show and f"[{ids or 'no id'}]", *unit.blocks[:1]]))
    indent = "  " * len(unit.parents)
    return "".join(f"{line}\n" for line in [indent + head, *(f"{indent}    {block}" for block in unit.blocks[1:])])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(_row(cells) for cells in (head, ("---",) * len(head), *rows))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


PARTS: Mapping[str, Callable[[], str]] = {
    "commands": _commands,
    "findings": _findings,
    "proofs": _proofs,
    "verify_json": _verify_json,
    "list_json": _list_json,
    "script": _script,
    "defaults": _defaults,
    "ours": _ours,
    "works": _works,
    "references": _references,
    "modules": _modules,
    "tricky": _tricky,
    "conflicts": _conflicts,
}
"""The parts that are made, and what makes them."""


def main() -> None:
    """Write the pages that are not what they should be."""
    for path in sorted(PAGES.rglob("*.md")):
        page = path.read_text(encoding="utf-8")
        if renew(page) != page:
            path.write_text(renew(page), encoding="utf-8")
            sys.stderr.write(f"written: {path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()

"""The shell examples of the docs print what the docs show."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _tool() -> ModuleType:
    spec = spec_from_file_location("examples", ROOT / "tools" / "examples.py")
    assert spec
    assert spec.loader
    tool = module_from_spec(spec)
    # Dataclasses look their module up by its name.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "examples", tool)
        spec.loader.exec_module(tool)
    return tool


TOOL = _tool()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if "```console\n" not in text:
        return
    folder = TOOL.make_folder(tmp_path / "codetool")
    for _, examples in TOOL.run_page(text, folder, TOOL.language_of(page)):
        for example in examples:
            assert example.is_true, "\n".join(
                (f"$ {example.command}", *example.printed, "is not what the page shows. Run make reference.")
            )


def test_some_pages_have_examples() -> None:
    shown = sum(page.read_text(encoding="utf-8").count("\n$ codetool ") for page in PAGES)
    assert shown > 20


@pytest.mark.parametrize(
    ("shown", "printed", "is_true"),
    [
        (("one",), ("one",), True),
        (("one",), ("two",), False),
        (("one", "…"), ("one", "two", "three"), True),
        (("one", "…", "four"), ("one", "two", "three", "four"), True),
        (("one", "…", "four"), ("one", "two", "three"), False),
        ((), ("one",), False),
    ],
)
def test_an_elision_stands_for_any_lines(shown: tuple[str, ...], printed: tuple[str, ...], *, is_true: bool) -> None:
    assert TOOL.Example(command="codetool list", shown=shown, printed=printed).is_true is is_true


def test_a_page_is_renewed_with_its_elisions(tmp_path: Path) -> None:
    page = "```console\n$ printf '1\\n2\\n3\\n4\\n'\none\n…\nfour\n$ echo yes\n```\n"
    expected = "```console\n$ printf '1\\n2\\n3\\n4\\n'\n1\n…\n4\n$ echo yes\nyes\n```\n"
    assert TOOL.renew_page(page, tmp_path, "en") == expected


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in PAGES
        for link in TOOL.links_of(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert not broken

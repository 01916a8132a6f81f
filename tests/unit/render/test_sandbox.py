"""A federation's own templates: one takes our place, a fault is told in one line, and nothing else can be reached."""

import resource
import signal
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from codetool.cli.messages import translator
from codetool.errors import SourceError
from codetool.model.expression import Expression
from codetool.render import Imprint, Look, render_html
from codetool.render.overrides import check_templates
from codetool.render.templates import fill_template


def render(expression: Expression, folder: Path, body: str | bytes, name: str = "edition/_about.html") -> str:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return render_html(expression, Imprint(look=Look(templates=folder / "templates")))


def test_a_template_takes_the_place_of_ours_and_the_others_stay(tmp_path: Path, fictional: Expression) -> None:
    html = render(fictional, tmp_path, "<p>{{ view.title }} & {{ '<b>' }}</p>\n")
    assert "<p>CODE DE LA SALLE DE LECTURE (TEXTE FICTIF) & &lt;b&gt;</p>" in html
    assert "<dl>" not in html
    assert 'id="art_1-1"' in html


@pytest.mark.parametrize(
    ("body", "line", "french"),
    [
        ("a\n{{ absent }}", "2: the template has a fault ('absent' is undefined)", "« absent » n'existe pas"),
        (
            "{{ view.absent }}",
            "1: the template has a fault ('View' has no attribute 'absent')",
            "n'a pas de « absent »",
        ),
        ("{{ labels['nix'] }}", "1: the template has a fault ('Labels' has no attribute 'nix')", "n'a pas de « nix »"),
        ("\n\n{% if x %}", "3: the template has a fault (Unexpected end of template", "une balise n'est pas refermée"),
        ("{% nix %}", "1: the template has a fault (Encountered unknown tag 'nix'", "la balise « nix » n'existe pas"),
        ("{{ 1 | nix }}", "1: the template has a fault (No filter named 'nix')", "il n'y a pas de filtre « nix »"),
        ("{{ view.title | safe }}", "1: the template has a fault (No filter named 'safe')", "de filtre « safe »"),
        ("{{ 1 / 0 }}", "1: the template has a fault (division by zero)", "le modèle a un défaut"),
        ("{{ look.templates.unlink() }}", "1: the template has a fault (access to attribute 'unlink'", "pas accès à"),
        ("{{ look.templates.parent }}", "1: the template has a fault (access to attribute 'parent'", "pas accès à"),
        ("{{ ''.__class__ }}", "1: the template has a fault (access to attribute '__class__'", "pas accès à"),
        ("{% for i in range(10 ** 9) %}{% endfor %}", "1: the template has a fault (Range too big.", "un défaut"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "1: the template has a fault (maximum recursion", "défaut"),
        ("\n{% include 'nix.html' %}", "2: there is no template “nix.html”. Correct the name", "pas de modèle « nix"),
        ("{% include 'edition/_about.html' %}", "1: the template has a fault (maximum recursion depth", "un défaut"),
    ],
)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, fictional: Expression, body: str, line: str, french: str
) -> None:
    with pytest.raises(SourceError) as raised:
        render(fictional, tmp_path, body)
    assert str(raised.value).startswith(f"templates/edition/_about.html:{line}")
    assert french in raised.value.told(translator("fr"))


def test_a_number_that_python_does_not_read_is_told(tmp_path: Path, fictional: Expression) -> None:
    folder = tmp_path / "modeles"
    (folder / "edition").mkdir(parents=True)
    (folder / "edition" / "_about.html").write_text(f"{{{{ {'9' * 5000} }}}}", encoding="utf-8")
    with pytest.raises(SourceError, match="modeles: the template has a fault"):
        render_html(fictional, Imprint(look=Look(templates=folder)))


def test_a_template_that_is_not_utf_8_is_told(tmp_path: Path, fictional: Expression) -> None:
    with pytest.raises(SourceError, match=r"^templates: a template is not text in UTF-8\. Save every template"):
        render(fictional, tmp_path, b"\xe9")


def test_a_style_of_ones_own_is_included(tmp_path: Path, fictional: Expression) -> None:
    assert "p { color: teal }" in render(fictional, tmp_path, "p { color: teal }", "edition/text.css")


def test_what_a_template_asks_for_elsewhere_and_what_takes_no_place_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    (folder / "edition").mkdir(parents=True)
    (folder / "edition" / "text.css").write_text(
        "p { color: red }\n@font-face { src: url('https://example.org/a.woff2') }\nb { background: url(data:x) }\n"
        "@import '//example.org/b.css';\n"
    )
    (folder / "edition" / "page.html").write_text(
        '<a href="https://example.org/">lien</a>\n<script async src="https://example.org/a.js"></script>\n'
        '<link rel="stylesheet" href="file:///a.css"><img alt="" src=//example.org/a.png>'
    )
    (folder / "edition" / "_aboot.html").write_text("")
    (folder / "notes.txt").write_text("url(https://example.org/)")
    told = [(one.code, one.file, one.line, *one.values.values()) for one in check_templates(folder)]
    assert told == [
        ("template-idle", "templates/edition/_aboot.html", 0, "edition/_aboot.html"),
        ("template-remote", "templates/edition/page.html", 2, "https://example.org/a.js"),
        ("template-remote", "templates/edition/page.html", 3, "file:///a.css"),
        ("template-remote", "templates/edition/page.html", 3, "//example.org/a.png"),
        ("template-remote", "templates/edition/text.css", 2, "https://example.org/a.woff2"),
        ("template-remote", "templates/edition/text.css", 4, "//example.org/b.css"),
    ]


def test_a_file_among_the_templates_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_bytes(b"\xe9")
    with pytest.raises(SourceError, match=r"/page\.css: a template is not text in UTF-8"):
        list(check_templates(tmp_path))


@pytest.mark.parametrize(("name", "error"), [("edition/_about.html", UndefinedError), ("nix.html", TemplateNotFound)])
def test_a_fault_of_ours_is_not_laid_to_the_federation(tmp_path: Path, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        fill_template(name, tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(90) }}",
    ],
)
def test_a_template_without_end_is_stopped(
    tmp_path: Path, fictional: Expression, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGALRM)
    monkeypatch.setattr("codetool.render.sandbox.SECONDS", 0.5)
    with pytest.raises(
        SourceError, match=r"^templates/edition/_about\.html:1: the template has a fault \(it takes too"
    ):
        render(fictional, tmp_path, body)
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_limit_of_memory_ends_with_the_page(tmp_path: Path, fictional: Expression) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(SourceError, match="MemoryError"):
        render(fictional, tmp_path, "{{ 'a'.ljust(99999999999) }}")
    assert resource.getrlimit(resource.RLIMIT_AS) == before

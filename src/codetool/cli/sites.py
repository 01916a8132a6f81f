"""What `site` and `serve` share: the forms that are asked for, and a site built from the store."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.comparing import kept_decisions
from codetool.cli.inputs import is_in_dist, tell_finding
from codetool.cli.looks import code_folder, current_look
from codetool.cli.settings import current_settings
from codetool.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codetool.render.site import Form


def parse_forms(named: str) -> "tuple[Form, ...]":
    """Return the forms that a list such as `html,pdf` names; raise RequestError for one that there is not."""
    from codetool.render.site import Form

    forms = {form.value: form for form in Form}
    chosen = [name.strip() for name in named.split(",") if name.strip()]
    for name in chosen:
        if name not in forms:
            raise RequestError(
                "there is no form {name}", "Choose from: {forms}.",
                place="--forms", name=name, forms=", ".join(forms),
            )  # fmt: skip
    return tuple(forms[name] for name in chosen)


def make_site(output: Path, forms: "tuple[Form, ...]", jobs: int | None) -> None:
    """Build the site of the store in a folder, and say on stderr what was done; one build at a time writes there."""
    from codetool.cli.waiting import tell_waiting
    from codetool.store.enclosing import check_outside
    from codetool.store.lock import sole_writer

    check_outside(output)
    with sole_writer(output, tell_waiting, needed=False):
        _make_site(output, forms, jobs)


def _make_site(output: Path, forms: "tuple[Form, ...]", jobs: int | None) -> None:
    from codetool.render.site import Form, build_site, load_series, open_folder
    from codetool.store import find_store

    settings = current_settings()
    folder = open_folder(output, free=is_in_dist(output / "index.html"))
    store = find_store(settings.start, settings.store)
    series = load_series(store, start=settings.start, today=settings.today, decided=kept_decisions)
    for found in (found for one in series for version in one.versions for found in version.findings):
        tell_finding(found, err=True)
    look = current_look(printed=Form.PDF in forms)
    built = build_site(series, folder, look=look, forms=forms, processes=jobs or os.cpu_count() or 1)
    told = settings.translate("{path}: {written} files written, {kept} were up to date, {removed} removed")
    values = {"written": built.written, "kept": built.kept, "removed": built.removed}
    click.echo(told.format(path=output / "index.html", **values), err=True)


def watched_files() -> "Iterator[Path]":
    """Yield the files that a site is made from: versions with pictures and decisions, what sets their look."""
    from codetool.store import find_store

    settings = current_settings()
    store = find_store(settings.start, settings.store)
    yield from store.rglob("*.*")
    yield from filter(sets_look, code_folder().glob("*.*"))
    yield from code_folder().glob("templates/**/*.*")


def sets_look(path: Path) -> bool:
    """Tell whether a file beside the versions can be settings or a logo: what else lies there makes no page anew.

    >>> [sets_look(Path(name)) for name in ("codetool.toml", "logo.SVG", "serve.log")]
    [True, True, False]
    """
    return path.suffix.lower() in _LOOK


_LOOK = frozenset({".toml", ".svg", ".png", ".jpg", ".jpeg"})

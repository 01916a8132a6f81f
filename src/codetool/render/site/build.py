"""A store to a site in a folder: what changed is made again, what is no page any more goes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from multiprocessing import get_context

from codetool.render.look import Look
from codetool.render.site.addresses import MISSING, STYLE, Form
from codetool.render.site.articles import article_pages
from codetool.render.site.chronicle import chronicle_of
from codetool.render.site.concordance import concordance_pages
from codetool.render.site.desk import desk_pages
from codetool.render.site.editions import PageJob, change_pages, edition_jobs
from codetool.render.site.feeds import machine_files
from codetool.render.site.folder import SiteFolder
from codetool.render.site.frame import Site, logo_path
from codetool.render.site.front import front_pages
from codetool.render.site.jobs import Job
from codetool.render.site.program import program_digest
from codetool.render.site.readings import script_files
from codetool.render.site.series import Series
from codetool.render.style import style_of
from codetool.render.templates import fill_template
from codetool.silence import silence_libraries

_Waiting = tuple[str, Job | PageJob]

FORMS = tuple(Form)
_SLOW = frozenset({Form.PDF})
"""Forms that are worth a process of their own."""
_SEVERAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: files written, files that were as they should be, files removed."""

    written: int
    kept: int
    removed: int


def build_site(
    series: Sequence[Series], folder: SiteFolder, *, look: Look, forms: tuple[Form, ...] = FORMS, processes: int = 1
) -> Built:
    """Make the site of the series in a folder; the same series and look make the same bytes in any folder.

    `forms` are those that versions are published in; the page itself always is one. PDFs are made by as many
    `processes`. Raises MissingPartError where what makes them is not installed.
    """
    forms = tuple(form for form in Form if form is Form.HTML or form in forms)
    program = program_digest(look)
    inputs = _inputs(series, program, forms)
    if folder.is_whole(inputs):
        return Built(written=0, kept=len(folder.made), removed=0)
    site = Site(chronicles=tuple(chronicle_of(one) for one in series), look=look, forms=forms)
    jobs = list(edition_jobs(site))
    files = list(_files(site, [path for path, job in jobs if job.form is Form.HTML]))
    paths = [path for path, _ in (*jobs, *files)]
    folder.claim(paths)
    for path, content in files:
        folder.put(path, content)
    waiting = [(path, job) for path, job in jobs if not folder.is_current(path, job.key(program))]
    for path, job, content in _made(waiting, processes):
        folder.put(path, content, job.key(program))
        if job.form in _SLOW:
            folder.save()  # what took long is not made again after a build that was cut off
    folder.finish(paths, inputs)
    return Built(
        written=len(folder.written), kept=len(set(paths) - folder.written), removed=len(folder.removed)
    )  # fmt: skip


def _inputs(series: Sequence[Series], program: str, forms: tuple[Form, ...]) -> str:
    parts = [program, ",".join(forms)]
    parts += [repr((pair, kept.decisions)) for one in series for pair, kept in sorted(one.decided.items())]
    parts += [repr(dict(version.pictures)) for one in series for version in one.versions if version.pictures]
    parts += [
        f"{version.stored.full_label} {version.digest} {version.standing}"
        for one in series
        for version in one.versions
    ]  # fmt: skip
    return sha256("\n".join(parts).encode()).hexdigest()


def _files(site: Site, editions: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield all that is made in no time: pages but those of versions, scripts, style, feeds."""
    pages = list(
        chain(front_pages(site), change_pages(site), article_pages(site), concordance_pages(site), desk_pages(site))
    )
    yield from pages
    yield STYLE, fill_template("site/site.css", site.look.templates, look=site.look, style=style_of(site.look)).encode()
    if logo := site.look.logo:
        yield logo_path(logo), logo.content
    yield from script_files(site)
    yield from machine_files(site, [*editions, *(path for path, _ in pages if path != MISSING)])


def _made(jobs: Sequence[_Waiting], processes: int) -> Iterator[tuple[str, Job | PageJob, bytes]]:
    """Yield what jobs make; the slow ones are made by other processes meanwhile, where there are several."""
    slow = [(path, job) for path, job in jobs if job.form in _SLOW]
    if processes == 1 or len(slow) < _SEVERAL:
        yield from ((path, job, job.make()) for path, job in jobs)
        return
    # A process that is begun anew has no threads and locks of ours in it, as a copy would.
    anew = get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(slow)), anew, initializer=silence_libraries) as pool:
        begun = [(path, job, pool.submit(job.make)) for path, job in slow]
        try:
            yield from ((path, job, job.make()) for path, job in jobs if job.form not in _SLOW)
            yield from ((path, job, future.result()) for path, job, future in begun)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise

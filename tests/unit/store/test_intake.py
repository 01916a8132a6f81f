"""What a draft inherits, and how it is kept; the command's side of it is in tests/cli/test_import.py."""

import os
from pathlib import Path

import pytest

from codetool.errors import OutputError, RequestError, VersionError
from codetool.findings import Severity
from codetool.importers import Imported, ImportRequest, import_source
from codetool.store.files import Source
from codetool.store.intake import Kept, keep_import, make_request, only_work
from codetool.store.lock import sole_writer
from codetool.validate import check_source

TEXT = "CODE D'ESSAI\n\nArt. 1. Un essai.\n\nArt. 2. Un autre.\n"
OTHER = TEXT.replace("autre", "second")


def bring(store: Path, text: str, *, force: bool = False, **options: str) -> Kept:
    request = make_request({"date": "2020-01-01", "work": "essai", **options}, store)
    source = Source(place="received.txt", content=text.encode())
    return keep_import(store, imported(text, request), source, request, force=force)


def imported(text: str, request: ImportRequest) -> Imported:
    return import_source(text.encode(), "received.txt", request)


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_without_anything_known_the_profile_decides() -> None:
    request = make_request({"date": "2020-01-01"}, None)
    assert request == ImportRequest(
        date="2020-01-01",
        work="fewasc-deontologie",
        iri="/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas",
        title="Code de déontologie des assistants sociaux de CPAS",
        author="fewasc",
        author_short="FéWASC",
        author_name="Fédération Wallonne des Assistants Sociaux de CPAS",
    )
    assert request.is_draft


def test_a_work_that_is_new_is_named_by_its_slug() -> None:
    request = make_request({"date": "2020-01-01", "work": "autre-code"}, None)
    assert request.iri == "/akn/be/act/code/autre/2020-01-01/autre-code"
    assert (request.author, request.author_short, request.author_name) == ("autre", "autre", "autre")
    assert request.title == "", "the importer reads it from the cover"


def test_another_author_does_not_bear_the_names_of_the_known_one() -> None:
    request = make_request({"date": "2020-01-01", "work": "essai", "author": "autre"}, None)
    assert (request.author, request.author_short, request.author_name) == ("autre", "autre", "autre")
    named = make_request({"date": "2020-01-01", "author": "fewasc"}, None)
    assert named.author_short == "FéWASC"


def test_empty_options_are_not_given() -> None:
    given = {"date": "2020-01-01", "title": "", "language": "", "country": ""}
    assert make_request(given, None) == make_request({"date": "2020-01-01"}, None)


def test_the_only_work_of_the_store_is_meant(tmp_path: Path) -> None:
    assert only_work(None) == only_work(tmp_path) == ""
    bring(tmp_path, TEXT)
    assert only_work(tmp_path) == "essai"
    assert make_request({"date": "2021-01-01"}, tmp_path).work == "essai"
    bring(tmp_path, TEXT, work="autre")
    assert only_work(tmp_path) == ""
    assert make_request({"date": "2021-01-01"}, tmp_path).work == "fewasc-deontologie"


def test_the_last_version_hands_on_its_identity(tmp_path: Path) -> None:
    bring(tmp_path, TEXT, title="Un titre", author="essayeurs", country="lu")
    request = make_request({"date": "2021-01-01"}, tmp_path)
    assert request.iri == "/akn/lu/act/code/essayeurs/2020-01-01/essai"
    assert (request.title, request.author, request.author_name) == ("Un titre", "essayeurs", "essayeurs")
    assert make_request({"date": "2021-01-01", "title": "Un autre"}, tmp_path).title == "Un autre"


@pytest.mark.parametrize(
    ("options", "fact"),
    [
        ({"date": "2020-02-30"}, "'2020-02-30' is no date"),
        ({}, "'' is no date"),
        ({"date": "2020-01-01", "work": "a/b"}, "'a/b' is no name for a folder"),
        ({"date": "2020-01-01", "work": ".."}, "'..' is no name for a folder"),
        ({"date": "2020-01-01", "variant": "-x"}, "'-x' is no name for a folder"),
        ({"date": "2020-01-01", "language": "FR"}, "'FR' is no language in three letters"),
        ({"date": "2020-01-01", "language": "xyq"}, "'xyq' is no language in three letters"),
        ({"date": "2020-01-01", "variant": "fra"}, "the variant 'fra' would be read as a language"),
        ({"date": "2020-01-01", "work": "w", "country": "belgium"}, "'belgium' is no country in two letters"),
        ({"date": "2020-01-01", "work": "w", "country": "BE"}, "'BE' is no country in two letters"),
        ({"date": "2020-01-01", "work": "w", "country": "xx"}, "'xx' is no country in two letters"),
        ({"date": "2020-01-01", "country": "belgium"}, "'belgium' is no country in two letters"),
        ({"date": "2020-01-01", "work": "w", "author": 'a b/c"‹'}, "'a b/c\"‹' is no short id of an author"),
        ({"date": "2020-01-01", "work": "w", "author": "-a"}, "'-a' is no short id of an author"),
        ({"date": "2020-01-01", "title": "a\x01b"}, "the title holds the character U+0001, which no title has"),
        ({"date": "2020-01-01", "title": "a\udcffb"}, "the title holds the character U+DCFF, which no title has"),
        ({"date": "2020-01-01", "title": "a\ufffe"}, "the title holds the character U+FFFE, which no title has"),
        ({"date": "2020-01-01", "work": "w", "author": "2001"}, "'2001' is no short id of an author"),
        ({"date": "2020-01-01", "work": "w", "author": "draft"}, "'draft' is an id that every version uses for"),
        ({"date": "2020-01-01", "language": "fra/"}, "'fra/' is no language in three letters"),
    ],
)
def test_a_request_that_cannot_be_is_refused(options: dict[str, str], fact: str) -> None:
    with pytest.raises(RequestError) as told:
        make_request(options, None)
    assert str(told.value).startswith(fact)


@pytest.mark.parametrize("work", ["a_b", "_a", "règles", "2001-x"])
def test_the_author_of_a_work_of_any_name_can_be_an_id(tmp_path: Path, work: str) -> None:
    kept = bring(tmp_path, TEXT, work=work)
    assert not [one for one in check_source(kept.version.read_bytes(), "a.xml") if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("option", "value", "fact"),
    [("country", "fr", "its country is lu"), ("author", "autre", "its author is essayeurs")],
)
def test_what_contradicts_the_work_s_iri_is_refused(tmp_path: Path, option: str, value: str, fact: str) -> None:
    bring(tmp_path, TEXT, author="essayeurs", country="lu")
    with pytest.raises(RequestError) as told:
        make_request({"date": "2021-01-01", "work": "essai", option: value}, tmp_path)
    assert str(told.value) == (
        f"the work essai has the IRI /akn/lu/act/code/essayeurs/2020-01-01/essai; {fact}. "
        f"Leave --{option} out, or name another --work."
    )
    same = {"country": "lu", "author": "essayeurs"}
    assert make_request({"date": "2021-01-01", "work": "essai", **same}, tmp_path).country == "lu"


def test_an_author_whom_the_iri_does_not_name_is_no_contradiction(tmp_path: Path) -> None:
    kept = bring(tmp_path, TEXT, author="essayeurs")
    text = kept.version.read_text().replace("/act/code/essayeurs/", "/act/code/")
    kept.version.write_text(text.replace('"essayeurs"', '"les_uns"').replace("#essayeurs", "#les_uns"))
    assert make_request({"date": "2021-01-01"}, tmp_path).author == "les_uns", "as the document has it"
    assert make_request({"date": "2021-01-01", "author": "autre"}, tmp_path).author == "autre"


def test_the_version_and_its_source_are_kept(tmp_path: Path) -> None:
    kept = bring(tmp_path, TEXT, variant="avis")
    assert kept == Kept(
        version=tmp_path / "essai/2020-01-01.avis.fra.xml",
        source=tmp_path / "essai/sources/2020-01-01.avis.fra.txt",
        fresh=True,
    )
    assert kept.source.read_text() == TEXT


def test_a_source_without_suffix_is_kept_as_text(tmp_path: Path) -> None:
    request = make_request({"date": "2020-01-01", "work": "essai"}, tmp_path)
    source = Source(place="received", content=TEXT.encode())
    assert keep_import(tmp_path, imported(TEXT, request), source, request, force=False).source.suffix == ".txt"


def test_the_same_again_is_not_written(tmp_path: Path) -> None:
    kept = bring(tmp_path, TEXT)
    before = [path.stat().st_mtime_ns for path in (kept.version, kept.source)]
    again = bring(tmp_path, TEXT)
    assert not again.fresh
    assert [path.stat().st_mtime_ns for path in (kept.version, kept.source)] == before


def test_another_text_is_refused_or_replaces(tmp_path: Path) -> None:
    kept = bring(tmp_path, TEXT)
    with pytest.raises(VersionError, match="the store holds another text under this label"):
        bring(tmp_path, OTHER)
    assert kept.source.read_text() == TEXT
    assert bring(tmp_path, OTHER, force=True).fresh
    assert kept.source.read_text() == OTHER


def test_a_missing_half_is_written_again(tmp_path: Path) -> None:
    kept = bring(tmp_path, TEXT)
    kept.source.unlink()
    assert bring(tmp_path, TEXT).fresh
    assert kept.source.read_text() == TEXT


FULL = OSError(28, "No space left on device")


def fail_at(step: str, at: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let a call of the system fail from the `at`th time on; return the count of its calls."""
    module, _, name = step.rpartition(".")
    owner = {"os": os, "pathlib.Path": Path}[module]
    work = getattr(owner, name)
    calls = [0]

    def count(*arguments: object, **options: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            raise FULL
        return work(*arguments, **options)

    monkeypatch.setattr(owner, name, count)
    return calls


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(("step", "at"), [("os.fsync", 1), ("os.fsync", 2)])
@pytest.mark.parametrize("there", [False, True])
def test_where_one_half_cannot_be_written_the_other_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, at: int, *, there: bool
) -> None:
    if there:
        bring(tmp_path, TEXT, variant="avis")
    before = listing(tmp_path), contents(tmp_path)
    calls = fail_at(step, at, monkeypatch)
    with pytest.raises(OutputError):
        bring(tmp_path, TEXT)
    assert calls[0] >= at
    assert (listing(tmp_path), contents(tmp_path)) == before


@pytest.mark.parametrize(
    ("step", "at"),
    [("os.fsync", 1), ("os.fsync", 2), ("pathlib.Path.replace", 1), ("pathlib.Path.replace", 2)],
)
def test_a_replacement_that_fails_leaves_the_version_and_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, at: int
) -> None:
    bring(tmp_path, TEXT)
    before = contents(tmp_path)
    fail_at(step, at, monkeypatch)
    with pytest.raises(OutputError, match="No space left on device"):
        bring(tmp_path, OTHER, force=True)
    assert contents(tmp_path) == before
    monkeypatch.undo()
    bring(tmp_path, OTHER, force=True)
    assert contents(tmp_path) != before


def test_another_import_in_the_same_moment_keeps_what_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = make_request({"date": "2020-01-01", "work": "essai"}, tmp_path)
    bring(tmp_path, OTHER)
    before = contents(tmp_path)
    monkeypatch.setattr("codetool.store.intake._changed", lambda files, **_: files)  # as it was when the loser looked
    with pytest.raises(OutputError, match="the file is there already"):
        keep_import(
            tmp_path,
            imported(TEXT, request),
            Source(place="received.txt", content=TEXT.encode()),
            request,
            force=False,
        )
    monkeypatch.undo()
    assert contents(tmp_path) == before


def test_a_work_that_another_import_made_meanwhile_is_told(tmp_path: Path) -> None:
    late = make_request({"date": "2021-01-01", "work": "essai"}, tmp_path)
    bring(tmp_path, TEXT)
    before = contents(tmp_path)
    with pytest.raises(VersionError) as told:
        keep_import(tmp_path, imported(TEXT, late), Source(place="a.txt", content=TEXT.encode()), late, force=False)
    assert str(told.value) == (
        "another import gave the work essai the IRI /akn/be/act/code/essai/2020-01-01/essai meanwhile. "
        "Try again: the version then belongs to that Work."
    )
    assert contents(tmp_path) == before


def test_an_import_waits_for_no_other_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    told = "another codetool has been writing into this folder for two minutes"
    with sole_writer(tmp_path), pytest.raises(OutputError, match=told):
        bring(tmp_path, TEXT)
    assert listing(tmp_path) == []
    assert bring(tmp_path, TEXT).fresh

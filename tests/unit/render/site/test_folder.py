"""The folder of a site: whose files are whose."""

import json
from pathlib import Path

import pytest

from codetool.errors import OutputError
from codetool.render.site.folder import LIST, SiteFolder, open_folder


def filled(root: Path) -> SiteFolder:
    """Return a folder with two pages of ours."""
    folder = open_folder(root, free=False)
    folder.claim(["index.html", "a/b.html"])
    folder.put("index.html", b"one", "key")
    folder.put("a/b.html", b"two")
    folder.finish(["index.html", "a/b.html"], "inputs")
    return open_folder(root, free=False)


def test_what_was_made_is_known_again(tmp_path: Path) -> None:
    folder = filled(tmp_path / "site")
    assert folder.is_whole("inputs")
    assert not folder.is_whole("other inputs")
    assert folder.is_current("index.html", "key")
    assert not folder.is_current("index.html", "other key")
    assert not folder.is_current("c.html", "")


def test_a_file_that_changed_is_no_more_what_we_made(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    (tmp_path / "index.html").write_bytes(b"1")
    assert not folder.is_current("index.html", "key")
    assert not folder.is_whole("inputs")


def test_a_folder_of_others_is_refused_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"this folder holds files that are no site\. Name an empty folder with -o"):
        open_folder(tmp_path, free=False)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]
    assert open_folder(tmp_path, free=True).made == {}


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"")
    with pytest.raises(OutputError, match=r"site: a file stands where the folder should be\. Name another with -o\.$"):
        open_folder(tmp_path / "site", free=True)


def test_a_file_of_others_in_the_place_of_a_page_stops_the_build_before_it_begins(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    (tmp_path / "new.html").write_bytes(b"mine")
    listed = (tmp_path / LIST).read_bytes()
    with pytest.raises(OutputError, match=r"new\.html: a file that is no page of the site stands in its place"):
        folder.claim(["index.html", "new.html"])
    assert (tmp_path / "new.html").read_bytes() == b"mine"
    assert (tmp_path / LIST).read_bytes() == listed
    open_folder(tmp_path, free=True).claim(["new.html"])


def test_only_what_we_made_is_removed(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    (tmp_path / "a" / "mine.txt").write_bytes(b"")
    folder.claim(["index.html"])
    folder.finish(["index.html"], "")
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(["a", LIST, "index.html", "mine.txt"])
    assert folder.removed == {"a/b.html"}


def test_a_folder_that_became_empty_goes(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    folder.finish(["index.html"], "")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hosts", "a/../../x", "", "./index.html"])
def test_a_list_that_names_what_is_outside_is_not_believed(tmp_path: Path, path: str) -> None:
    filled(tmp_path / "site")
    listed = tmp_path / "site" / LIST
    table = json.loads(listed.read_bytes())
    table["files"][path] = ["", ""]
    listed.write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(OutputError, match="the list of the site's pages is damaged"):
        open_folder(tmp_path / "site", free=True)


@pytest.mark.parametrize("content", ["", "[]", "null", '{"format": "codetool-site/1"}', "[" * 100_000, "\udc00"])
def test_a_damaged_list(tmp_path: Path, content: str) -> None:
    (tmp_path / LIST).write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(OutputError, match="Empty the folder, or name another with -o"):
        open_folder(tmp_path, free=True)


def test_a_list_of_another_form(tmp_path: Path) -> None:
    (tmp_path / LIST).write_text('{"format": "codetool-site/9", "inputs": "", "files": {}}', encoding="utf-8")
    with pytest.raises(OutputError, match="another program made this site, or another version of this one"):
        open_folder(tmp_path, free=False)


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "site", free=True)
    (tmp_path / "outside").mkdir()
    folder.claim(["a/b.html"])
    (tmp_path / "site" / "a").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match="a link leads out of the folder of the site"):
        folder.put("a/b.html", b"")
    with pytest.raises(OutputError, match="a link leads out of the folder of the site"):
        folder.finish([], "")
    assert list((tmp_path / "outside").iterdir()) == []


def test_what_could_not_be_written_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "site", free=False)
    folder.claim(["page.html"])
    (tmp_path / "site" / "page.html").mkdir()  # nothing can be put in its place
    with pytest.raises(OutputError):
        folder.put("page.html", b"text")
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["codetool-site.json", "page.html"]


def test_what_a_build_left_that_was_cut_off_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".codetool-x.part").write_bytes(b"half of a list")
    folder = open_folder(tmp_path, free=False)
    folder.claim(["a/b.html"])
    folder.put("a/b.html", b"one")
    (tmp_path / "a" / ".codetool-y.part").write_bytes(b"half of a page")
    folder.claim(["a/b.html"])
    folder.finish(["a/b.html"], "")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b.html", LIST]

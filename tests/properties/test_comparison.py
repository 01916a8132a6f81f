"""Laws of the comparison, on small codes that are drafted, then amended."""

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from itertools import count, pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codetool.akn.read import read_expression
from codetool.diff import ChangeSet, Kind, Op, compare
from codetool.diff.units import units_of
from codetool.model.expression import Expression
from codetool.render.redline_json import render_redline_json

WORDS = (
    "le la les l'avis l’accord du bureau membre dossier délai usager plainte , ; « » : 3,5 % 1.000 euros 2.3 "
    "article statue agit informe remet refuse écrit secret (abrogé) aujourd'hui sans avec \u00a0! qu'il"
).split(" ")

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of a draft: its paragraphs, and whether it carries ids."""

    key: int
    paragraphs: tuple[str, ...]
    title: int = 1
    eid: str = ""
    wid: str = ""


Draft = tuple[Article, ...]

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(tuple)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Return the articles of a code, in one to three titles, some of them repealed or saying the same."""
    texts = draw(st.lists(st.one_of(paragraphs, st.just(("(abrogé)",))), max_size=8))
    titles = sorted(draw(st.lists(st.integers(1, 3), min_size=len(texts), max_size=len(texts))))
    with_ids = draw(st.sampled_from(["no ids", "eIds", "wIds"]))
    return tuple(
        Article(
            key=key,
            paragraphs=text,
            title=title,
            eid="" if with_ids == "no ids" else f"art_{key}",
            wid=f"w_{key}" if with_ids == "wIds" else "",
        )
        for key, (text, title) in enumerate(zip(texts, titles, strict=True))
    )


@st.composite
def amended(draw: st.DrawFn) -> tuple[Draft, Draft]:
    """Return a code and what some amendments make of it: edits, insertions, removals, moves, ids that drift."""
    old = draw(drafts())
    new = list(old)
    fresh = count(100)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(new)))
        what = draw(st.sampled_from(["edit", "insert", "remove", "move", "drift", "retitle"]))
        if what == "insert":
            key = next(fresh)
            new.insert(
                at, Article(key=key, paragraphs=draw(paragraphs), title=draw(st.integers(1, 3)), eid=f"new_{key}")
            )
        elif at < len(new):
            article = new.pop(at)
            if what == "edit":
                new.insert(at, replace(article, paragraphs=draw(paragraphs)))
            elif what == "move":
                new.insert(draw(st.integers(0, len(new))), article)
            elif what == "drift":
                new.insert(at, replace(article, eid=draw(st.sampled_from(["", "autre", article.eid])), wid=""))
            elif what == "retitle":
                new.insert(at, replace(article, title=draw(st.integers(1, 3))))
    return old, tuple(new)


def drafted(draft: Draft) -> Expression:
    """Return the Expression of a draft: articles numbered as they stand, a title opened where it changes."""
    pieces, open_title = [], 0
    for number, article in enumerate(draft, 1):
        if article.title != open_title:
            pieces += ["</title>" if open_title else "", f"<title><num>TITRE {article.title}</num>"]
            open_title = article.title
        ids = "".join(f' {name}="{value}"' for name, value in (("eId", article.eid), ("wId", article.wid)) if value)
        content = "".join(f"<p>{text}</p>" for text in article.paragraphs)
        pieces.append(f"<article{ids}><num>{number}.</num><content>{content}</content></article>")
    pieces.append("</title>" if open_title else "")
    source = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/>'
        f"<body>{''.join(pieces)}</body></act></akomaNtoso>"
    )
    return read_expression(source.encode())


def compared(pair: tuple[Draft, Draft]) -> ChangeSet:
    return compare(drafted(pair[0]), drafted(pair[1]))


@QUICK
@given(amended())
def test_every_article_of_either_side_is_in_one_row(pair: tuple[Draft, Draft]) -> None:
    changes = compared(pair)
    for side, draft in (("old", pair[0]), ("new", pair[1])):
        told = [place.num for row in changes.articles for place in getattr(row, side)]
        assert sorted(told) == sorted(f"{number}." for number in range(1, len(draft) + 1))
    assert all(row.old or row.new for row in changes.articles)


@QUICK
@given(amended())
def test_rows_follow_the_new_text(pair: tuple[Draft, Draft]) -> None:
    told = [place.num for row in compared(pair).articles for place in row.new]
    assert told == [f"{number}." for number in range(1, len(pair[1]) + 1)]


@QUICK
@given(amended())
def test_segments_joined_by_side_are_the_texts(pair: tuple[Draft, Draft]) -> None:
    old, new = drafted(pair[0]), drafted(pair[1])
    changes = compare(old, new)
    for text, is_new in ((old, False), (new, True)):
        units = units_of(text)
        texts = {(unit.name, unit.num, unit.label): unit.text for unit in (*units.articles, *units.containers)}
        for row in (*changes.articles, *changes.others):
            names = [(place.name, place.num, place.eid) for place in (row.new if is_new else row.old)]
            if names and all(name[0] in ("article", "title") and list(texts).count(name) == 1 for name in names):
                assert row.text(new=is_new) == " ".join(filter(None, (texts[name] for name in names)))
    for row in changes.articles:
        assert all(segment.text for segment in row.segments)
        assert all(one.op is not two.op for one, two in pairwise(row.segments))


@QUICK
@given(amended())
def test_kinds_agree_with_segments_and_numbers(pair: tuple[Draft, Draft]) -> None:
    for row in compared(pair).articles:
        assert (row.kinds[0] is Kind.INSERTED) == (not row.old)
        assert (row.kinds[0] is Kind.REMOVED) == (not row.new)
        if row.old and row.new:
            same = all(segment.op is Op.EQUAL for segment in row.segments)
            assert (row.kinds[0] is Kind.UNCHANGED) == same
            assert (Kind.RENUMBERED in row.kinds) == (row.old[0].num != row.new[0].num)
        assert 0 < row.confidence <= 1


@QUICK
@given(drafts())
def test_a_text_compared_with_itself_is_unchanged(draft: Draft) -> None:
    changes = compare(drafted(draft), drafted(draft))
    assert not changes.has_changes
    assert changes.stale == ()
    assert [row.kinds for row in changes.articles] == [(Kind.UNCHANGED,)] * len(draft)


@QUICK
@given(amended())
def test_an_article_put_in_at_the_top_only_renumbers(pair: tuple[Draft, Draft]) -> None:
    old = tuple(replace(article, wid="") for article in pair[0])
    first = Article(
        key=99, paragraphs=("Nul renvoi ne vaut dispense pour quiconque.",), title=old[0].title if old else 1
    )
    kinds = [row.kinds for row in compared((old, (first, *old))).articles]
    assert kinds == [(Kind.INSERTED,), *[(Kind.UNCHANGED, Kind.RENUMBERED)] * len(old)]


@QUICK
@given(amended())
def test_the_same_texts_give_the_same_bytes(pair: tuple[Draft, Draft]) -> None:
    assert render_redline_json(compared(pair)) == render_redline_json(compared(pair))


def paired(changes: ChangeSet) -> set[tuple[str, str]]:
    return {(row.old[0].num, row.new[0].num) for row in changes.articles if row.old and row.new}


@QUICK
@given(amended())
def test_what_one_direction_inserts_the_other_removes(pair: tuple[Draft, Draft]) -> None:
    # Of articles that say the same or nearly so, either may be the one that went: the law is for texts told apart.
    sides = tuple(
        tuple(replace(article, paragraphs=(*article.paragraphs, f"{article.key} " * 20)) for article in draft)
        for draft in pair
    )
    there, back = compared((sides[0], sides[1])), compared((sides[1], sides[0]))
    assert paired(there) == {(old, new) for new, old in paired(back)}
    assert there.summary()["inserted"] == back.summary()["removed"]
    assert there.summary()["removed"] == back.summary()["inserted"]
    assert there.summary()["moved"] == back.summary()["moved"]


@QUICK
@given(amended())
def test_the_json_has_the_keys_that_scripts_lean_on(pair: tuple[Draft, Draft]) -> None:
    found = json.loads(render_redline_json(compared(pair)))
    assert found["format"] == "codetool-diff/1"
    assert {"format", "old", "new", "articles", "others", "summary"} <= found.keys()
    assert {"iri", "sha256"} <= found["old"].keys() & found["new"].keys()
    row_keys = {"old", "new", "old_num", "new_num", "kinds", "confidence", "words", "segments", "patch"}
    for row in (*found["articles"], *found["others"]):
        assert row_keys <= row.keys()
        assert row["words"].keys() == {"inserted", "deleted"}
        assert all(op in ("equal", "delete", "insert") for op, _ in row["segments"])
        assert all(text for _, text in row["segments"]) or len(row["segments"]) == 1
    counts = {kind.value for kind in Kind} | {"words_inserted", "words_deleted"}
    assert counts <= found["summary"].keys()


def test_the_same_texts_give_the_same_bytes_in_another_process(root: Path) -> None:
    pairs = ["versions/fewasc-deontologie/2001-06-07.fra.xml", "examples/exercice/exercice.fra.xml"]
    for old in sorted((root / "tests" / "cases" / "diff").glob("*/old.xml")):
        pairs += [str(old), str(old.with_name("new.xml"))]
    program = (
        "import sys; from pathlib import Path; from codetool.akn.read import read_expression\n"
        "from codetool.diff import compare; from codetool.render.redline_json import render_redline_json\n"
        "texts = [read_expression(Path(name).read_bytes()) for name in sys.argv[1:]]\n"
        "for sides in zip(texts[::2], texts[1::2]):\n"
        "    sys.stdout.buffer.write(render_redline_json(compare(*sides)).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, *pairs],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "src")},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"codetool-diff/1") == len(pairs) // 2 > 60

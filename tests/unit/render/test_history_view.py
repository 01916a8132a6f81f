"""The history under an article: what happened, in the words of a code's margin, in the language of the text."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from codetool.akn.read import read_expression
from codetool.diff.changes import Op
from codetool.history import Dated, History, trace_articles
from codetool.render.history_view import ArticleHistory, Telling, history_blocks, shortened, view_history
from codetool.render.history_words import Words
from codetool.render.templates import labels_for

SILENCE = "Le secret professionnel couvre tout ce que le membre apprend dans son travail"
DUTY = "Le membre informe le conseil sans tarder de toute poursuite dirigée contre lui"
FEES = "Les honoraires sont fixés par écrit avant le début de la mission confiée"
PEACE = "Les litiges entre membres sont soumis à la conciliation du président élu"


class Text(NamedTuple):
    """A version in small: its articles by number, in chapters; whether it is a draft."""

    chapters: Sequence[dict[str, str]]
    draft: bool = False
    unit: str = "article"
    language: str = "fra"


def xml(text: Text, meta: str = "") -> bytes:
    body = ""
    for number, chapter in enumerate(text.chapters, start=1):
        articles = "".join(
            f'<{text.unit} eId="{text.unit[:3]}_{num.replace(".", "-")}"><num>{num}.</num>'
            f"<content><p>{said}.</p></content></{text.unit}>"
            for num, said in chapter.items()
        )
        body += f'<chapter eId="chp_{number}"><num>Chapitre {number}</num><heading>Suite</heading>{articles}</chapter>'
    authority = "false" if text.draft else "true"
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification source="#s">'
        f'<FRBRExpression><FRBRauthoritative value="{authority}"/><FRBRlanguage language="{text.language}"/>'
        f"</FRBRExpression></identification>{meta}</meta><body>{body}</body></act></akomaNtoso>"
    ).encode()


def history_of(*texts: Text, meta: str = "") -> History:
    return trace_articles(
        [
            Dated(expression=read_expression(xml(text, meta)), label=f"{year}-01-01", date=f"{year}-01-01")
            for year, text in enumerate(texts, start=2001)
        ]
    )


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def told(history: History, eid: str) -> ArticleHistory:
    return view_history(history, history.versions[-1].label)[eid]


def steps(history: History, eid: str) -> list[str]:
    return [plain(step.words) for step in told(history, eid).steps]


def one(**articles: str) -> Text:
    return Text([{num.removeprefix("a").replace("_", "."): said for num, said in articles.items()}])


def test_an_article_that_never_changed() -> None:
    found = told(history_of(one(a1=SILENCE), one(a1=SILENCE)), "art_1")
    assert plain(found.line) == "Inchangé depuis la version du 1er janvier 2001"
    assert found.is_short


def test_an_article_that_was_modified_once_and_again() -> None:
    history = history_of(one(a1=SILENCE), one(a1=f"{SILENCE} quotidien"), one(a1=f"{SILENCE} de chaque jour"))
    assert plain(told(history, "art_1").line) == "Modifié 2 fois, la dernière par la version du 1er janvier 2003"
    assert steps(history, "art_1") == [
        "Présent dès la première version conservée (version du 1er janvier 2001)",
        "Modifié par la version du 1er janvier 2002",
        "Modifié par la version du 1er janvier 2003",
    ]
    before = view_history(history, "2002-01-01")["art_1"]
    assert plain(before.line) == "Modifié par la version du 1er janvier 2002"
    assert len(before.steps) == 2


def test_a_step_shows_the_lines_that_changed_and_counts_the_words() -> None:
    history = history_of(one(a1=SILENCE), one(a1=f"{SILENCE} quotidien"))
    step = told(history, "art_1").steps[1]
    assert plain(step.count) == "mots ajoutés : 1, mots supprimés : 0"
    (line,) = step.lines
    assert line is not None
    assert [segment.text.strip() for segment in line.segments if segment.op is Op.INSERT] == ["quotidien"]
    assert (step.label, step.date) == ("2002-01-01", "2002-01-01")


def test_lines_that_did_not_change_are_left_out_between_those_that_did() -> None:
    whole = f"{SILENCE}.</p><p>{DUTY}.</p><p>{FEES}.</p><p>{PEACE}"
    history = history_of(one(a1=whole), one(a1=whole.replace("secret", "silence").replace("honoraires", "frais")))
    lines = told(history, "art_1").steps[1].lines
    assert [line is None for line in lines] == [False, True, False]
    assert '<p class="gap" aria-hidden="true">' in history_blocks(history, "2002-01-01")["art_1"]


def test_an_article_without_a_number_is_called_by_its_heading() -> None:
    number, heading = b"<num>1.</num>", b"<heading>Silence</heading>"
    texts = [xml(text).replace(number, heading) for text in (one(a1=SILENCE, a2=DUTY), one(a2=DUTY))]
    made = [
        Dated(expression=read_expression(t), label=day, date=day)
        for t, day in zip(texts, ("2001-01-01", "2002-01-01"), strict=True)
    ]
    history = trace_articles(made)
    assert history.of("2001-01-01", "art_1").states[0].heading == "Silence"
    assert plain(told(history, "art_2").gone[0]).startswith("Précédait : ancien article Silence, supprimé")


def test_an_article_that_goes_on_has_no_end() -> None:
    history = history_of(one(a1=SILENCE))
    assert Words.of(history, labels_for("fr")).ending(history.trails[0]) == ""


def test_an_article_that_came_later() -> None:
    before, after = one(a1=SILENCE), one(a1=SILENCE, a2=DUTY)
    assert plain(told(history_of(before, after), "art_2").line) == "Inséré par la version du 1er janvier 2002"
    later = history_of(before, after, after)
    assert plain(told(later, "art_2").line) == "Inséré par la version du 1er janvier 2002 ; inchangé depuis"
    assert told(later, "art_2").steps[0].lines == ()


def test_an_article_with_another_number() -> None:
    history = history_of(one(a2_3=SILENCE), one(a2_3=DUTY, a2_4=SILENCE))
    assert steps(history, "art_2-4")[1] == "Renuméroté par la version du 1er janvier 2002 ; ancien article 2.3"
    assert plain(told(history, "art_2-4").line) == (
        "Renuméroté par la version du 1er janvier 2002 ; ancien article 2.3"
    )


def test_a_number_printed_otherwise_is_the_same_number() -> None:
    before = xml(one(a1=SILENCE, a2=DUTY)).replace(b"<num>1.<", b"<num>Art. 1bis.<")
    after = xml(one(a1=SILENCE, a2=DUTY)).replace(b"<num>1.<", b"<num>Article 1 bis<")
    made = [
        Dated(expression=read_expression(text), label=day, date=day)
        for text, day in ((before, "2001-01-01"), (after, "2002-01-01"))
    ]
    history = trace_articles(made)
    assert steps(history, "art_1")[1:] == ["Typographie retouchée par la version du 1er janvier 2002"]
    assert "ancien" not in told(history, "art_1").line


def test_an_article_that_was_modified_under_another_number() -> None:
    texts = one(a1=SILENCE, a2=DUTY), one(a1=SILENCE, a2=FEES, a3=f"{DUTY} ou les siens")
    assert steps(history_of(*texts), "art_3")[1] == "Modifié par la version du 1er janvier 2002 ; ancien article 2"


def test_an_article_that_moved_to_another_chapter() -> None:
    before = Text([{"1": SILENCE, "2": DUTY}, {"3": FEES, "4": PEACE}])
    after = Text([{"2": DUTY}, {"3": FEES, "1": SILENCE, "4": PEACE}])
    assert steps(history_of(before, after), "art_1")[1] == (
        "Déplacé par la version du 1er janvier 2002 ; venait de : Chapitre 1 Suite"
    )


def test_an_article_that_moved_within_its_chapter() -> None:
    before, after = one(a1=SILENCE, a2=DUTY, a3=FEES, a4=PEACE), one(a1=SILENCE, a3=FEES, a4=PEACE, a2=DUTY)
    assert steps(history_of(before, after), "art_2")[1] == (
        "Déplacé par la version du 1er janvier 2002 ; venait après : article 1"
    )


def test_an_article_that_was_split() -> None:
    history = history_of(one(a1=f"{SILENCE}. {DUTY}"), one(a1=SILENCE, a2=DUTY))
    assert steps(history, "art_1")[1] == "Scission par la version du 1er janvier 2002 : articles 1 et 2"
    assert steps(history, "art_2") == ["Détaché de l’ancien article 1 par la version du 1er janvier 2002"]
    # Of the words of both, each shows its own.
    lines = [line for line in told(history, "art_2").steps[0].lines if line]
    assert all(SILENCE not in segment.text for line in lines for segment in line.segments)


def test_articles_that_were_merged() -> None:
    history = history_of(one(a1=SILENCE, a2=DUTY, a3=FEES), one(a1=f"{SILENCE}. {DUTY}", a3=FEES))
    assert steps(history, "art_1")[1] == "Fusion par la version du 1er janvier 2002 : articles 1 et 2"
    gone = history.of("2001-01-01", "art_2")
    ended = Telling.of(history).view(gone, 1)
    assert plain(ended.steps[-1].words) == "Fusionné par la version du 1er janvier 2002 dans : article 1"
    assert len(Telling.of(history).view(gone, 0).steps) == 1


def test_an_article_that_was_removed() -> None:
    history = history_of(one(a1=SILENCE, a2=DUTY), one(a1=SILENCE), one(a1=SILENCE))
    gone = Telling.of(history).view(history.of("2001-01-01", "art_2"), 2)
    assert plain(gone.steps[-1].words) == "Supprimé par la version du 1er janvier 2002"
    assert gone.steps[-1].label == "2002-01-01"


def test_an_article_that_is_no_more_is_told_where_it_stood() -> None:
    texts = one(a1=SILENCE, a2=DUTY, a3=FEES), one(a1=SILENCE, a3=FEES), one(a3=FEES)
    history = history_of(*texts)
    first = [plain(line) for line in view_history(history, "2002-01-01")["art_1"].gone]
    assert first == ["Suivait : ancien article 2, supprimé par la version du 1er janvier 2002"]
    last = [plain(line) for line in told(history, "art_3").gone]
    assert last == [
        "Précédait : ancien article 1, supprimé par la version du 1er janvier 2003",
        "Précédait : ancien article 2, supprimé par la version du 1er janvier 2002",
    ]
    assert view_history(history, "2001-01-01")["art_1"].gone == ()
    assert '<p class="history gone">Précédait' in history_blocks(history, "2003-01-01")["art_3"]


def test_what_was_merged_is_told_by_the_merger() -> None:
    history = history_of(one(a1=SILENCE, a2=DUTY, a3=FEES), one(a1=f"{SILENCE}. {DUTY}", a3=FEES))
    assert told(history, "art_1").gone == ()


def test_where_nothing_is_left_there_is_nobody_to_tell() -> None:
    assert view_history(history_of(one(a1=SILENCE), Text([])), "2002-01-01") == {}


def test_typography_is_no_modification() -> None:
    history = history_of(one(a1=SILENCE), one(a1=f"{SILENCE} !"))
    assert plain(told(history, "art_1").line) == "Typographie retouchée par la version du 1er janvier 2002"
    assert told(history, "art_1").steps[1].count == ""


def test_words_that_are_only_marked_as_deleted_are_law_no_more() -> None:
    texts = [one(a1=SILENCE), one(a1=SILENCE.replace("dans son travail", "<del>dans son travail</del>"))]
    history = history_of(*texts, texts[1])
    assert plain(told(history, "art_1").line) == "Mots marqués comme supprimés par la version du 1er janvier 2002"
    step = told(history, "art_1").steps[1]
    assert plain(step.words) == (
        "Mots marqués comme supprimés par la version du 1er janvier 2002 ; « dans son travail »"
    )
    assert step.count == ""


def test_struck_words_beside_typography_are_not_hidden_by_it() -> None:
    texts = one(a1=f"Voir ! {SILENCE}"), one(a1=f"Voir. {SILENCE.replace('dans', '<del>dans</del>')}")
    assert plain(told(history_of(*texts), "art_1").line).startswith("Mots marqués comme supprimés")


def test_a_style_of_deletion_strikes_words_too() -> None:
    before = xml(one(a1=SILENCE))
    made = [before, before.replace(b'eId="art_1"', b'eId="art_1" style="del"')]
    history = trace_articles(
        [
            Dated(expression=read_expression(text), label=f"200{n}-01-01", date=f"200{n}-01-01")
            for n, text in enumerate(made)
        ]
    )
    assert plain(told(history, "art_1").line) == "Mots marqués comme supprimés par la version du 1er janvier 2001"


def test_other_markup_is_no_modification() -> None:
    texts = one(a1=SILENCE), one(a1=SILENCE.replace("secret", "<b>secret</b>"))
    assert steps(history_of(*texts), "art_1")[1] == (
        "Mise en forme ou liens retouchés par la version du 1er janvier 2002"
    )


def test_references_that_follow_are_no_modification() -> None:
    texts = (
        one(a1=f"Voir l'article 2. {SILENCE}", a2=DUTY),
        one(a1=f"Voir l'article 3. {SILENCE}", a2=FEES, a3=DUTY),
    )
    assert plain(told(history_of(*texts), "art_1").line) == (
        "Renvois adaptés à la nouvelle numérotation par la version du 1er janvier 2002"
    )


def test_between_drafts_nothing_is_amended() -> None:
    texts = [Text([{"1": SILENCE}], draft=True), Text([{"1": f"{SILENCE} quotidien", "2": DUTY}], draft=True)]
    history = history_of(*texts)
    assert plain(told(history, "art_1").line) == "Changé dans le projet du 1er janvier 2002"
    assert plain(told(history, "art_2").line) == "Ajouté dans le projet du 1er janvier 2002"
    assert steps(history, "art_1")[0] == "Présent dès la première version conservée (projet du 1er janvier 2001)"


def test_what_a_text_adopted_has_beside_its_draft_is_no_amendment_either() -> None:
    texts = [
        Text([{"1": SILENCE}], draft=True),
        Text([{"1": f"{SILENCE} quotidien"}]),
        Text([{"1": f"{SILENCE} oral"}]),
    ]
    history = history_of(*texts)
    assert steps(history, "art_1")[1:] == [
        "Changé dans la version du 1er janvier 2002",
        "Modifié par la version du 1er janvier 2003",
    ]
    assert plain(told(history, "art_1").line) == "Changé 2 fois, la dernière par la version du 1er janvier 2003"


def test_words_agree_with_a_section() -> None:
    texts = [Text([{"1": SILENCE}], unit="section"), Text([{"1": DUTY, "2": f"{SILENCE} oral"}], unit="section")]
    history = history_of(*texts)
    assert steps(history, "sec_2")[1] == "Modifiée par la version du 1er janvier 2002 ; ancienne section 1"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nld", "Gewijzigd bij de versie van 1 januari 2002; vroeger artikel 1"),
        ("deu", "Geändert durch die Fassung vom 1. Januar 2002; früher Artikel 1"),
        ("eng", "Amended by the version of 1 January 2002; formerly article 1"),
        ("fin", "Amended by the version of 1 January 2002; formerly article 1"),
    ],
)
def test_the_words_are_those_of_the_language_of_the_text(language: str, line: str) -> None:
    texts = [Text([{"1": SILENCE}], language=language), Text([{"1": DUTY, "2": f"{SILENCE} oral"}], language=language)]
    assert plain(told(history_of(*texts), "art_2").line) == line


def test_two_versions_of_one_day_are_told_apart() -> None:
    made = [read_expression(xml(text)) for text in (one(a1=SILENCE), one(a1=f"{SILENCE} oral"))]
    labels = ("2001-06-07", "2001-06-07.avis")
    history = trace_articles(
        [Dated(expression=e, label=label, date="2001-06-07") for e, label in zip(made, labels, strict=True)]
    )
    assert plain(told(history, "art_1").line) == "Modifié par la version du 7 juin 2001 (2001-06-07.avis)"


def test_what_the_text_says_itself_is_told_apart() -> None:
    meta = (
        '<lifecycle source="#s"><eventRef eId="e1" date="2002-01-01" source="#rp1" type="amendment"/></lifecycle>'
        '<analysis source="#s"><passiveModifications><textualMod type="replacement"><source href="/l"/>'
        '<destination href="#art_1"/></textualMod><textualMod type="repeal"><source href="/l"/>'
        '<destination href="#art_1__para_1"/></textualMod></passiveModifications></analysis>'
        '<references source="#s"><passiveRef eId="rp1" href="/l" showAs="Loi du 2 mai."/></references>'
    )
    history = history_of(one(a1=SILENCE, a2=DUTY), one(a1=SILENCE, a2=DUTY), meta=meta)
    found = told(history, "art_1")
    assert [plain(act) for act in found.declared] == ["Loi du 2 mai (1er janvier 2002) : remplacement, abrogation"]
    assert plain(found.line).startswith("Inchangé")
    assert not found.is_short
    assert told(history, "art_2").declared == ()


def test_a_step_leads_to_the_comparison_where_there_is_one() -> None:
    history = history_of(one(a1=SILENCE), one(a1=DUTY + SILENCE, a2=FEES), one(a1=DUTY + SILENCE))
    links = {("2001-01-01", "2002-01-01"): "../compare.html"}
    found = view_history(history, "2003-01-01", links)["art_1"]
    assert [step.href for step in found.steps] == ["", "../compare.html#art_1"]
    gone = Telling.of(history, {("2002-01-01", "2003-01-01"): "c.html"}).view(history.of("2002-01-01", "art_2"), 2)
    assert [step.href for step in gone.steps] == ["", "c.html#old-art_2"]


def test_an_eid_that_stands_twice_has_no_history() -> None:
    twice = xml(one(a1=SILENCE)).replace(b"</chapter>", b'<article eId="art_1"><num>2.</num></article></chapter>')
    version = Dated(expression=read_expression(twice), label="2001-01-01", date="2001-01-01")
    assert view_history(trace_articles([version]), "2001-01-01") == {}


def test_what_stands_in_the_text_is_text() -> None:
    history = history_of(one(a1=SILENCE), one(a1=f"{SILENCE} &lt;script&gt;"))
    block = history_blocks(history, "2002-01-01")["art_1"]
    assert "&lt;script&gt;" in block
    assert "<script>" not in block
    assert '<details class="history">' in block


def test_under_the_first_version_stands_only_what_it_says_itself() -> None:
    meta = (
        '<analysis source="#s"><passiveModifications><textualMod type="repeal"><source href="/l"/>'
        '<destination href="#art_2"/></textualMod></passiveModifications></analysis>'
    )
    history = history_of(one(a1=SILENCE, a2=DUTY), one(a1=SILENCE, a2=DUTY), meta=meta)
    assert list(history_blocks(history, "2001-01-01")) == ["art_2"]
    found = view_history(history, "2001-01-01")["art_2"]
    assert plain(found.line) == "Présent dès la première version conservée (version du 1er janvier 2001)"
    assert found.declared == ("/l : abrogation".replace(" :", "\u00a0:"),)


def test_on_paper_nothing_opens() -> None:
    history = history_of(one(a1=SILENCE), one(a1=f"{SILENCE} oral"))
    block = history_blocks(history, "2002-01-01", printed=True)["art_1"]
    assert "details" not in block
    assert "Modifié par la version du 1er\u00a0janvier 2002" in block


def test_a_long_title_of_an_act_is_cut_behind_a_word() -> None:
    assert shortened("mot " * 50, 21) == "mot mot mot mot mot…"

"""Words of a French text and their difference, shown as [-deleted-] and {+inserted+}."""

from unicodedata import normalize

import pytest

from codetool.diff.changes import Op, Segment
from codetool.diff.tokens import Token, count_words, plain_form, tokenize
from codetool.diff.words import diff_words, differ_in_words

MARKS = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}


def shown(segments: tuple[Segment, ...]) -> str:
    return "".join(MARKS[segment.op].format(segment.text) for segment in segments)


def words(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("l'usager n'est qu'un tiers", ["l'", "usager", "n'", "est", "qu'", "un", "tiers"], id="elisions"),
        pytest.param("lorsqu’il jusqu'au", ["lorsqu’", "il", "jusqu'", "au"], id="long elisions, curly or straight"),
        pytest.param("aujourd'hui, prud'hommes", ["aujourd'hui", ",", "prud'hommes"], id="words with an apostrophe"),
        pytest.param("« Bureau »\u00a0:", ["«", "Bureau", "»", ":"], id="guillemets and a no-break space"),
        pytest.param("1.000.000,50 euros", ["1.000.000,50", "euros"], id="a number in groups with decimals"),
        pytest.param("12\u202f500\u00a0km", ["12\u202f500", "km"], id="groups parted by narrow spaces"),
        pytest.param("en 2001 150 membres", ["en", "2001", "150", "membres"], id="a year before a number"),
        pytest.param("3,5 % et 10 %", ["3,5", "%", "et", "10", "%"], id="decimals and a unit"),
        pytest.param(
            "le 2.3. et le 11.2bis", ["le", "2.3", ".", "et", "le", "11.2bis"], id="article numbers are whole"
        ),
        pytest.param("du 2001-06-07", ["du", "2001-06-07"], id="a date is whole"),
        pytest.param("1er, 4° et § 2", ["1er", ",", "4", "°", "et", "§", "2"], id="ordinals and signs"),
        pytest.param("co-auteur, sous-section", ["co-auteur", ",", "sous-section"], id="hyphens inside a word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert "".join(token.text for token in tokenize(text)) == text


def test_space_before_the_first_word_is_kept_apart() -> None:
    assert tokenize("  Un mot") == (Token("", "  "), Token("Un", " "), Token("mot", ""))


def test_marks_of_punctuation_count_as_no_words() -> None:
    assert count_words("« L'avis », dit-il : 3,5 %.") == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Le Bureau statue", "le bureau statue", id="case"),
        pytest.param("Il statue, seul.", "Il statue seul", id="punctuation"),
        pytest.param('le "Bureau"', "le «\u00a0Bureau\u00a0»", id="quotation marks"),
        pytest.param("10\u00a0%", "10%", id="spacing"),
        pytest.param("l’avis", "l'avis", id="apostrophes"),
    ],
)
def test_typography_leaves_the_plain_form_as_it_was(old: str, new: str) -> None:
    # "%" is a mark of punctuation in Unicode: a percentage that becomes a number goes unseen here, and is rare.
    assert plain_form(old) == plain_form(new)


def test_an_accent_is_no_typography() -> None:
    assert plain_form("Il a décidé") != plain_form("Il a décide")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "Le membre, informe le comité.", "Le membre informe le comité.", "Le membre[-,-] informe le comité.",
            id="a comma only, taken out",
        ),
        pytest.param(
            "Le membre informe le comité.", "Le membre, informe le comité.", "Le membre{+,+} informe le comité.",
            id="a comma only, put in",
        ),
        pytest.param("Il suit l'avis.", "Il suit l'usage.", "Il suit l'[-avis-]{+usage+}.", id="the elision stays"),
        pytest.param(
            "Sur l'avis du comité.", "Sur la demande du comité.", "Sur [-l'avis-]{+la demande+} du comité.",
            id="the elision goes with its word",
        ),
        pytest.param(
            'Le mot "usager" vise chacun.', "Le mot «\u00a0usager\u00a0» vise chacun.",
            'Le mot [-"-]{+«\u00a0+}usager[-"-]{+\u00a0»+} vise chacun.',
            id="guillemets with their no-break spaces",
        ),
        pytest.param(
            "Elle vaut 10 %.", "Elle vaut 10\u00a0%.", "Elle vaut 10[- -]{+\u00a0+}%.", id="a no-break space only"
        ),
        pytest.param(
            "L'amende est de 1.000 euros.", "L'amende est de 1.250,50 euros.",
            "L'amende est de [-1.000-]{+1.250,50+} euros.",
            id="a number changes whole, its unit stays",
        ),
        pytest.param(
            "Le taux est de 3,5 %.", "Le taux est de 3,25 %.", "Le taux est de [-3,5-]{+3,25+} %.",
            id="decimals change with their number",
        ),
        pytest.param(
            "au sens de l'article 2.3 du code", "au sens de l'article 2.4 du code",
            "au sens de l'article [-2.3-]{+2.4+} du code",
            id="an article's number changes whole",
        ),
        pytest.param(
            "Il entend le membre et le membre répond.", "Il entend le membre et le plaignant et le membre répond.",
            "Il entend le membre et le {+plaignant et le +}membre répond.",
            id="repeated words stay where they are",
        ),
        pytest.param(
            "Le bureau, après avis du conseil de discipline, statue dans les trois mois.",
            "Le président, sur rapport de la commission d'éthique, statue dans les trois mois.",
            "Le [-bureau-]{+président+}, [-après avis du conseil de discipline-]"
            "{+sur rapport de la commission d'éthique+}, statue dans les trois mois.",
            id="a phrase replaced without confetti",
        ),
        pytest.param(
            "un vote et un scrutin secret", "une séance et une réunion publique",
            "[-un vote et un scrutin secret-]{+une séance et une réunion publique+}",
            id="little words hold no changes apart",
        ),
        pytest.param(
            "Le membre informe le comité. Le membre rend compte.",
            "Le membre informe le comité. Le membre écoute. Le membre rend compte.",
            "Le membre informe le comité. {+Le membre écoute. +}Le membre rend compte.",
            id="an inserted sentence begins where sentences begin",
        ),
        pytest.param(
            "Il est tenu au secret et à la réserve.", "Il est tenu au secret, à la discrétion et à la réserve.",
            "Il est tenu au secret{+, à la discrétion+} et à la réserve.",
            id="an item put into an enumeration",
        ),
        pytest.param(
            "Il remet la lettre et la lettre signée.", "Il remet la lettre signée.",
            "Il remet la lettre [-et la lettre -]signée.",
            id="a repetition taken out",
        ),
        pytest.param(
            "Il vise le membre élu élu.", "Il vise le membre élu.", "Il vise le membre élu[- élu-].",
            id="a word written twice taken out once",
        ),
        pytest.param(
            "Il obtient l'accord du bureau avant d'agir.", "Il obtient l'accord écrit du bureau entier avant d'agir.",
            "Il obtient l'accord {+écrit +}du bureau {+entier +}avant d'agir.",
            id="two additions in one sentence",
        ),
        pytest.param(
            "Il agit, seul.", "Il agit, vite, seul.", "Il agit, {+vite, +}seul.",
            id="an insertion that begins after a comma already",
        ),
        pytest.param(
            "Il agit. Il statue.", "Il agit. Il statue. Il motive.", "Il agit. Il statue.{+ Il motive.+}",
            id="a sentence put in at the end takes its full stop and leaves the one before",
        ),
        pytest.param(
            "Il agit. Il statue. Il motive, puis signe.", "Il agit. Il motive, puis signe.",
            "Il agit. [-Il statue. -]Il motive, puis signe.", id="a sentence taken out",
        ),
        pytest.param(
            "Il agit, seul, et signe.", "Il agit, seul, vite, et signe.", "Il agit, seul, {+vite, +}et signe.",
            id="a word put in with its comma",
        ),
        pytest.param("Le  chef", "Le chef", "Le[-  -]{+ +}chef", id="two spaces become one"),
        pytest.param(" Il agit", "Il agit", "[- -]Il agit", id="space before the first word"),
        pytest.param("Il agit.", "", "[-Il agit.-]", id="everything goes"),
        pytest.param("", "Il agit.", "{+Il agit.+}", id="everything comes"),
        pytest.param("Il agit.", "Il agit.", "Il agit.", id="nothing changes"),
        pytest.param("", "", "", id="nothing at all"),
    ],
)  # fmt: skip
def test_a_difference_reads_as_a_drafter_marks_it(old: str, new: str, expected: str) -> None:
    segments = diff_words(old, new)
    assert shown(segments) == expected
    assert "".join(s.text for s in segments if s.op is not Op.INSERT) == old
    assert "".join(s.text for s in segments if s.op is not Op.DELETE) == new


def test_more_words_than_the_characters_below_the_surrogates_are_told_apart() -> None:
    old = " ".join(f"mot{i}" for i in range(56_000))
    segments = diff_words(old, old + " fin")
    assert shown(segments)[-30:] == old[-22:] + "{+ fin+}"


def test_an_accent_of_its_own_is_the_same_word() -> None:
    composed = "Il répond dans un délai de quinze jours."
    apart = normalize("NFD", composed)
    segments = diff_words(composed, apart)
    assert [s.text for s in segments if s.op is Op.DELETE] == ["répond", "délai"]
    assert not differ_in_words(composed, apart, segments)

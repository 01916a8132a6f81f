import re
from pathlib import Path

from codetool.render.site.labels import site_labels
from codetool.resources import load_table, resource_path


def test_every_language_has_every_label_with_the_same_places() -> None:
    table = load_table("templates/site/labels.toml")
    assert sorted(table) == ["de", "en", "fr", "nl"]
    for language, words in table.items():
        assert words.keys() == table["fr"].keys(), language
        for key, text in words.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", table["fr"][key])), (language, key)


def test_every_label_is_used() -> None:
    folder = resource_path("templates/site")
    package = Path(site_labels.__wrapped__.__code__.co_filename).parent
    sources = [path.read_text(encoding="utf-8") for path in (*folder.glob("*.html"), *package.glob("*.py"))]
    written = " ".join(sources)
    made = re.compile(r"^(?:form|standing|search|found|compare)_")
    unused = [
        key
        for key in load_table("templates/site/labels.toml")["fr"]
        if not re.search(rf"\b{key}\b", written) and not made.match(key)
    ]
    assert unused == []


def test_french_labels_have_the_spaces_of_a_page() -> None:
    assert "\u00a0:" in site_labels("fr")["newer_draft"]
    assert site_labels("fr").date("2019-03-01") == "1er\u00a0mars 2019"

"""What the scripts of a site read: the texts of all articles through all versions, and the forms of their words.

They are scripts themselves, since a page that is opened from a folder may load a script and may not fetch a file. Each
text stands once, however many versions have it.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from codetool.history import State, Trail
from codetool.model.text import unturned
from codetool.render.counts import redline_labels
from codetool.render.site.addresses import COMPARING, SEARCHING, WORDS, link
from codetool.render.site.articles import number_of
from codetool.render.site.chronicle import Chronicle
from codetool.render.site.frame import Site
from codetool.render.site.passages import Passage, passages_of
from codetool.render.templates import fill_template

_STEMMERS = {"fr": "french", "nl": "dutch", "de": "german", "en": "english"}
_WORD = re.compile(r"[^\W_]+")
_SPELT = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def script_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of the site and the data that they read, with their addresses."""
    for path in (SEARCHING, COMPARING):
        yield path, fill_template(f"site/{path}", site.look.templates).encode()
    yield WORDS, _script("words", {chronicle.labels.language: _words(site, chronicle) for chronicle in site.chronicles})
    for chronicle in site.chronicles:
        yield chronicle.rooms.texts, _script("texts", _texts(chronicle))


def _script(name: str, value: object) -> bytes:
    written = unturned(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return f"(window.codetool ??= {{}}, window.codetool.{name} ??= []).push({written});\n".encode()


# --- texts ----------------------------------------------------------------------------------------------------------


def _texts(chronicle: Chronicle) -> dict[str, object]:
    """Return the versions with their articles in order (None: as in the one before), and the readings of everything.

    A reading is its first and last version by place, its number, its eId, its heading, and the place of its text among
    the texts, which have a line for each block. Addresses are those from the site's folder.
    """
    rooms, order = chronicle.rooms, chronicle.history.order
    before = [None, *order]
    texts: dict[str, int] = {}
    readings = [[_reading(chronicle, state, texts) for state in trail.states] for trail in chronicle.history.trails]
    return {
        "slug": chronicle.series.slug,
        "language": chronicle.labels.language,
        "title": chronicle.title,
        "shown": chronicle.shown,
        "versions": [
            {
                "label": version.label,
                "name": chronicle.name(version),
                "href": link("index.html", rooms.version(version)),
                "order": None if order[place] == before[place] else order[place],
            }
            for place, version in enumerate(chronicle.series.versions)
        ],
        "steps": [
            link("index.html", rooms.changes(old, new)) for old, new in pairwise(chronicle.series.versions)
        ],
        "articles": [
            {"href": link("index.html", chronicle.page_of(trail)), "readings": found, **_related(chronicle, trail)}
            for trail, found in zip(chronicle.history.trails, readings, strict=True)
        ],
        "passages": _outside(chronicle, texts),
        "texts": list(texts),
    }  # fmt: skip


def _related(chronicle: Chronicle, trail: Trail) -> dict[str, list[int]]:
    """Return what an article was cut out of, and what it was merged into, by place."""
    history = chronicle.history
    places = {id(one): place for place, one in enumerate(history.trails)}
    found = {"origins": history.origins(trail), "heirs": history.heirs(trail)}
    return {name: [places[id(one)] for one in others] for name, others in found.items()}


def _outside(chronicle: Chronicle, texts: dict[str, int]) -> list[list[object]]:
    """Return the readings of what stands outside articles; one goes on as long as the versions have it unchanged."""
    labels = redline_labels(chronicle.labels.language)
    found: list[list[object]] = []
    before: dict[Passage, int] = {}
    for version, one in enumerate(chronicle.series.versions):
        now: dict[Passage, int] = {}
        for passage in passages_of(one.expression, labels):
            if passage in before:
                now[passage] = before[passage]
                found[now[passage]][1] = version
            elif passage not in now:
                now[passage] = len(found)
                place = texts.setdefault(passage.text, len(texts))
                eid = passage.eid if passage.eid in chronicle.anchors[version] else ""
                found.append([version, version, "", eid, passage.title, place])
        before = now
    return found


def _reading(chronicle: Chronicle, state: State, texts: dict[str, int]) -> list[object]:
    eid = chronicle.anchor_of(state)
    heading, text = state.heading, state.text
    if heading and text.startswith(heading):
        lines = _lines(text, [*state.place.breaks, len(heading)])
        text = "\n".join(lines[1:])
    else:
        text = "\n".join(_lines(text, state.place.breaks))
    place = texts.setdefault(text, len(texts))
    return [state.first, state.last, number_of(state) if state.num else "", eid, heading, place]


def _lines(text: str, breaks: Iterable[int]) -> list[str]:
    """Return a text in lines that begin at the breaks.

    >>> _lines("Un texte : a) le premier ; b) le second.", [11, 27])
    ['Un texte :', 'a) le premier ;', 'b) le second.']
    """
    places = sorted({0, *(at for at in breaks if 0 < at < len(text)), len(text)})
    return [line for start, end in pairwise(places) if (line := text[start:end].strip())]


# --- words ----------------------------------------------------------------------------------------------------------


def _words(site: Site, chronicle: Chronicle) -> dict[str, object]:
    """Return, for the language of a text, the words that are passed over, and the forms of one word side by side."""
    language = chronicle.labels.language
    texts = (
        text
        for one in site.chronicles
        if one.labels.language == language
        for text in _told(one)
    )  # fmt: skip
    return {"stop": chronicle.labels["stop"].split(), "forms": _families(texts, language)}


def _told(chronicle: Chronicle) -> Iterator[str]:
    """Yield all that the search looks in: the articles through all versions, and what stands outside them."""
    for trail in chronicle.history.trails:
        yield from (f"{state.heading} {state.text}" for state in trail.states)
    for version in chronicle.series.versions:
        for passage in passages_of(version.expression, redline_labels(chronicle.labels.language)):
            yield f"{passage.title} {passage.text}"


def _families(texts: Iterable[str], language: str) -> list[str]:
    """Return the words of texts that have more than one form, folded, each with all its forms.

    A stemmer takes the end of "usager" for that of a verb and not so that of "usagers": a word and its plural are a
    family besides.

    >>> _families(["L'usager oblige les usagers obligés."], "fr")
    ['oblige obliges', 'usager usagers']
    """
    import snowballstemmer  # noqa: PLC0415 - only a site asks for it

    stem = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    forms = {word for text in texts for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())}
    families: dict[str, set[str]] = {}
    for form in forms:
        families.setdefault(stem(form), set()).add(fold(form))
        if len(form) > _SHORT and form[-1] in "sx" and form[:-1] in forms and stem(form[:-1]) != stem(form):
            families[f"{form} {form[:-1]}"] = {fold(form), fold(form[:-1])}
    distinct = {" ".join(sorted(family)) for family in families.values() if len(family) > 1}
    return sorted(distinct)


_SHORT = 4
"""Letters of a word in which a last s is no sign of a plural, as in pas or plus."""


def fold(word: str) -> str:
    """Return a word in small letters without accents, as the search compares it.

    >>> fold("Œuvrés")
    'oeuvres'
    """
    spelt = unicodedata.normalize("NFD", word.lower().translate(_SPELT))
    return "".join(letter for letter in spelt if not unicodedata.combining(letter))

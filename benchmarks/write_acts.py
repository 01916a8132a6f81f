"""Acts of our own making as Akoma Ntoso in our profile."""

import re
from collections.abc import Iterator
from itertools import count

from benchmarks.acts import Act, Article, Part, label_of_part, label_of_point
from benchmarks.french import Words, join_words

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="code" contains="{contains}">
    <meta>
      <identification source="#auteur">
        <FRBRWork>
          <FRBRthis value="{work}/!main"/>
          <FRBRuri value="{work}"/>
          <FRBRalias value="Code des essais" name="title"/>
          <FRBRdate date="2020-01-01" name="generation"/>
          <FRBRauthor href="#auteur" as="#author"/>
          <FRBRcountry value="be"/>
          <FRBRsubtype value="code"/>
          <FRBRname value="essais"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="{work}/fra@{date}/!main"/>
          <FRBRuri value="{work}/fra@{date}"/>
          <FRBRdate date="{date}" name="draft"/>
          <FRBRauthor href="#auteur" as="#author"/>
          <FRBRversionNumber value="projet du {date}"/>
          <FRBRauthoritative value="false"/>
          <FRBRlanguage language="fra"/>
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="{work}/fra@{date}/!main.xml"/>
          <FRBRuri value="{work}/fra@{date}.akn"/>
          <FRBRdate date="{date}" name="draft"/>
          <FRBRauthor href="#auteur" as="#author"/>
        </FRBRManifestation>
      </identification>
      <references source="#auteur">
        <TLCOrganization eId="auteur" href="/akn/ontology/organization/be/auteur" showAs="Auteur des essais"/>
        <TLCRole eId="author" href="/akn/ontology/role/author" showAs="Auteur"/>
      </references>
    </meta>
    <preface>
      <longTitle>
        <p><docTitle>CODE DES ESSAIS</docTitle></p>
      </longTitle>
      <p><docStatus>- projet du {date} -</docStatus></p>
    </preface>
    <body>
"""
_FOOT = """    </body>
  </act>
</akomaNtoso>
"""
_CITED = re.compile(r"\{(\d+)\}")
_WORK = "/akn/be/act/code/auteur/2020-01-01/essais"


def write_act(act: Act, *, wids: bool = False) -> bytes:
    """Return the act as XML; with `wids`, an article whose eId is not what it was carries its identity."""
    first = act.date == "2020-01-01"
    head = _HEAD.format(work=_WORK, date=act.date, contains="originalVersion" if first else "singleVersion")
    return "".join([head, *_body(act, wids=wids), _FOOT]).encode()


def _body(act: Act, *, wids: bool) -> Iterator[str]:
    numbers = act.numbers()
    held: dict[int, list[Article]] = {}
    for article in act.articles:
        held.setdefault(article.chapter, []).append(article)
    for title, heading in enumerate(act.titles):
        eid = f"title_{title + 1}"
        yield f'      <title eId="{eid}">\n        <num>TITRE {title + 1} –</num>\n'
        yield f"        <heading>{heading}</heading>\n"
        inside = [place for place, chapter in enumerate(act.chapters) if chapter.title == title]
        for number, place in enumerate(inside, 1):
            yield f'        <chapter eId="{eid}__chp_{number}">\n          <num>CHAPITRE {number} –</num>\n'
            yield f"          <heading>{act.chapters[place].heading}</heading>\n"
            for article in held[place]:
                yield from _article(article, numbers, wids=wids)
            yield "        </chapter>\n"
        yield "      </title>\n"


def _article(article: Article, numbers: dict[int, str], *, wids: bool) -> Iterator[str]:
    wid = f' wId="{article.identity}"' if wids and article.identity != article.eid else ""
    yield f'          <article eId="{article.eid}"{wid}>\n            <num>Article {article.number}.</num>\n'
    if article.heading:
        yield f"            <heading>{article.heading}</heading>\n"
    lists = count(1)
    if article.numbered or (len(article.parts) > 1 and any(part.points for part in article.parts)):
        for place, part in enumerate(article.parts):
            yield from _level(article, place, part, numbers)
    elif article.parts[0].points:
        yield from _list(article.parts[0], f"{article.eid}__list_{next(lists)}", numbers)
    else:
        yield _content(numbers, *(part.words for part in article.parts))
    yield "          </article>\n"


def _level(article: Article, place: int, part: Part, numbers: dict[int, str]) -> Iterator[str]:
    name, short = ("paragraph", "para") if article.numbered else ("alinea", "al")
    eid = f"{article.eid}__{short}_{place + 1}"
    yield f'            <{name} eId="{eid}">\n'
    if article.numbered:
        yield f"              <num>{label_of_part(place)}</num>\n"
    if part.points:
        yield from _list(part, f"{eid}__list_1", numbers)
    else:
        yield _content(numbers, part.words)
    yield f"            </{name}>\n"


def _list(part: Part, eid: str, numbers: dict[int, str]) -> Iterator[str]:
    yield f'            <list eId="{eid}">\n              <intro eId="{eid}__intro">\n'
    yield f"                <p>{_marked(part.words, numbers)}</p>\n              </intro>\n"
    for place, words in enumerate(part.points):
        letter = label_of_point(place)
        yield f'              <point eId="{eid}__point_{letter}">\n                <num>{letter})</num>\n'
        yield _content(numbers, (*words, "." if place == len(part.points) - 1 else ";"))
        yield "              </point>\n"
    yield "            </list>\n"


def _content(numbers: dict[int, str], *paragraphs: Words) -> str:
    inside = "".join(f"                <p>{_marked(words, numbers)}</p>\n" for words in paragraphs)
    return f"              <content>\n{inside}              </content>\n"


def _marked(words: Words, numbers: dict[int, str]) -> str:
    def mark(found: re.Match[str]) -> str:
        number = numbers[int(found[1])]
        return f'<ref href="#art_{number}">article {number}</ref>'

    return _CITED.sub(mark, join_words(words))

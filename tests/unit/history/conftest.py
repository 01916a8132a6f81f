"""Versions of small texts, written as the numbers and sentences of their articles."""

from collections.abc import Callable

import pytest

from codetool.akn.read import read_expression
from codetool.history import Dated

Articles = dict[str, str]
"""The texts of articles by their eIds; `art_2~art_1` is the eId art_2 with the wId art_1, `art_2~` has no wId."""


def _article(name: str, text: str) -> str:
    eid, _, wid = name.partition("~")
    ids = (f' eId="{eid}"' if eid else "") + (f' wId="{wid}"' if wid else "")
    num = eid.removeprefix("art_").partition("_")[0]  # publishers add the day of a change: art_1_20020101
    return f"<article{ids}><num>{num}.</num><content><p>{text}</p></content></article>"


def _version(articles: Articles) -> bytes:
    body = "".join(_article(name, text) for name, text in articles.items())
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    return f'<akomaNtoso xmlns="{space}"><act><body>{body}</body></act></akomaNtoso>'.encode()


@pytest.fixture
def dated() -> Callable[..., tuple[Dated, ...]]:
    """Return what makes versions of the first of January 2001, 2002 and so on."""

    def make(*versions: Articles) -> tuple[Dated, ...]:
        return tuple(
            Dated(expression=read_expression(_version(articles)), label=f"{year}-01-01", date=f"{year}-01-01")
            for year, articles in enumerate(versions, start=2001)
        )

    return make

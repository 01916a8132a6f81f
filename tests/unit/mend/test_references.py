"""A dead reference finds the one provision that it can mean, or stays as it is."""

import re
from collections.abc import Callable

import pytest

from codetool.akn.write import write_expression
from codetool.mend import repair_references
from codetool.model.expression import Expression

Read = Callable[..., Expression]

BODY = """<title eId="title_2"><num>TITRE 2</num>
<article eId="art_2"><num>2.</num><content><p>Deux.</p></content></article>
<article eId="art_2-3" wId="art_9"><num>2.3.</num><content><p>Deux trois.</p></content></article>
<article eId="art_4"><num>4.</num><paragraph eId="art_4__para_7"><num>7°</num><content><p>{}</p></content></paragraph>
</article><article eId="art_4-dup2"><num>4.</num><content><p>Quatre encore.</p></content></article></title>"""


def targets(expression: Expression) -> list[str]:
    return re.findall(r'href="([^"]*)"', write_expression(repair_references(expression)).decode())


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ('<ref href="#art_2_3">article 2.3</ref>', "#art_2-3"),
        ('<ref href="#art2">article 2</ref>', "#art_2"),
        ('<ref href="art_2">article 2</ref>', "#art_2"),
        ('<ref href="/art_2">là</ref>', "#art_2"),
        ('<ref href="art_77">article 2</ref>', "art_77"),
        ('<ref href="#x">point 7°</ref>', "#art_4__para_7"),
        ('<rref href="#x" from="#a" upTo="#b">article 2</rref>', "#art_2"),
        ('<ref href="#art_9">article précité</ref>', "#art_2-3"),
        ('<ref href="#article_2.3">cet article</ref>', "#art_2-3"),
        ('<ref href="#x">article 4</ref>', "#x"),
        ('<ref href="#x">article 12</ref>', "#x"),
        ('<ref href="#x">articles 2 et 4</ref>', "#x"),
        ('<ref href="#x">ledit article</ref>', "#x"),
        ('<ref href="#art_4">article 2</ref>', "#art_4"),
        ('<ref href="/akn/be/act/2000-01-01/x">article 2</ref>', "/akn/be/act/2000-01-01/x"),
        ('<quotedStructure><p><ref href="#x">article 2</ref></p></quotedStructure>', "#x"),
    ],
)
def test_a_reference_is_repaired_where_its_target_is_evident(read: Read, reference: str, target: str) -> None:
    assert targets(read(BODY.format(reference))) == [target]


def test_what_is_right_stays_as_it_is(read: Read) -> None:
    whole = read(BODY.format('<ref href="#art_2">article 2</ref>'))
    assert repair_references(whole) == whole

from codetool.importers.blocks import Block, BlockKind
from codetool.importers.build import build_body
from codetool.model.markup import Element
from codetool.model.text import text_of


def tree(element: Element) -> list[object]:
    """Return an element as nested lists: its name, then its children or text."""
    inside: list[object] = [tree(child) for child in element.children if isinstance(child, Element)]
    return [element.name, *(inside or [text_of(element)])]


def block(kind: BlockKind, num: str = "", text: str = "", **more: object) -> Block:
    """Return a block on line 1."""
    return Block(kind=kind, line=1, num=num, text=text, **more)  # type: ignore[arg-type]


def test_divisions_nest_by_rank() -> None:
    body = build_body(
        [
            block(BlockKind.DIVISION, "Titre 1", element="title", rank=3, heading="A"),
            block(BlockKind.TEXT, text="Une phrase."),
            block(BlockKind.DIVISION, "Chapitre 1", element="chapter", rank=4),
            block(BlockKind.ARTICLE, "1."),
            block(BlockKind.DIVISION, "Titre 2", element="title", rank=3),
            block(BlockKind.TEXT, text="Réservé."),
            block(BlockKind.DIVISION, "Titre 3", element="title", rank=3),
        ]
    )

    article = ["article", ["num", "1."], ["content", ["p", ""]]]
    chapter = ["chapter", ["num", "Chapitre 1"], article]
    assert tree(body) == [
        "body",
        ["title", ["num", "Titre 1"], ["heading", "A"], ["intro", ["p", "Une phrase."]], chapter],
        ["title", ["num", "Titre 2"], ["content", ["p", "Réservé."]]],
        ["title", ["num", "Titre 3"], ["content", ["p", ""]]],
    ]


def test_text_and_a_list_before_the_first_paragraph() -> None:
    body = build_body(
        [
            block(BlockKind.ARTICLE, "1."),
            block(BlockKind.TEXT, text="Il :"),
            block(BlockKind.POINT, "a)"),
            block(BlockKind.TEXT, text="voit.", depth=1),
            block(BlockKind.TEXT, text="Il regarde.", depth=1),
            block(BlockKind.PARAGRAPH, "§ 1."),
            block(BlockKind.TEXT, text="Il part."),
        ]
    )
    alineas = [["alinea", ["content", ["p", text]]] for text in ("voit.", "Il regarde.")]

    assert tree(body)[1] == [
        "article",
        ["num", "1."],
        ["paragraph", ["list", ["intro", ["p", "Il :"]], ["point", ["num", "a)"], *alineas]]],
        ["paragraph", ["num", "§ 1."], ["content", ["p", "Il part."]]],
    ]


def test_the_text_of_an_annex_may_begin_without_a_head() -> None:
    blocks = [
        block(BlockKind.TEXT, text="Le tarif :"),
        block(BlockKind.POINT, "1°"),
        block(BlockKind.TEXT, text="dix euros.", depth=1),
        block(BlockKind.TEXT, text="Il est fixe."),
    ]

    assert tree(build_body(blocks, "mainBody")) == [
        "mainBody",
        ["list", ["intro", ["p", "Le tarif :"]], ["point", ["num", "1°"], ["content", ["p", "dix euros."]]]],
        ["p", "Il est fixe."],
    ]


def test_a_list_after_the_end_of_another_is_a_list_of_its_own() -> None:
    body = build_body(
        [
            block(BlockKind.ARTICLE, "1."),
            block(BlockKind.TEXT, text="Il :"),
            block(BlockKind.POINT, "a)"),
            block(BlockKind.WRAP_UP, text="sans bruit."),
            block(BlockKind.POINT, "b)"),
        ]
    )

    point = ["content", ["p", ""]]
    assert tree(body)[1][2:] == [  # type: ignore[index]
        [
            "paragraph",
            ["list", ["intro", ["p", "Il :"]], ["point", ["num", "a)"], point], ["wrapUp", ["p", "sans bruit."]]],
        ],
        ["paragraph", ["list", ["point", ["num", "b)"], point]]],
    ]


def test_paragraphs_of_a_division_stand_before_its_articles() -> None:
    body = build_body(
        [
            block(BlockKind.DIVISION, "Chapitre 1", element="chapter", rank=6),
            block(BlockKind.PARAGRAPH, "§ 1."),
            block(BlockKind.ARTICLE, "1."),
        ],
        "mainBody",
    )

    empty = ["content", ["p", ""]]
    assert tree(body)[1] == [
        "chapter",
        ["num", "Chapitre 1"],
        ["paragraph", ["num", "§ 1."], empty],
        ["article", ["num", "1."], empty],
    ]

"""trafilatura's rules of what to take and to discard give the same when their answers are remembered."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import Element, XPath, tostring
from lxml.html import HtmlElement, fromstring

from pipelines.reading.engine_rules import LISTS, NAMESPACES, Remembered, remember_rules, remembered

remember_rules()
REMEMBERED = [rule for rules in LISTS for rule in rules if isinstance(rule, Remembered)]
#: the words of the rules themselves, so that they are met
WORDS = sorted({w for r in REMEMBERED for w in re.findall(r"[A-Za-z][\w-]+", r.rule.path)})
TAGS = [
    "div",
    "p",
    "section",
    "span",
    "list",
    "item",
    "aside",
    "ul",
    "details",
    "h1",
    "a",
    "article",
]
NAMES = ["class", "id", "style", "role", "aria-hidden", "data-component", "href"]
values = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
attributes = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=3)  # in any order


@st.composite
def trees(draw: st.DrawFn) -> HtmlElement:
    root = Element("body")
    nodes = [root]
    for _ in range(draw(st.integers(1, 12))):
        node = Element(draw(st.sampled_from(TAGS)))
        for name, value in draw(attributes):
            node.set(name, value)
        draw(st.sampled_from(nodes)).append(node)
        nodes.append(node)
    return root


@given(st.lists(trees(), min_size=1, max_size=3))
def test_a_remembered_rule_selects_what_the_rule_selects(several: list[HtmlElement]) -> None:
    for tree in (*several, several[0]):  # the first again: all of its answers are known
        for rule in REMEMBERED:
            assert rule(tree) == rule.rule(tree), (rule.rule.path, tostring(tree))


def test_all_rules_that_can_be_are_remembered() -> None:
    """Else a new trafilatura writes them otherwise, and reading takes a quarter longer."""
    left = [
        rule.path.strip() for rules in LISTS for rule in rules if not isinstance(rule, Remembered)
    ]
    assert [rule for rule in left if "re:test" in rule] == []
    assert len(left) == 3  # "any header", "the first article", "what starts with main, or <main>"


@pytest.mark.parametrize(
    "path",
    [
        "//div", ".//*[self::div][../p]", ".//*[self::div][2]", "(.//*[self::div])[last()]", ".//*[self::div][.//h1]", ".//*[text()='a']",
        ".//*[self::div][not(not(.//h1))]", ".//*[following-sibling::p]", ".//*[count(@class) > 0]",
    ],
)  # fmt: skip
def test_a_rule_that_looks_further_is_left_as_it_is(path: str) -> None:
    rule = XPath(path)
    assert remembered(rule) is rule


def test_a_rule_that_spares_what_holds_a_headline_looks_for_it_each_time() -> None:
    path = ".//*[self::div][re:test(@class, 'endless')][not(.//h1)]"
    rule = remembered(XPath(path, namespaces=NAMESPACES))
    assert isinstance(rule, Remembered)
    page = fromstring("<body><div class=endless><h1>A</h1></div><div class=endless>b</div></body>")
    for _ in range(2):
        assert [e.text for e in rule(page)] == ["b"]


def test_of_two_attributes_the_rules_see_the_one_that_is_written_first() -> None:
    page = fromstring(
        "<body><div id=a class=bottom>1</div><div class=bottom id=a>2</div><div id=a class=bottom>3</div></body>"
    )
    found = {e.text for rule in REMEMBERED for e in rule(page)}
    assert found == {e.text for rule in REMEMBERED for e in rule.rule(page)} == {"2"}


def test_a_name_that_no_xml_may_hold_is_a_name() -> None:
    page = fromstring("<body><div class='share \x1f'>a</div></body>")
    for rule in REMEMBERED:
        assert rule(page) == rule.rule(page)

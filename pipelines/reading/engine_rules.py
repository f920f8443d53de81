"""trafilatura's rules of what to take and to discard, asked once for each name, not for each element.

A rule is an XPath such as `.//*[self::div or self::p][re:test(@class, 'share|embed|…')]`. libxml2 asks it
of every element, and lxml answers each `re:test` in Python: a quarter of the time that a page takes. Yet
such a rule looks at nothing but an element's own tag and attributes, and the elements of a page, and of all
pages of a site, have few different ones. So the answer for a tag with these attributes is remembered.

docs/decisions/engine-rules.md says why this reaches into trafilatura; tests/pipelines/test_engine_rules.py
holds the remembered answers against the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import xpaths

#: rules that look at the element itself; all of these lists are read by name at each page
LISTS = (
    xpaths.BODY_XPATH,
    xpaths.RAW_TREE_PRUNE_XPATH,
    xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH,
    xpaths.REMOVE_COMMENTS_XPATH,
    xpaths.OVERALL_DISCARD_XPATH,
    xpaths.TEASER_DISCARD_XPATH,
    xpaths.PRECISION_DISCARD_XPATH,
    xpaths.DISCARD_IMAGE_ELEMENTS,
)
#: `.//*[…]`, and the tags if it names some
RULE = re.compile(r"\.//\*\[((?:self::\w+(?: or )?)*)")
#: which of those it selects: `(.//*[…])[1]` the first, `.//*[…][1]` the first in each parent
PLACED = re.compile(r"(?P<all>\()?(?P<rule>\.//\*\[.*\])(?(all)\))\[1\]", re.DOTALL)
#: what else a rule may say of an element: attributes, functions of strings. No other step
SELF = re.compile(
    r"self::\w+|@[\w-]+|(?:re:test|contains|translate|starts-with|not)\(|\b(?:or|and)\b|[\s\[\](),|=]"
)
TEXT = re.compile(r"'[^']*'")
#: "unless there is a headline in it". Taken as true: who fails then fails in any page
UNLESS = re.compile(r"(?<!not\()not\(\.//\w+\)")
NAMESPACES = {"re": xpaths.REGEXP_NS}
MOST = 50_000  #: answers kept of one rule, some 10 MB; then it begins anew
LONG = 1_000  #: characters of attributes; what has more is asked each time

Elements = Iterator[HtmlElement]


def first(elements: Elements) -> list[HtmlElement]:
    """One at most."""
    return list(islice(elements, 1))


def first_in_each_parent(elements: Elements) -> list[HtmlElement]:
    """The first child of each parent that is among them."""
    by_parent: dict[HtmlElement | None, HtmlElement] = {}
    for element in elements:
        by_parent.setdefault(element.getparent(), element)
    return list(by_parent.values())


class Remembered:
    """A rule that looks at nothing but an element's own tag and attributes.

    `of_one`: the rule without its place; `which`: what it takes of those that meet it.
    `unless`: it also looks into the element, which can only spare it. Then the rule itself is asked where
    there is anything to spare.
    """

    def __init__(
        self, rule: XPath, of_one: str, which: Callable[[Elements], list[HtmlElement]],
        tags: tuple[str, ...], *, unless: bool,
    ) -> None:  # fmt: skip
        self.rule = rule
        asked = UNLESS.sub("true()", of_one.replace(".//*", "self::*", 1))
        self._asked = XPath(asked, namespaces=NAMESPACES)
        self._which = which
        self._tags = tags or ("*",)
        self._unless = unless
        self._names = frozenset(re.findall(r"@([\w-]+)", of_one))
        self._answers: dict[tuple[object, ...], bool] = {}

    def __call__(self, tree: HtmlElement) -> list[HtmlElement]:
        """What the rule selects under `tree`, in document order."""
        found = self._which(self._meeting(tree))
        return list(self.rule(tree)) if found and self._unless else found

    def _meeting(self, tree: HtmlElement) -> Elements:
        names, answers = self._names, self._answers
        for element in tree.iterdescendants(*self._tags):
            # in their order: of `@id|@class` a string function sees the one that is written first
            key = (element.tag, *[pair for pair in element.items() if pair[0] in names])
            answer = answers.get(key)
            if answer is None:
                answer = self._ask(element, key)
            if answer:
                yield element

    def _ask(self, element: HtmlElement, key: tuple[object, ...]) -> bool:
        answer = bool(self._asked(element))
        if len(self._answers) >= MOST:
            self._answers.clear()
        if len(str(key)) <= LONG:
            self._answers[key] = answer
        return answer


def remembered(rule: XPath) -> XPath | Remembered:
    """The rule itself, if it looks further than at one element, or says what is not understood here."""
    written = rule.path.strip() if isinstance(rule, XPath) else ""
    placed = PLACED.fullmatch(written)
    of_one = placed["rule"] if placed else written
    which = list if placed is None else first if placed["all"] else first_in_each_parent
    path = TEXT.sub("", of_one)
    opening = RULE.match(path)
    if opening is None:
        return rule
    said, unless = UNLESS.subn("", path[opening.end() :])
    if SELF.sub("", said) or (unless and (placed or "not(" in said)):
        return rule
    tags = tuple(re.findall(r"self::(\w+)", opening[1]))
    return Remembered(rule, of_one, which, tags, unless=bool(unless))


def remember_rules() -> None:
    """Once a process. Whatever else reads pages with trafilatura in it gets the same answers."""
    for rules in LISTS:
        rules[:] = map(remembered, rules)

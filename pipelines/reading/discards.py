"""trafilatura's rules of what to discard, asked once for each name instead of once for each element.

A rule is an XPath such as `.//*[self::div or self::p][re:test(@class, 'share|embed|…')]`. libxml2 asks it
of every element, and lxml answers each `re:test` in Python: a quarter of the time that a page takes. Yet
such a rule looks at nothing but an element's own tag and attributes, and the elements of a page, and of all
pages of a site, have few different ones. So the answer for a tag with these attributes is remembered.

docs/decisions/discards.md says why this reaches into trafilatura; tests/pipelines/test_discards.py holds
the remembered answers against the rules.
"""

from __future__ import annotations

import re

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import xpaths

#: rules that look at the element itself; all of these lists are read by name at each page
LISTS = (
    xpaths.RAW_TREE_PRUNE_XPATH,
    xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH,
    xpaths.REMOVE_COMMENTS_XPATH,
    xpaths.OVERALL_DISCARD_XPATH,
    xpaths.TEASER_DISCARD_XPATH,
    xpaths.PRECISION_DISCARD_XPATH,
    xpaths.DISCARD_IMAGE_ELEMENTS,
)
#: `.//*[…]`, and the tags if it names some
RULE = re.compile(r"\s*\.//\*\[((?:self::\w+(?: or )?)*)")
#: what else a rule may say of an element: attributes, functions of strings. No other step
SELF = re.compile(
    r"self::\w+|@[\w-]+|(?:re:test|contains|translate|starts-with|not)\(|\b(?:or|and)\b|[\s\[\](),|=]"
)
TEXT = re.compile(r"'[^']*'")
#: "unless there is a headline in it". Taken as true: who fails then fails in any page
UNLESS = re.compile(r"(?<!not\()not\(\.//\w+\)")
NAMESPACES = {"re": xpaths.REGEXP_NS}
MOST = 50_000  #: answers kept of one rule, some 10 MB; then it begins anew


class Remembered:
    """A rule that looks at nothing but an element's own tag and attributes.

    `unless`: it also looks into the element, which can only spare it. Then the rule itself is asked where
    there is anything to spare.
    """

    def __init__(self, rule: XPath, tags: tuple[str, ...], *, unless: bool) -> None:
        self.rule = rule
        #: the same of one element
        self._asked = XPath(
            UNLESS.sub("true()", rule.path.replace(".//*", "self::*", 1)), namespaces=NAMESPACES
        )
        self._tags = tags or ("*",)
        self._unless = unless
        self._names = frozenset(re.findall(r"@([\w-]+)", rule.path))
        self._answers: dict[tuple[object, ...], bool] = {}

    def __call__(self, tree: HtmlElement) -> list[HtmlElement]:
        """What the rule selects under `tree`, in document order."""
        names, answers = self._names, self._answers
        found = []
        for element in tree.iterdescendants(*self._tags):
            # in their order: of `@id|@class` a string function sees the one that is written first
            key = (element.tag, *[pair for pair in element.items() if pair[0] in names])
            answer = answers.get(key)
            if answer is None:
                answer = self._ask(element, key)
            if answer:
                found.append(element)
        return list(self.rule(tree)) if found and self._unless else found

    def _ask(self, element: HtmlElement, key: tuple[object, ...]) -> bool:
        if len(self._answers) >= MOST:
            self._answers.clear()
        self._answers[key] = answer = bool(self._asked(element))
        return answer


def remembered(rule: XPath) -> XPath | Remembered:
    """The rule itself, if it looks further than at one element, or says what is not understood here."""
    path = TEXT.sub("", rule.path) if isinstance(rule, XPath) else ""
    opening = RULE.match(path)
    if opening is None:
        return rule
    said, unless = UNLESS.subn("", path[opening.end() :])
    if SELF.sub("", said) or (unless and "not(" in said):
        return rule
    return Remembered(rule, tuple(re.findall(r"self::(\w+)", opening[1])), unless=bool(unless))


def remember_discards() -> None:
    """Once a process. Whatever else reads pages with trafilatura in it gets the same answers."""
    for rules in LISTS:
        rules[:] = map(remembered, rules)

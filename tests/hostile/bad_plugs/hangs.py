"""A plug that never comes back, deep in C code."""

import re

from presswatch.values import Page


def extract(page: Page) -> object:
    return re.fullmatch(r"(a+)+b", "a" * 60)

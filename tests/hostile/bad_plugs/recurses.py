"""A plug that follows a tree down without end."""

from presswatch.values import Page


def extract(page: Page) -> object:
    return extract(page)

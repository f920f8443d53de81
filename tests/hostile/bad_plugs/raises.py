"""A plug with a bug."""

from presswatch.values import Page


def extract(page: Page) -> object:
    raise KeyError("headline")

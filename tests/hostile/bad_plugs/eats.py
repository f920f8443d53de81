"""A plug that takes all memory it can get."""

from presswatch.values import Page


def extract(page: Page) -> object:
    eaten = [bytes(1 << 20)]
    while True:
        eaten.append(bytes(2 * len(eaten[-1])))

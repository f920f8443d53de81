"""A plug that takes all memory it can get."""

from presswatch.values import Page


def extract(page: Page) -> object:
    eaten = [bytes(10 << 20)]
    while True:
        eaten.append(eaten[-1] + b"x")

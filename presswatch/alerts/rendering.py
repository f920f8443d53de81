"""A message as text, and as HTML: the same words in the same order."""

from __future__ import annotations

import textwrap
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from presswatch.alerts.clean import clean, moment
from presswatch.alerts.message import Message
from presswatch.alerts.telling import Item, Section, sections, subject

WIDTH = 76


def to_text(message: Message) -> str:
    """For a mail program without HTML, a chat or a terminal."""
    parts = [_wrapped(subject(message), 0), *(_section(s) for s in sections(message))]
    if message.newsroom:
        parts.append(f"The newsroom: {message.newsroom}/")
    signed = f"presswatch, to {message.target!r} of alerts.toml, {moment(message.made_at)}"
    parts.append(f"-- \n{signed}")
    return "\n\n".join(parts) + "\n"


def to_html(message: Message) -> str:
    """For a mail program; everything that was scraped is escaped, nothing is loaded."""
    told = sections(message)
    return _template().render(
        message=message, subject=subject(message), sections=told, made_at=moment(message.made_at),
        preview="; ".join(item.title for item in told[0].items[:3]),
    )  # fmt: skip


def _section(section: Section) -> str:
    head = f"{section.title.upper()}" + (f"\n{section.about}" if section.about else "")
    items = [_item(item) for item in section.items]
    if section.more:
        items.append(f"and {section.more} more")
    return "\n\n".join([head, *items])


def _item(item: Item) -> str:
    lines = [_wrapped(f"* {item.title}", 2)]
    lines += [_wrapped(f"  {item.about}", 2)] if item.about else []
    lines += [_wrapped(f"  - {note}", 4) for note in item.notes]
    said = clean("".join(f"*{words}*" if found else words for found, words in item.passage))
    lines += [_wrapped(f"  > {said}", 4)] if said else []
    for line in item.lines:
        lines.append(_wrapped(f"  {line.outlet}, {line.at}", 4))
        lines += [_wrapped(f"    {line.title}", 4)] if line.title != item.title else []
        lines += [f"    {line.url}"] if line.url else []
    lines += [f"  and {item.more} more"] if item.more else []
    named = {line.url for line in item.lines}
    lines += [f"  {item.url}"] if item.url and item.url not in named else []
    return "\n".join(lines)


def _wrapped(text: str, indent: int) -> str:
    return textwrap.fill(
        text, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("presswatch.alerts"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("message.html")

"""Datasette's own pages, for those who cannot see them: a language, a main part, named fields.

0.65 leaves them out, 1.0 some of them. A Jinja extension adds them to the templates as they are
read; where a template has changed, nothing is replaced and nothing breaks.
"""

from __future__ import annotations

from jinja2.ext import Extension

#: (as Datasette writes it, as we do)
LABELS = (
    ("<html>", '<html lang="en">'),
    ('<section class="content">', '<section class="content" role="main">'),
    ('name="_filter_column_', 'aria-label="Column" name="_filter_column_'),
    ('name="_filter_column">', 'aria-label="Column" name="_filter_column">'),
    ('name="_filter_op_', 'aria-label="Compares" name="_filter_op_'),
    ('name="_filter_op">', 'aria-label="Compares" name="_filter_op">'),
    ('name="_filter_value_', 'aria-label="With" name="_filter_value_'),
    ('name="_filter_value" ', 'aria-label="With" name="_filter_value" '),
    ('id="sort_by"', 'id="sort_by" aria-label="Sort by"'),
    ('id="sql-editor" name="sql"', 'id="sql-editor" aria-label="SQL" name="sql"'),
)


class Labelled(Extension):
    """Names what Datasette's templates leave without a name."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja for each template, before it is compiled."""
        if name and name.startswith("presswatch/"):
            return source
        for theirs, ours in LABELS:
            source = source.replace(theirs, ours)
        return source

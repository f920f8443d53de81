"""A tree → SQL. Words go to FTS5, facts are conditions on columns, and NOT, AND and OR hold across both.

Whatever stands together and is only words becomes one FTS5 expression; FTS5 knows no NOT that
stands alone, so that becomes SQL's.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.query.tree import And, Fact, FactName, Near, Node, Not, Or, Phrase


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition for a `where`, never NULL, and the values of its question marks."""

    sql: str
    values: tuple[str, ...]


def condition(node: Node, articles: str = "a") -> Condition:
    """True for the articles that match; `articles` is the alias of that table in the statement."""
    words = fts5(node)
    if words is not None:
        return Condition(
            f"{articles}.id in (select rowid from articles_fts where articles_fts match ?)",
            (words,),
        )
    match node:
        case Fact():
            return _fact(node, articles)
        case Not(part):
            inner = condition(part, articles)
            return Condition(f"not ({inner.sql})", inner.values)
        case And(parts):
            return _joined(" and ", _words_first(And, parts), articles)
        case Or(parts):
            return _joined(" or ", _words_first(Or, parts), articles)
        case _:
            raise AssertionError(node)  # phrases are FTS5


def _words_first(kind: type[And] | type[Or], parts: tuple[Node, ...]) -> list[Node]:
    """The parts that are only words, as one; then the others."""
    words = [p for p in parts if fts5(p) is not None]
    others = [p for p in parts if fts5(p) is None]
    if kind is And and words:  # FTS5 can take these from the words: one look instead of two
        words += [p for p in others if _is_not_words(p)]
        others = [p for p in others if not _is_not_words(p)]
    return [kind(tuple(words)), *others] if len(words) > 1 else [*words, *others]


def _joined(word: str, parts: list[Node], articles: str) -> Condition:
    made = [condition(p, articles) for p in parts]
    return Condition(
        "(" + word.join(c.sql for c in made) + ")", tuple(v for c in made for v in c.values)
    )


def fts5(node: Node) -> str | None:
    """The same as an FTS5 expression; None where facts or a lone NOT are in it."""
    match node:
        case Phrase():
            return _in_column(node, _quoted(node))
        case Near(phrases, distance):
            inside = " ".join(_quoted(p) for p in phrases)
            return _in_column(node, f"NEAR({inside}, {distance})")
        case And(parts):
            taken = [p.part for p in parts if isinstance(p, Not)]
            yes = [fts5(p) for p in parts if not isinstance(p, Not)]
            no = [fts5(p) for p in taken]
            if not yes or None in yes or None in no:
                return None
            made = "(" + " AND ".join(filter(None, yes)) + ")"
            return f"({made} NOT ({' OR '.join(filter(None, no))}))" if no else made
        case Or(parts):
            made_parts = [fts5(p) for p in parts]
            return None if None in made_parts else "(" + " OR ".join(filter(None, made_parts)) + ")"
        case _:
            return None


def _is_not_words(node: Node) -> bool:
    return isinstance(node, Not) and fts5(node.part) is not None


def _quoted(phrase: Phrase) -> str:
    return '"' + phrase.text.replace('"', '""') + '"' + ("*" if phrase.prefix else "")


def _in_column(node: Phrase | Near, made: str) -> str:
    return f"({{{node.column}}} : {made})" if node.column else made


def _fact(fact: Fact, articles: str) -> Condition:
    match fact.name:
        case FactName.SOURCE:
            one, values = _equal(("name", "title"), fact)
            return Condition(f"{articles}.source in (select name from sources where {one})", values)
        case FactName.LANGUAGE:
            return Condition(f"{articles}.language is ?", (fact.value.lower(),))
        case FactName.CREDIT if fact.prefix and not fact.value:
            return Condition(f"coalesce({articles}.credits, '[]') <> '[]'", ())
        case FactName.CREDIT:
            said = tuple(f"json_extract(c.value, '$.{k}')" for k in ("name", "tag", "agency"))
            one, values = _equal(said, fact)
            return Condition(
                f"exists (select 1 from json_each({articles}.credits) c where {one})", values
            )


def _equal(columns: tuple[str, ...], fact: Fact) -> tuple[str, tuple[str, ...]]:
    if not fact.prefix:
        said = " or ".join(f"lower({c}) = lower(?)" for c in columns)
        return said, (fact.value,) * len(columns)
    said = " or ".join(f"substr(lower({c}), 1, length(?)) = lower(?)" for c in columns)
    return said, (fact.value,) * (2 * len(columns))

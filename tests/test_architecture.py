"""The house rules. Each is a test, and the test is the documentation."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_type_hints

from scrapy.utils.misc import load_object

from pipelines import STAGES

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("presswatch", "spiders", "pipelines", "storage")
OURS = {*ROOMS, "tests", "bench"}

#: module → what of ours it may import. The longest prefix counts.
MAY_IMPORT = {
    "presswatch.values": ("presswatch.values",),
    "presswatch.errors": (),
    "presswatch.plugs": ("presswatch.errors",),
    "presswatch.settings": ("pipelines", "spiders.manners", "presswatch"),
    "presswatch.alerts": (
        "presswatch.values",
        "presswatch.errors",
        "presswatch.plugs",
        "storage",
        "presswatch.alerts",
    ),
    "presswatch": OURS,
    "storage": ("presswatch.values", "presswatch.errors", "presswatch.plugs", "storage"),
    "spiders": ("presswatch.values", "presswatch.errors", "presswatch.plugs", "storage", "spiders"),
    "pipelines": (
        "presswatch.values",
        "presswatch.errors",
        "presswatch.plugs",
        "storage",
        "pipelines",
    ),
}


def sources(*folders: str) -> list[Path]:
    return [p for folder in folders for p in sorted((ROOT / folder).rglob("*.py"))]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text("utf8"))))


def imports_of(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                f"{node.module}.{alias.name}" if node.module in OURS else node.module
                for alias in node.names
            )


def test_who_may_import_whom() -> None:
    offences = []
    for path in sources(*ROOMS):
        module = module_of(path)
        rule = max((m for m in MAY_IMPORT if f"{module}.".startswith(f"{m}.")), key=len)
        offences += [
            f"{module} imports {name}; {rule} may import only {MAY_IMPORT[rule]}"
            for name in imports_of(path)
            if name.partition(".")[0] in OURS
            and not any(f"{name}.".startswith(f"{allowed}.") for allowed in MAY_IMPORT[rule])
        ]
    assert offences == []


def test_each_stage_takes_what_the_one_before_gives() -> None:
    given = None
    for path in STAGES:
        hints = get_type_hints(load_object(path).process_item)
        gives = hints.pop("return")
        (takes,) = hints.values()
        assert given in (None, takes), f"{path} takes {takes}, the stage before gives {given}"
        given = gives


def everything() -> list[Path]:
    kinds = (".py", ".html", ".css", ".js", ".sql")
    folders = (*ROOMS, "tests", "bench")
    return [p for f in folders for p in sorted((ROOT / f).rglob("*")) if p.suffix in kinds]


def test_no_file_over_300_lines_and_no_function_over_40() -> None:
    lines = {path: path.read_text("utf8").count("\n") for path in everything()}
    assert [f"{path}: {count}" for path, count in lines.items() if count > 300] == []
    assert [
        f"{path}: {node.name}"
        for path in lines
        if path.suffix == ".py"
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 40
    ] == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "core", "manager", "misc", "common", "base"}
    assert not [
        p for p in sources(*ROOMS, "tests", "bench") if p.stem in empty or p.parent.name in empty
    ]


def where(path: Path, node: ast.AST) -> str:
    return f"{module_of(path)}, line {getattr(node, 'lineno', 0)}"


def is_sql(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    words = ("select ", "insert into ", "update ", "delete from ", "create table ")
    text = node.value.strip().lower()
    return text.startswith(words) and (" from " in text or " set " in text or " into " in text)


def test_sql_lives_in_storage() -> None:
    paths = sources("presswatch", "spiders", "pipelines")
    assert [where(p, node) for p in paths for node in nodes_of(p) if is_sql(node)] == []


def test_only_settings_reads_the_environment() -> None:
    assert {
        module_of(path)
        for path in sources(*ROOMS)
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    } == {"presswatch.settings"}


def test_only_the_command_line_prints() -> None:
    assert [
        where(path, node)
        for path in sources("spiders", "pipelines", "storage")
        for node in nodes_of(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ] == []


def is_swallowed(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    broad = node.type is None or (
        isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
    )
    return broad and all(isinstance(s, ast.Pass) for s in node.body)


def test_no_failure_is_swallowed() -> None:
    assert [
        where(p, node) for p in sources(*ROOMS) for node in nodes_of(p) if is_swallowed(node)
    ] == []


def test_who_only_reads_imports_no_scrapy() -> None:
    paths = [ROOT / f"presswatch/commands/{name}.py" for name in ("search", "story", "mentions")]
    inside = {
        node.module for p in paths for node in nodes_of(p) if isinstance(node, ast.ImportFrom)
    }
    modules = sorted({*map(module_of, paths), *(m for m in inside if m and m != "__future__")})
    code = f"import sys, {', '.join(modules)}; sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_help_does_not_import_scrapy() -> None:
    code = "import sys; from presswatch.cli import presswatch; presswatch.main(['--help'], standalone_mode=False); sys.exit('scrapy' in sys.modules or 'numpy' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "crawl" in ran.stdout

"""The house rules. Each is a test, and the test is the documentation."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest
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


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                f"{node.module}.{alias.name}" if node.module in OURS else node.module
                for alias in node.names
            )


@pytest.mark.parametrize("path", sources(*ROOMS), ids=module_of)
def test_who_may_import_whom(path: Path) -> None:
    module = module_of(path)
    rule = max((m for m in MAY_IMPORT if f"{module}.".startswith(f"{m}.")), key=len)
    for name in imports_of(path):
        if name.partition(".")[0] in OURS:
            assert any(f"{name}.".startswith(f"{allowed}.") for allowed in MAY_IMPORT[rule]), (
                f"{module} imports {name}; {rule} may import only {MAY_IMPORT[rule]}"
            )


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


@pytest.mark.parametrize("path", everything(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_over_300_lines_and_no_function_over_40(path: Path) -> None:
    text = path.read_text("utf8")
    assert text.count("\n") <= 300
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 40, (
                    f"{node.name} is {node.end_lineno - node.lineno + 1} lines"
                )


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "core", "manager", "misc", "common", "base"}
    assert not [
        p for p in sources(*ROOMS, "tests", "bench") if p.stem in empty or p.parent.name in empty
    ]


@pytest.mark.parametrize("path", sources("presswatch", "spiders", "pipelines"), ids=module_of)
def test_sql_lives_in_storage(path: Path) -> None:
    words = ("select ", "insert into ", "update ", "delete from ", "create table ")
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip().lower()
            said = text.startswith(words) and (
                " from " in text or " set " in text or " into " in text
            )
            assert not said, f"SQL in {module_of(path)}, line {node.lineno}"


@pytest.mark.parametrize("path", sources(*ROOMS), ids=module_of)
def test_only_settings_reads_the_environment_and_only_the_command_line_prints(path: Path) -> None:
    module = module_of(path)
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
            assert module == "presswatch.settings", f"{module}, line {node.lineno}"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
        ):
            assert module.startswith("presswatch."), f"{module}, line {node.lineno}"


@pytest.mark.parametrize("path", sources(*ROOMS), ids=module_of)
def test_no_failure_is_swallowed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            silent = all(isinstance(s, ast.Pass) for s in node.body)
            assert not (broad and silent), f"{module_of(path)}, line {node.lineno}"


@pytest.mark.parametrize("command", ["search", "story", "mentions"])
def test_who_only_reads_imports_no_scrapy(command: str) -> None:
    module = f"presswatch.commands.{command}"
    lazy = [
        f"{node.module}"
        for node in ast.walk(
            ast.parse((ROOT / "presswatch/commands" / f"{command}.py").read_text("utf8"))
        )
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
    ]
    code = f"import sys, {', '.join([module, *lazy])}; sys.exit('scrapy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert ran.returncode == 0


def test_help_does_not_import_scrapy() -> None:
    code = "import sys; from presswatch.cli import presswatch; presswatch.main(['--help'], standalone_mode=False); sys.exit('scrapy' in sys.modules or 'numpy' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "crawl" in ran.stdout

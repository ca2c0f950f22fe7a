"""The recipes: what can be run of them is run, beside a warehouse and its exports, and finds who gives."""

import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from bi.clients import NO_NODE, NODE, SHELL

PAGE = Path(__file__).parents[2] / "docs" / "recipes" / "README.md"
LANGUAGES = ("sh", "sql", "js", "python")
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
RECIPES = [(language, dedent(code)) for _, language, code in FENCE.findall(PAGE.read_text(encoding="utf-8"))]


def command(language, code, folder):
    """How a shell, Python, DuckDB or Node is told to run it."""
    if language == "js":
        if NO_NODE:
            pytest.skip(NO_NODE)
        (folder / "node_modules").symlink_to(NODE / "node_modules")
        (folder / "recipe.mjs").write_text(code, encoding="utf-8")
        return ["node", "recipe.mjs"]
    return {
        "sh": ["bash", "-euc", code],
        "sql": [SHELL, "-no-init", "-readonly", "data/depeche.duckdb", "-c", code],
        "python": [sys.executable, "-c", code],
    }[language]


@pytest.mark.parametrize(("language", "code"), [recipe for recipe in RECIPES if recipe[0] in LANGUAGES])
def test_a_recipe_finds_who_gives(language, code, home, tmp_path):
    (tmp_path / "data").symlink_to(home / "data")
    path = os.pathsep.join([str(SHELL.parent), os.environ["PATH"]])
    shown = subprocess.run(
        command(language, code, tmp_path),
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "la Vésanie" in shown.stdout


def test_there_are_recipes_in_every_language_and_their_links_are_alive():
    assert {language for language, _ in RECIPES} > set(LANGUAGES)
    links = re.findall(r"\]\(([^)#]+)\)", PAGE.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (PAGE.parent / link).exists()] == []

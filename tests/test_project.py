"""What holds for the repository as a whole."""

import json
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-bench.lock",
    "requirements-bench-linkage.lock",
    "requirements-newest-duckdb.lock",
    "requirements-bi.lock",
)
NODE = ("tests/bi/node/package.json", "tests/bi/node/package-lock.json", "tests/bi/node/.npmrc")


@pytest.mark.parametrize("name", [*LOCKS, "Makefile", ".ci/run", *NODE])
def test_nothing_that_installs_names_a_host(name):
    text = Path(name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "file:" not in text


def test_what_node_installs_is_pinned_by_its_hash():
    packages = json.loads(Path("tests/bi/node/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("resolved" not in told and told["integrity"].startswith("sha512-") for name, told in packages.items() if name)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(name):
    locked = Path(name).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    assert all(re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==\S+(\s+--hash=sha256:[0-9a-f]{64})+\s*", line) for line in locked)


def test_what_the_project_needs_is_locked():
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *chain.from_iterable(project["dependency-groups"].values())]
    text = "".join(Path(name).read_text(encoding="utf-8") for name in LOCKS)
    locked = {match[1] for match in re.finditer(r"^([\w.-]+)(?:\[.*\])?==", text, re.MULTILINE)}
    assert {re.split(r"[<>=!\[]", requirement)[0] for requirement in needed} <= locked


def test_the_manifest_names_the_seeds():
    lines = Path("seeds/manifest.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == sorted(path.stem for path in Path("seeds").glob("*.txt"))

"""The documentation does what it says: every command, question and snippet in it is run, and what it shows is what it gave."""

import os
import re
from contextlib import nullcontext
from pathlib import Path

import pytest

from etl.quality.worker import suite_worker
from etl.settings import Settings
from tools.examples import NOT_RUN, Place, lay_out, look_at, try_page
from tools.figures import in_short
from tools.pages import DOCS, ROOT, TRIED, agrees, anew, examples, pages
from tools.readme import render

PAGES = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in pages()}
SHOWN_ONLY = {"text", "csv", "toml", "mermaid"}
INLINE = re.compile(r"(?<!`)`((?:\.venv/bin/)?(?:depeche|make|python) [^`]+)`(?!`)")
PROSE = {name: re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL) for name, text in PAGES.items()}


@pytest.fixture(autouse=True)
def usual_settings(monkeypatch):
    for name in [name for name in os.environ if name.startswith("DEPECHE_")]:
        monkeypatch.delenv(name)


def test_the_pages_do_what_they_say(seeds, tmp_path, monkeypatch):
    place = lay_out(tmp_path / "project", seeds[1] / "w.duckdb", seeds[1] / "x")
    with suite_worker() as checking:  # one for all runs: it takes seconds to start
        monkeypatch.setattr("etl.orchestration.run.suite_worker", lambda: nullcontext(checking))
        problems = [problem for name, text in PAGES.items() for problem in try_page(name, text, place)[1]]
    assert not problems, "\n".join(["make readme", *problems])
    # The clicks of getting-started: the overview, then the amount of the largest pledge, which leads to its words.
    site = tmp_path / "project/data/pages/en"
    largest = (site / "index.html").read_text(encoding="utf-8").partition('id="largest"')[2]
    page, words = re.search(r'class="figure"><a [^>]*href="([^"#]+)#([^"]+)"', largest).groups()
    assert f'<mark id="{words}"' in (site / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_generated_parts_are_as_they_would_be_written_now(name, seeds):
    assert render(ROOT / name, PAGES[name], seeds[1] / "w.duckdb") == PAGES[name], "make readme"


@pytest.mark.parametrize("name", PAGES)
def test_every_block_is_run_or_shows_something_only(name):
    assert {example.language for example in examples(PAGES[name])} <= {*TRIED, *SHOWN_ONLY}
    assert PAGES[name].count("\n```") == 2 * len(list(examples(PAGES[name]))), "an indented or open block"
    for command in INLINE.findall(PROSE[name]):
        look_at(command)


def test_what_is_not_run_has_a_reason_and_is_met_in_the_pages():
    text = "\n".join(example.code for page in PAGES.values() for example in examples(page) if example.language == "sh")
    for start, (_, reason) in NOT_RUN.items():
        assert re.search(rf"^(\.venv/bin/)?{re.escape(start)}", text, re.MULTILINE), start
        assert reason


def test_the_index_names_every_page():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    others = [*DOCS.glob("*.md"), *DOCS.glob("*.py"), *DOCS.glob("*/README.md")]
    assert [page.name for page in others if f"({page.relative_to(DOCS)})" not in index and page != DOCS / "README.md"] == []
    assert "(docs/README.md)" in PAGES["README.md"]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    for link in re.findall(r"\]\(([^)\s]+)\)", PROSE[name]):
        target, _, anchor = link.partition("#")
        file = (ROOT / name).parent / target if target else ROOT / name
        assert file.exists(), link
        if anchor:
            heads = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads], link


def test_every_setting_and_every_reason_of_a_reject_is_told():
    operations, reasons = PAGES["docs/operations.md"], PAGES["docs/input.md"]
    assert all(f"| `DEPECHE_{name.upper()}` |" in operations for name in Settings.model_fields)
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "etl/ingest").glob("*.py"))
    told = set(re.findall(r'UnreadableError\(\s*"(\w+)"', code))
    assert len(told) > 15
    assert [reason for reason in told if f"`{reason}`" not in reasons] == []


def test_the_figures_of_the_readme_are_those_of_the_page():
    full, short = (
        PAGES[name].partition("<!-- begin: figures -->\n")[2].partition("\n<!-- end: figures -->")[0]
        for name in ("docs/how-sure.md", "README.md")
    )
    scores = dict(re.findall(r"^(seeds|dev)\n(.*?)(?=\n(?:dev|```)$)", full, re.MULTILINE | re.DOTALL))
    reader = re.search("^read by (.*)$", full, re.MULTILINE)[1]
    assert in_short(scores, reader) == short, "make figures"


BROKEN = {
    "something else": "```sh\ndepeche query 'SELECT 1 AS one'\n```\n\n```text\none\n───\n  2\n```\n",
    "exit code 1": "```sh\ndepeche query 'FROM nowhere'\n```\n",
    "exit code 0": "```sh\ndepeche query 'SELECT 1' # exit code 1\n```\n",
    "Parser Error": "```sql\nSELEC 1;\n```\n",
    "ZeroDivisionError": "```python\n1 / 0\n```\n",
    "open quotation": "```sh\ndepeche query 'SELECT 1\n```\n",
    "no tests/nowhere": "```sh\npython -m pytest tests/nowhere\n```\n",
    "no benchmarks.nothing": "```sh\npython -m benchmarks.nothing\n```\n",
    "No rule to make": "```sh\nmake nothing\n```\n",
    "has no --prot": "```sh\ndepeche ui --prot 1\n```\n",
    "exit code 127": "```sh\nno-such-program\n```\n",
}


@pytest.mark.parametrize("told", BROKEN)
def test_a_page_that_is_wrong_is_told(told, seeds, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/depeche.duckdb").symlink_to(seeds[1] / "w.duckdb")
    [problem] = try_page("page.md", f"# A page\n\n{BROKEN[told]}", Place(tmp_path))[1]
    assert problem.startswith("page.md:4: ")
    assert told in problem


def test_variables_redirections_and_long_commands_are_understood(seeds, tmp_path):
    (tmp_path / "w.duckdb").symlink_to(seeds[1] / "w.duckdb")
    (tmp_path / "ask.sql").write_text("SELECT 7 AS n", encoding="utf-8")
    page = (
        "```sh\nexport DEPECHE_WAREHOUSE=w.duckdb # a remark\ndepeche query \\\n  'SELECT 5\n  AS n' > five.txt\n"
        "cat five.txt\ndepeche query < ask.sql\nDEPECHE_WAREHOUSE=none depeche query 'SELECT 1' # exit code 1\n```\n\n"
        "```text\nn\n─\n5\nn\n…\ndepeche: none: there is no warehouse yet; make one with `depeche run`.\n```\n\n"
        "```sql\nSELECT count(*) AS articles FROM articles;\n```\n\n| articles |\n| --- |\n| 5 |\n"
    )
    assert try_page("page.md", page, Place(tmp_path)) == (page, [])
    assert "DEPECHE_WAREHOUSE" not in os.environ
    assert Path.cwd() == ROOT


@pytest.mark.parametrize(
    ("shown", "told", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n…\n", "a\nb\nc\n", True),
        ("…\nc\n", "a\nb\nc\n", True),
        ("a\n…\nc\n", "a\nc\n", True),
        ("a\nb\n…\nb\n", "a\nb\n", False),
        ("a\n", "a\nb\n", False),
        ("", "a\n", False),
        ("by depeche 0.1.0+0a1b2c3d\n", "by depeche 0.1.0+ffffffff  \n", True),
        ("by depeche 0.1.0+0a1b2c3d\n", "by depeche 0.2.0+0a1b2c3d\n", False),
    ],
)
def test_what_a_page_may_leave_out(shown, told, same):
    assert agrees(shown, told) is same
    assert agrees(anew(shown, told), told)

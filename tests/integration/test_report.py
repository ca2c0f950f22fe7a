"""The evidence pages of the seeds: every link, and in a real browser the search, the way to the words, what axe-core finds."""

import shutil

import pytest
from links import dead_links, outside_links, read_site
from playwright.sync_api import expect, sync_playwright
from typer.testing import CliRunner

from etl.cli import app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
PATIENCE = 30_000
CHARTS = 8  # at least: meetings, aid, five tables; a timeline where there are dates
ENOUGH = 8  # pages of a kind
GRAVE = {"serious", "critical"}

in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium (Debian's)")


def depeche(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("report")
    assert depeche("run", "seeds", "--warehouse", home / "w.duckdb", "--exports", home / "x").exit_code == 0
    shown = depeche("report", "--warehouse", home / "w.duckdb", "--output", home / "site")
    assert shown.exit_code == 0, shown.output
    assert shown.stdout == f"{home / 'site' / 'index.html'}: {len(list((home / 'site').rglob('*.html')))} pages\n"
    return home / "site"


@pytest.fixture(params=["light", "dark"])
def page(folder, request):
    """A page of the browser; whatever it asks for beside the site's own files, or complains of, fails the test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(color_scheme=request.param, locale="fr-FR")
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        asked: list[str] = []
        problems: list[object] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda problem: problems.append(problem))
        yield page
        browser.close()
    assert [url for url in asked if not url.startswith(folder.as_uri())] == []
    assert problems == []


def test_every_link_is_alive_and_none_leads_elsewhere(folder):
    site = read_site(folder)
    assert len(site) > 100
    assert dead_links(site) == []
    assert outside_links(site) == []  # the seeds have no addresses


def test_the_folder_and_the_warehouse_are_wanted(folder, tmp_path):
    assert depeche("report").exit_code == 2
    shown = depeche("report", "--warehouse", tmp_path / "absent", "--output", tmp_path / "site")
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").touch()
    shown = depeche("report", "--warehouse", folder.with_name("w.duckdb"), "--output", tmp_path / "mine")
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    assert "notes.txt" in shown.stderr


@in_a_browser
def test_the_first_page_leads_to_the_language_of_the_reader_and_draws_its_charts(page, folder):
    page.goto((folder / "index.html").as_uri())
    page.wait_for_url("**/fr/index.html")
    expect(page.locator(".chart svg").first).to_be_visible()
    assert page.locator(".chart svg").count() == page.locator(".chart").count() >= CHARTS
    page.get_by_role("link", name="Read in English").click()
    page.wait_for_url("**/en/index.html")
    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()


@in_a_browser
def test_from_the_search_to_an_actor_without_a_mouse(page, folder):
    page.goto((folder / "fr/lists/articles-1.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.get_by_role("searchbox", name="Rechercher").focus()
    page.keyboard.type("lecornu")
    expect(page.get_by_role("status")).to_contain_text("Résultats")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Lecornu")).to_be_visible()
    assert "/fr/actors/" in page.url
    page.get_by_role("searchbox").fill("zzz")
    expect(page.get_by_role("status")).to_have_text("Aucun résultat")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()


@in_a_browser
def test_from_a_pledge_to_its_words_and_back_to_its_row(page, folder):
    page.goto((folder / "fr/lists/aid_pledges-1.html").as_uri())
    line = page.get_by_role("row").filter(has_text="200\u202f000\u202f000")
    line.get_by_role("link", name="200\u202f000\u202f000").click()
    page.wait_for_url("**/articles/*#c*")
    words = page.locator(":target")
    expect(words).to_be_in_viewport()
    assert words.inner_text().startswith("200 millions d’euros")
    plain, shown = (spot.evaluate("e => getComputedStyle(e).backgroundColor") for spot in (page.locator(".text"), words))
    assert plain != shown
    page.locator(".text a.aid_pledges", has_text="doté").click()
    row = page.locator(":target")
    expect(row).to_be_in_viewport()
    assert "France" in row.inner_text()


@in_a_browser
def test_pages_fit_a_telephone(page, folder):
    page.set_viewport_size({"width": 360, "height": 700})
    for name in ("index.html", "articles/*.html", "actors/*ukr*.html", "events/*.html", "lists/aid_pledges-1.html"):
        page.goto(sorted((folder / "fr").glob(name))[0].as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


@in_a_browser
def test_axe_finds_nothing_serious(page, folder):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()
    for name in ("index.html", "fr/index.html", "en/articles/*", "fr/actors/person*", "en/events/*", "fr/lists/*-1.html"):
        for file in sorted(folder.glob(name))[:ENOUGH]:
            page.goto(file.as_uri())
            page.wait_for_url("**/*.html")
            found = axe.run(page, options={"preload": False}).response["violations"]
            assert [(problem["id"], problem["nodes"][0]["html"]) for problem in found if problem["impact"] in GRAVE] == [], name

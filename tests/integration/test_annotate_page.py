"""The page of `depeche annotate --html` in a real browser: both colour schemes, the legend, nothing from elsewhere."""

import shutil

import pytest
from playwright.sync_api import sync_playwright
from typer.testing import CliRunner

from etl.cli import app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
READABLE = 4.5  # WCAG 2, level AA, for text
VISIBLE = 3  # the same for lines

# The contrast of two colours by WCAG's formula; a canvas turns any notation into red, green and blue.
CONTRAST = """
([one, other]) => {
  const light = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d")
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255)
    const [r, g, b] = parts.map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
  }
  const [a, b] = [light(one), light(other)]
  return Math.max(a, b) / Math.min(a, b)
}
"""
STYLE = "element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor, s.borderBottomColor] }"
CLEAR = "rgba(0, 0, 0, 0)"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium (Debian's)")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.html"
    assert CliRunner().invoke(app, ["annotate", "seeds", "--html", str(path)]).exit_code == 0
    return path


@pytest.fixture(params=["light", "dark"])
def page(file, request):
    """The page, open from a file; whatever it asks for or complains of fails the test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(color_scheme=request.param)
        asked: list[str] = []
        problems: list[object] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda problem: problems.append(problem))
        page.goto(file.as_uri())
        yield page
        browser.close()
    assert asked == [file.as_uri()]
    assert problems == []


def test_everything_can_be_read_on_its_ground(page):
    ink, paper, _ = page.eval_on_selector("body", STYLE)
    assert page.evaluate(CONTRAST, [ink, paper]) > READABLE
    for layer in page.query_selector_all("label span span"):
        ink, ground, line = layer.evaluate(STYLE)
        if ground == CLEAR:
            assert page.evaluate(CONTRAST, [line, paper]) > VISIBLE
        else:
            assert page.evaluate(CONTRAST, [ink, ground]) > READABLE
            faint = page.eval_on_selector(".count", STYLE)[0]
            assert page.evaluate(CONTRAST, [faint, ground]) > READABLE


def test_a_layer_is_switched_off_and_on(page):
    mark, row = page.locator("mark.country").first, page.locator("tr.country").first
    page.locator("summary").first.click()
    before = mark.evaluate(STYLE)
    assert before[1] != CLEAR
    page.get_by_role("checkbox", name="country").uncheck()
    assert mark.evaluate(STYLE)[1] == CLEAR
    assert not row.is_visible()
    page.get_by_role("checkbox", name="country").check()
    assert mark.evaluate(STYLE) == before
    assert row.is_visible()
    page.get_by_role("button", name="None").click()
    assert {tuple(mark.evaluate(STYLE)[1:]) for mark in page.query_selector_all("mark.lined")} == {(CLEAR, CLEAR)}
    page.get_by_role("button", name="All").click()
    assert mark.evaluate(STYLE) == before


def test_layers_can_be_told_apart_without_colour(page):
    label = "element => getComputedStyle(element, '::before').content"
    mark = page.locator("mark.country").first
    assert mark.evaluate(label) == "none"
    page.get_by_role("checkbox", name="name the layers").check()
    assert mark.evaluate(label) == '"country"'
    page.get_by_role("checkbox", name="country").uncheck()
    assert mark.evaluate(label) == "none"


def test_the_page_fits_a_telephone_and_is_used_without_a_mouse(page):
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not page.get_by_role("checkbox").first.is_checked()

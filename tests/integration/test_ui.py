"""The Dagster UI in a real browser: the asset graph, a run started with a click, its checks."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import expect, sync_playwright

from etl.warehouse.query import query

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
PATIENCE = 60_000

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium (Debian's)")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def ui(tmp_path):
    """The address of a UI whose runs write into `tmp_path`; stopped as by Ctrl-C, and then nothing listens any more."""
    port = free_port()
    command = [Path(sys.executable).with_name("depeche"), "ui", "--port", str(port), "--home", tmp_path / "home"]
    places = {f"DEPECHE_{name}": str(tmp_path / name.lower()) for name in ("WAREHOUSE", "EXPORTS", "STAGING")}
    environment = os.environ | places
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            told = process.stdout.readline()
            assert told == f"Dagster UI: http://127.0.0.1:{port} (Ctrl-C stops it)\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        yield page
        browser.close()


def test_the_job_is_run_from_the_browser_and_its_checks_pass(ui, page, tmp_path):
    asked: set[str] = set()
    problems: list[object] = []
    page.on("request", lambda request: asked.add(urlparse(request.url).hostname or "127.0.0.1"))
    page.on("pageerror", lambda problem: problems.append(problem))

    page.goto(f"{ui}/asset-groups")
    for group in ("ingest", "reading", "tables", "warehouse", "exports"):
        # The graph holds hidden copies of its labels.
        expect(page.get_by_text(group, exact=True).filter(visible=True).first).to_be_visible()

    page.goto(f"{ui}/locations/depeche/jobs/depeche")
    page.get_by_role("button", name="Materialize all").click()
    expect(page.get_by_text("Launched run")).to_be_visible()
    page.get_by_text("View", exact=True).click()
    page.wait_for_url("**/runs/*")
    expect(page.get_by_text("Success", exact=True).first).to_be_visible()
    expect(page.get_by_text("No steps have errored")).to_be_visible()

    for table in ("articles", "meetings"):
        page.goto(f"{ui}/assets/{table}?view=checks")
        expect(page.get_by_text("Passed", exact=True)).to_be_visible()
        expect(page.get_by_text("Succeeded", exact=True)).to_have_count(2)

    assert query(tmp_path / "warehouse", "SELECT count(*) FROM articles")[1] == [(5,)]
    assert asked == {"127.0.0.1"}
    assert problems == []

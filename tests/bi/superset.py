"""Superset on the warehouse of the seeds: set up over its REST API, looked at in a browser, compared with the warehouse.

`make bi-test` runs it: python tests/bi/superset.py SUPERSET FOLDER, with the path of Superset's command; log and screenshot
go into FOLDER.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, Response, expect, sync_playwright

from etl.warehouse.query import query

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # its pages tell its makers that they are looked at
CHARTS = Path(__file__).with_suffix(".json")
PATIENCE = 60
USER = "analyst"
ANSWER = "SELECT donors, sum(amount_eur) FROM aid_ledger WHERE counted GROUP BY donors"

Euros = dict[str, Decimal | None]


@contextmanager
def superset(program: Path, home: Path, password: str, log: Path) -> Iterator[str]:
    """The address of a new Superset that keeps what it knows in `home`; it is stopped whatever happens."""
    config = home / "superset_config.py"
    config.write_text(f'SECRET_KEY = "{secrets.token_urlsafe(48)}"\nSQLALCHEMY_DATABASE_URI = "sqlite:///{home}/superset.db"\n')
    places = {"SUPERSET_HOME": str(home), "SUPERSET_CONFIG_PATH": str(config)}
    person = ["--username", USER, "--firstname", "A", "--lastname", "B", "--email", "a@localhost", "--password", password]
    with log.open("w") as told:
        options: dict[str, Any] = {"env": os.environ | places, "stdout": told, "stderr": subprocess.STDOUT}
        for command in (["db", "upgrade"], ["fab", "create-admin", *person], ["init"]):
            subprocess.run([program, *command], check=True, **options)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        command = [program, "run", "--host", "127.0.0.1", "--port", port, "--with-threads"]
        with subprocess.Popen(command, start_new_session=True, **options) as process:
            try:
                wait_for(f"http://127.0.0.1:{port}/health", process)
                yield f"http://127.0.0.1:{port}"
            finally:
                os.killpg(process.pid, signal.SIGTERM)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; it fails when the server ends or takes too long."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            httpx.get(address).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("Superset does not start")


def make_dashboard(address: str, password: str, warehouse: Path) -> int:
    """Make database, dataset, charts and dashboard over the REST API; returns the dashboard's id."""
    with httpx.Client(base_url=f"{address}/api/v1/", timeout=PATIENCE) as client:

        def send(method: str, path: str, **body: Any) -> dict[str, Any]:
            answer = client.request(method, path, json=body)
            assert answer.is_success, f"{path}: {answer.text}"
            return dict(answer.json())

        known = send("POST", "security/login", username=USER, password=password, provider="db")
        client.headers["Authorization"] = f"Bearer {known['access_token']}"
        client.headers["X-CSRFToken"] = client.get("security/csrf_token/").json()["result"]
        uri = f"duckdb:///{warehouse}?access_mode=READ_ONLY"
        database = send("POST", "database/", database_name="Dépêche", sqlalchemy_uri=uri)["id"]
        dataset = send("POST", "dataset/", database=database, schema="depeche.main", table_name="aid_ledger")["id"]
        dashboard = int(send("POST", "dashboard/", dashboard_title="Aid", published=True)["id"])
        source = {"datasource_id": dataset, "datasource_type": "table", "dashboards": [dashboard]}
        charts = []
        for chart in json.loads(CHARTS.read_text(encoding="utf-8")):
            params = {"datasource": f"{dataset}__table", "viz_type": chart["viz_type"], **chart["params"]}
            charts.append(send("POST", "chart/", **source, **chart | {"params": json.dumps(params)})["id"])
        send("PUT", f"dashboard/{dashboard}", position_json=json.dumps(layout([charts[:2], charts[2:]])))
    return dashboard


def layout(rows: list[list[int]]) -> dict[str, Any]:
    """Superset's tree of a dashboard, from the ids of the charts of each row."""
    tree: dict[str, Any] = {"DASHBOARD_VERSION_KEY": "v2"}

    def add(key: str, kind: str, children: list[str], **meta: Any) -> str:
        tree[key] = {"id": key, "type": kind, "children": children, "meta": meta}
        return key

    def add_row(place: int, charts: list[int]) -> str:
        size = {"width": 12 // len(charts), "height": 36}
        return add(f"ROW-{place}", "ROW", [add(f"CHART-{chart}", "CHART", [], chartId=chart, **size) for chart in charts])

    add("ROOT_ID", "ROOT", [add("GRID_ID", "GRID", [add_row(place, charts) for place, charts in enumerate(rows)])])
    return tree


def look(page: Page, address: str, password: str, dashboard: int, screenshot: Path) -> tuple[Euros, Euros]:
    """Sign in as a person does and open the dashboard; returns the euros of each donor, in the bars and in the table."""
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    page.goto(f"{address}/login/")
    page.locator("[data-test=username-input]").fill(USER)
    page.locator("[data-test=password-input]").fill(password)
    page.locator("[data-test=login-button]").click()
    page.wait_for_url("**/superset/welcome/")
    sent: list[Response] = []
    page.on("response", lambda response: sent.append(response) if "/chart/data" in response.url else None)
    page.goto(f"{address}/superset/dashboard/{dashboard}/?standalone=2")
    for kind, count in (("canvas", 1), ("tbody", 2)):
        expect(page.locator(f".chart-slice {kind}").filter(visible=True)).to_have_count(count)
    page.wait_for_timeout(1500)  # bars grow
    page.screenshot(path=screenshot, full_page=True)
    answers = [response.json()["result"][0] for response in sent]
    stages = next(answer["data"] for answer in answers if not {"EUR", "evidence"} & set(answer["colnames"]))
    bars = {row.pop("donors"): total(row.values()) for row in stages}
    lines = page.locator("[data-test-chart-name='Aid by donor'] tbody tr").filter(visible=True).all()
    cells = [line.locator("td").all_inner_texts() for line in lines]
    return bars, {name: total([None if euros == "N/A" else euros.replace(",", "")]) for name, euros in cells}


def total(amounts: Iterable[object]) -> Decimal | None:
    """Their sum; None where there is nothing to add."""
    known = [Decimal(str(amount)) for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None


def main(program: Path, folder: Path) -> None:
    """Read the seeds, show them in Superset, and compare."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="depeche-") as name:
        home, password = Path(name), secrets.token_urlsafe(24)
        warehouse = home / "depeche.duckdb"
        depeche = Path(sys.executable).with_name("depeche")
        subprocess.run([depeche, "run", "seeds", "--warehouse", warehouse, "--exports", home / "exports"], check=True)
        with superset(program, home, password, folder / "superset.log") as address, sync_playwright() as playwright:
            dashboard = make_dashboard(address, password, warehouse)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, ALONE])
            page = browser.new_page(viewport={"width": 1400, "height": 720})
            bars, table = look(page, address, password, dashboard, folder / "superset.png")
            browser.close()
        held = dict(query(warehouse, ANSWER)[1])
    assert bars == held, (bars, held)
    assert table == held, (table, held)
    sys.stdout.write(f"Superset shows what the warehouse holds, {held}: {folder / 'superset.png'}\n")


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("No chromium on this machine: apt-get install chromium (Debian's).")
    main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]))

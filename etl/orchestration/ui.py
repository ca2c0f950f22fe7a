"""The Dagster UI as a process of its own, with its history in a folder of the project."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).parents[2]
_SETTINGS = Path(__file__).with_name("dagster.yaml")
_PATIENCE = 20.0


class UiError(Exception):
    """The UI cannot be served; the message says what to do."""


def serve(home: Path, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the UI on this machine until SIGINT or SIGTERM.

    Args:
        home: Folder of Dagster's history (DAGSTER_HOME) and of its log; made if need be.
        port: Port on the loopback address.
        on_ready: Called with the address as soon as the UI answers.

    Raises:
        UiError: Another program listens on the port, or Dagster stopped of itself.
    """
    if _answers(port):
        raise UiError(f"port {port} is taken by another program; choose another with --port.")
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    if not (home / _SETTINGS.name).exists():
        shutil.copy(_SETTINGS, home)
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: stopping.append(number))
    log = home / "ui.log"
    with log.open("wb") as output:
        services = _start(home, port, output)
    ready = False
    while not stopping and services.poll() is None:
        if not ready and _answers(port):
            ready = True
            on_ready(f"http://127.0.0.1:{port}")
        time.sleep(0.2)
    _stop(services)
    if not stopping:
        raise UiError(f"Dagster stopped of itself; why is at the end of {log}.")


def _start(home: Path, port: int, output: IO[bytes]) -> subprocess.Popen[bytes]:
    """Webserver, daemon and code server: `dagster dev`.

    They run in a session of their own, so that Ctrl-C reaches this process alone and they are stopped in order. SIGINT
    has a handler by now: what inherits an ignored SIGINT from a shell's background would never stop.
    """
    command = [sys.executable, "-W", "ignore", "-m", "dagster", "dev"]
    options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "--workspace", "workspace.yaml"]
    return subprocess.Popen(
        [*command, *options],
        cwd=_ROOT,
        env=os.environ | {"DAGSTER_HOME": str(home), "DAGSTER_DISABLE_TELEMETRY": "1"},
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _stop(services: subprocess.Popen[bytes]) -> None:
    if services.poll() is None:
        services.send_signal(signal.SIGINT)
        try:
            services.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(services.pid, signal.SIGKILL)
            services.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0

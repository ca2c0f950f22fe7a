import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.engines.local import map_articles, processors

ROOT = Path(__file__).parents[2]


def lengths(batch):
    if batch == ["no"]:
        raise ValueError("not this one")
    return [len(text) for text in batch]


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_batches(processes):
    batches = [["a" * number] * 2 for number in range(30)]
    assert list(map_articles(lengths, iter(batches), processes)) == [[number, number] for number in range(30)]
    assert list(map_articles(lengths, [], processes)) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_batch_raises_comes_through(processes):
    with pytest.raises(ValueError, match="not this one"):
        list(map_articles(lengths, [["yes"], ["no"], ["yes"]], processes))


def test_batches_are_fetched_as_they_are_needed():
    fetched = []
    batches = (fetched.append(number) or ["x"] for number in range(100))
    next(map_articles(lengths, batches, 2))
    assert len(fetched) < 10


def test_there_is_a_processor():
    assert processors() >= 1


@pytest.fixture
def script(tmp_path):
    """A script without a guard, as people write them."""
    (tmp_path / "naps.py").write_text("import os, time\ndef nap(t):\n    time.sleep(t)\n    return os.getpid()\n")
    lines = ["from etl.engines.local import map_articles", "from naps import nap", "print('started', flush=True)"]
    lines += ["for pid in map_articles(nap, [0.0, 60.0, 60.0, 60.0], 2):", "    print(pid, flush=True)"]
    (tmp_path / "script.py").write_text("\n".join(lines))
    return [sys.executable, str(tmp_path / "script.py")], os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}


def test_the_main_script_does_not_run_again_and_no_process_outlives_it(script):
    command, environment = script
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout.readline() == "started\n"
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    for _ in range(100):
        if not is_running(child):
            break
        time.sleep(0.1)
    assert not is_running(child)


def is_running(pid):
    try:
        os.kill(pid, 0)
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False

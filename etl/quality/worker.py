"""A process that runs the suites: it imports Great Expectations while its parent is still reading articles.

The import takes seconds of pure computation, so that a thread would only slow the reading down.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from etl.quality.suites import SuiteError, SuiteResult, run_suites


class SuiteWorker:
    """Runs suites in a process of its own, as `run_suites` does in this one; the process is started when it is needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, so that it is ready when the first suites are to be run; once is enough."""
        # Not multiprocessing, which would run the caller's main script again. The process finds modules where its parent
        # does and not in the working directory, and has a session of its own: its parent ends it, Ctrl-C need not.
        self._process = self._process or subprocess.Popen(
            [sys.executable, "-P", "-m", "etl.quality.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )

    def __call__(self, names: Sequence[str], files: Mapping[str, Path]) -> list[SuiteResult]:
        """Run the suites of some tables, as `run_suites` does."""
        self.start()
        process = cast("subprocess.Popen[bytes]", self._process)
        ask, answers = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        try:
            pickle.dump((names, files), ask)
            ask.flush()
            outcome = pickle.load(answers)  # noqa: S301 - written by `main` below
        except (OSError, EOFError, ValueError) as error:
            raise SuiteError("the process that runs the suites ended before its time") from error
        if isinstance(outcome, Exception):
            raise outcome
        return cast(list[SuiteResult], outcome)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            with self._process as process:
                process.kill()


@contextmanager
def suite_worker() -> Iterator[SuiteWorker]:
    """A worker whose process ends with the context."""
    worker = SuiteWorker()
    try:
        yield worker
    finally:
        worker.end()


def main() -> None:
    """Answer each request on standard input, until it is closed."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever a library prints must not mix with the answers
    import great_expectations  # noqa: F401 - to have it ready when the first request comes

    while True:
        try:
            names, files = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the parent
        except EOFError:
            return
        try:
            outcome: object = run_suites(names, files)
        except Exception as error:
            outcome = error
        pickle.dump(outcome, answers)
        answers.flush()


if __name__ == "__main__":
    main()

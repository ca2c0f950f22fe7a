"""What archives hold, one member after the other, as streams. Nothing is written."""

from __future__ import annotations

import gzip
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol, cast

from etl.ingest.errors import UnreadableError, refusing
from etl.ingest.formats import suffix_of
from etl.ingest.limits import MIB, UNPACKED_RATIO, unpacked_limit


class Readable(Protocol):
    """What bytes can be read from; none at its end."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes."""


Member = tuple[str, Readable | UnreadableError]

_LINK = UnreadableError("outside", "It is a link; give the file itself.")
_SPECIAL = UnreadableError("unreadable", "It is not a plain file.")
_LOCKED = UnreadableError("encrypted", "It is locked by a password; unlock it.")


@dataclass
class Budget:
    """How much may come out of an archive, archives in it included.

    Attributes:
        most: Bytes, all in all.
        left: Bytes that are left of them.
    """

    most: int
    left: int

    @classmethod
    def of(cls, path: Path) -> Budget:
        """The budget of an archive on disk."""
        most = unpacked_limit(path.stat().st_size)
        return cls(most, most)

    def spend(self, size: int) -> None:
        """Take bytes off.

        Raises:
            UnreadableError: `bomb`: there are not so many left.
        """
        self.left -= size
        if self.left < 0:
            told = f"It unpacks to more than {self.most // MIB} MiB, the most that is read of an archive of its size"
            raise UnreadableError("bomb", f"{told} ({UNPACKED_RATIO} times as much); unpack it yourself if you trust it.")


@dataclass
class _Counted:
    """A stream whose every byte is taken off a budget, and off one of its own."""

    stream: Readable
    budgets: tuple[Budget, ...]

    def read(self, size: int = -1, /) -> bytes:
        data = self.stream.read(size)
        for budget in self.budgets:
            budget.spend(len(data))
        return data


def members(path: Path, name: str, budget: Budget) -> Iterator[Member]:
    """The members of an archive in order, each with its name and a stream that holds until the next one is asked for.

    Folders are passed over; links and what else is no file come as what is wrong with them.

    Args:
        path: The archive.
        name: Its name; the suffix tells its format.
        budget: What is read of it is taken off.

    Raises:
        UnreadableError: `bomb`, or `damaged` from here on.
    """
    suffix = suffix_of(name)
    with refusing("The archive"):
        if suffix == ".zip":
            yield from _of_zip(path, budget)
            return
        with _opened(path, suffix) as stream:
            counted = _Counted(stream, (budget,))
            if suffix in (".tar", ".tar.gz", ".tgz"):
                yield from _of_tar(counted)
            else:
                yield PurePosixPath(name).stem, counted


@contextmanager
def _opened(path: Path, suffix: str) -> Iterator[Readable]:
    """The file without its compression."""
    with path.open("rb") as file:
        if suffix == ".zst":
            from fastwarc.stream_io import ZstdReader  # unlike others, it tells a file that is cut

            yield ZstdReader(file)
        elif suffix == ".tar":
            yield file
        else:
            yield gzip.GzipFile(fileobj=file)


def _of_zip(path: Path, budget: Budget) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            if stat.S_ISLNK(member.external_attr >> 16):
                yield member.filename, _LINK
            elif member.flag_bits & 1:
                yield member.filename, _LOCKED
            else:
                most = unpacked_limit(member.compress_size)
                try:
                    with refusing("The file"):
                        stream = archive.open(member)
                except UnreadableError as flaw:
                    yield member.filename, flaw
                    continue
                with stream:
                    yield member.filename, _Counted(stream, (Budget(most, most), budget))


def _of_tar(stream: Readable) -> Iterator[Member]:
    with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r|") as archive:
        while member := archive.next():
            archive.members = []  # type: ignore[attr-defined]  # it would remember every one
            if member.isdir():
                continue
            if member.issym() or member.islnk():
                yield member.name, _LINK
            elif not member.isreg() or member.issparse():
                yield member.name, _SPECIAL
            else:
                yield member.name, cast(Readable, archive.extractfile(member))

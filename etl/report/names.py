"""Names of files for ids: ids hold colons and accents, and file systems and addresses are particular."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from unicodedata import normalize

_LONGEST = 48
_HASH = 10


@cache
def file_name(identity: str) -> str:
    """A name that is safe in any file system and address: what can be read of the id, and a hash of all of it."""
    plain = normalize("NFKD", identity).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
    return f"{slug}-{sha256(identity.encode()).hexdigest()[:_HASH]}.html".lstrip("-")

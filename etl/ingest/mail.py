"""A newsletter saved as a mail: one article, named by the file's stem."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from etl.ingest import markup, names
from etl.ingest.decoding import decode
from etl.ingest.errors import UnreadableError, refusing
from etl.ingest.formats import Fields, Found
from etl.ingest.limits import ATTACHMENTS, DOCUMENT, read_bytes, too_large
from etl.ingest.page import decode_page, extract
from etl.ingest.pagedate import day_of

_SOFT_BREAK = re.compile(r"(?<!\n--) \r?\n")
_OF_A_LIST = ("List-Id", "List-Unsubscribe", "List-Post")


def read(path: Path, uri: str) -> Iterator[Found]:
    """The one article of the mail: its HTML as a page, or else its plain text; attachments are passed over.

    Raises:
        UnreadableError: It is no mail, or there is no text in it.
        OSError: The file cannot be opened.
    """
    data = read_bytes(path, ATTACHMENTS)
    with refusing("The mail"):
        fields = _fields(email.message_from_bytes(data, _class=EmailMessage, policy=policy.default))
    yield uri, names.article(fields, uri, "record")


def _fields(mail: EmailMessage) -> Fields:
    body = mail.get_body(("html", "plain"))
    if not mail.keys() or body is None:
        raise UnreadableError("empty", "There is no text in it; give a mail with its text.")
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes) or len(data) > DOCUMENT:
        raise too_large("The text of the mail", None, DOCUMENT)
    sender = mail["From"].addresses[0].display_name if mail["From"] and mail["From"].addresses else None
    is_of_a_list = any(mail[name] for name in _OF_A_LIST)
    return _body(body, data) | {
        "title": str(mail["Subject"] or ""),
        "published_on": day_of(mail["Date"]) if mail["Date"] else None,
        "publisher" if is_of_a_list else "author": sender or None,
    }


def _body(part: MIMEPart, data: bytes) -> Fields:
    charset = part.get_content_charset()
    if part.get_content_type() == "text/plain":
        text = decode(data, charset)
        return {"text": _SOFT_BREAK.sub(" ", text) if part.get_param("format") == "flowed" else text}
    html = decode_page(data, charset)
    page = extract(html)
    return page if page["text"] else page | {"text": markup.words(html)}

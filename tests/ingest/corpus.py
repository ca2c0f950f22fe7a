"""The same articles in every format that is read, made by program: `files(article)` gives names and bytes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import textwrap
import zipfile
from dataclasses import asdict, dataclass
from datetime import date
from email.message import EmailMessage
from html import escape

import docx
import polars as pl
import zstandard


@dataclass(frozen=True)
class Sample:
    id: str
    title: str
    paragraphs: tuple[str, ...]
    published_on: str
    url: str
    publisher: str
    author: str

    @property
    def text(self) -> str:
        return "\n".join((self.title, *self.paragraphs))

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


ARTICLES = (
    Sample(
        id="accord-de-peche",
        title="La Vésanie et la Linde signent un accord de pêche",
        paragraphs=(
            "La ministre vésane des Affaires étrangères, Aïda Norval, a reçu jeudi à Port-Vésan son homologue lindois "
            "Élie Tamsin pour deux jours d’entretiens consacrés à la pêche et à la sécurité des routes maritimes de la région.",
            "« Nous avons travaillé dix-huit mois à ce texte, et il protège nos deux côtes », a dit Mme Norval devant la "
            "presse. La Vésanie promet 12\u00a0millions d’euros sur trois ans au fonds commun de surveillance.",
            "Le Conseil des Îles a mis en garde contre toute présence militaire dans le détroit. Il se réunira lundi.",
        ),
        published_on="2021-03-05",
        url="https://www.courrier-des-iles.example/monde/accord-de-peche.html",
        publisher="Le Courrier des Îles",
        author="Maëlle Orban",
    ),
    Sample(
        id="appel-telephonique",
        title="Entretien téléphonique entre Oskar Belin et Inès Carvalho-Duval",
        paragraphs=(
            "Le ministre lindois de la Défense Oskar Belin s’est entretenu par téléphone, mardi soir, avec son homologue "
            "de Vésanie Inès Carvalho-Duval, ont annoncé les deux ministères dans un communiqué commun.",
            "Ils ont parlé de la livraison de quatre vedettes côtières, attendue avant l’été, et d’un œil commun sur "
            "le détroit : « Rien n’est signé », a précisé un conseiller.",
            "L’armée lindoise a dépensé 3,5\u00a0% de plus que l’an passé. Le budget & les moyens seront débattus en juin.",
        ),
        published_on="2022-11-16",
        url="https://agence-des-iles.example/2022/appel",
        publisher="Agence des Îles",
        author="Jonas Thévenet",
    ),
)


def page(article: Sample) -> str:
    """A page as sites make them, with much around the article."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": f"{article.published_on}T00:30:00+02:00",
        "dateModified": "2024-01-01T10:00:00Z",
        "author": {"@type": "Person", "name": article.author},
    }
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{escape(article.title)} - {article.publisher}</title>
<meta property="og:title" content="{escape(article.title)}"><meta property="og:site_name" content="{article.publisher}">
<link rel="canonical" href="{article.url}"><script type="application/ld+json">{json.dumps(linked)}</script>
<style>.x {{ color: red }}</style><script>var secret = "Texte d’un script";</script></head><body>
<div id="onetrust-banner" class="cookie-notice"><p>Ce site utilise des cookies pour mesurer son audience.</p></div>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/monde">Monde</a></li></ul></nav>
<main><article><h1>{escape(article.title)}</h1>
<p style="display: none">Un paragraphe caché que personne ne voit, mais qui a la longueur d’un vrai.</p>
{paragraphs}
<div class="paywall-notice"><p>Cet article est réservé aux abonnés, il vous reste la moitié à lire.</p></div>
</article></main>
<aside><h2>À lire aussi</h2><ul><li><a href="/autre">Un autre article</a></li></ul></aside>
<footer><p>Mentions légales</p></footer></body></html>"""


def front_matter(article: Sample) -> str:
    return f"""---
title: "{article.title}"
date: {article.published_on}
publisher: {article.publisher}
author: {article.author}
url: {article.url}
tags:
  - diplomatie
---
"""


def markdown(article: Sample) -> str:
    first, *others = article.paragraphs
    paragraphs = [textwrap.fill(first.replace("jeudi", "**jeudi**"), 60, break_on_hyphens=False), *others]
    return front_matter(article) + f"\n# {article.title}\n\n" + "\n\n".join(paragraphs) + "\n"


def record(article: Sample) -> dict[str, str]:
    fields = asdict(article)
    del fields["paragraphs"]
    return fields | {"text": article.body}


def delimited(article: Sample) -> str:
    out = io.StringIO()
    rows = csv.DictWriter(out, list(record(article)), delimiter=";")
    rows.writeheader()
    rows.writerow(record(article))
    return out.getvalue()


def parquet(article: Sample) -> bytes:
    out = io.BytesIO()
    pl.DataFrame([record(article)]).with_columns(pl.col("published_on").str.to_date()).write_parquet(out)
    return out.getvalue()


def fragment(article: Sample) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in article.paragraphs) + "<script>alert(1)</script>"


def rss(article: Sample) -> str:
    day = date.fromisoformat(article.published_on).strftime("%a, %d %b %Y")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{article.publisher}</title><link>https://example.org</link><description>x</description>
<item><title>{escape(article.title)}</title><link>{article.url}</link><guid isPermaLink="false">{article.id}</guid>
<pubDate>{day} 00:30:00 +0200</pubDate><dc:creator>{article.author}</dc:creator><dc:publisher>{article.publisher}</dc:publisher>
<description>{escape(article.paragraphs[0][:80])}…</description>
<content:encoded><![CDATA[{fragment(article)}]]></content:encoded></item></channel></rss>"""


def atom(article: Sample) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{article.publisher}</title><id>f</id><updated>2024-01-01T00:00:00Z</updated>
<entry><title>{escape(article.title)}</title><id>{article.id}</id><link href="{article.url}"/>
<published>{article.published_on}T00:30:00+02:00</published><updated>2024-01-01T00:00:00Z</updated>
<author><name>{article.author}</name></author><content type="html">{escape(fragment(article))}</content></entry></feed>"""


def json_feed(article: Sample) -> str:
    item = {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "content_html": fragment(article),
        "date_published": f"{article.published_on}T00:30:00+02:00",
        "authors": [{"name": article.author}],
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": article.publisher, "items": [item]})


def mail(article: Sample) -> bytes:
    """A newsletter laid out in tables, with a plain version and a picture."""
    rows = "".join(f"<tr><td><p>{escape(paragraph)}</p></td></tr>" for paragraph in article.paragraphs)
    message = EmailMessage()
    message["Subject"] = article.title
    message["From"] = f'"{article.publisher}" <lettre@example.org>'
    message["Date"] = date.fromisoformat(article.published_on).strftime("%a, %d %b %Y 00:30:00 +0200")
    message["List-Unsubscribe"] = "<https://example.org/non>"
    message.set_content("Lisez cette lettre en HTML.")
    table = f'<table role="presentation"><tr><td><h1>{escape(article.title)}</h1></td></tr>{rows}</table>'
    message.add_alternative(f"<html><body>{table}</body></html>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    return message.as_bytes()


def word(article: Sample) -> bytes:
    document = docx.Document()
    document.add_heading(article.title, 0)
    for paragraph in article.paragraphs[:-1]:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = article.paragraphs[-1]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(article: Sample) -> bytes:
    """One page with lines broken at 80 characters."""
    drawn = []
    for paragraph in (article.title, *article.paragraphs):
        for line in textwrap.wrap(paragraph, 80, break_on_hyphens=False):
            drawn.append(b"(" + line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*")  # noqa: PERF401
    stream = b"BT /F1 10 Tf 40 800 Td 14 TL\n" + b"\n".join(drawn) + b"\nET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, thing in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    end = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % end)


def response(
    url: str, body: bytes, media: str = "text/html; charset=utf-8", *, status: str = "200 OK", extra: str = ""
) -> bytes:
    """A record of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def warc(article: Sample) -> list[bytes]:
    """The records of an archive in which one is a page."""
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"
    return [
        info,
        response(article.url + "x", b"", status="301 Moved"),
        response("https://example.org/logo.png", b"\x89PNG" * 100, "image/png"),
        response(article.url, gzip.compress(page(article).encode()), extra="Content-Encoding: gzip\r\n"),
        response("https://example.org/absent", b"<p>Page introuvable</p>", status="404 Not Found"),
    ]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def files(article: Sample) -> dict[str, bytes]:
    """The article in every format, by the name of the file; the day is in the name where the format does not hold it."""
    dated = f"{article.published_on}_{article.id}"
    html = page(article).encode()
    plain = {
        f"{article.id}.txt": (front_matter(article) + article.text).encode(),
        f"{dated}.txt": article.text.encode(),
        f"{article.id}.md": markdown(article).encode(),
        f"{article.id}.html": html,
        f"{article.id}.htm": html.replace(b"utf-8", b"iso-8859-1").decode().encode("cp1252"),
        f"{article.id}.jsonl": json.dumps(record(article)).encode(),
        f"{article.id}.ndjson": json.dumps(record(article), ensure_ascii=False).encode("utf-16"),
        f"{article.id}.csv": delimited(article).encode("cp1252"),
        f"{article.id}.parquet": parquet(article),
        f"{article.id}.rss": rss(article).encode(),
        f"{article.id}.atom": atom(article).encode(),
        f"{article.id}.xml": atom(article).encode(),
        f"{article.id}.json": json_feed(article).encode(),
        f"{article.id}.eml": mail(article),
        f"{dated}.docx": word(article),
        f"{dated}.pdf": pdf(article),
        f"{article.id}.warc": b"".join(warc(article)),
        f"{article.id}.warc.gz": b"".join(map(gzip.compress, warc(article))),
    }
    inner = {f"dossier/{name}": data for name, data in plain.items() if name.endswith((".html", ".pdf"))}
    page_name = f"{article.id}.html"
    packed = {
        "a.zip": zipped(inner),
        "a.tar": tarred(inner),
        "a.tar.gz": tarred(inner, "w:gz"),
        "a.tgz": tarred({"b.zip": zipped({page_name: html})}, "w:gz"),
        f"{page_name}.gz": gzip.compress(html),
        f"{page_name}.zst": zstandard.ZstdCompressor().compress(html),
    }
    return plain | packed

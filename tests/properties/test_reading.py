"""Whatever the text, a reading points into it and is the same every time."""

import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.events.read import read
from etl.language.pack import load_pack
from etl.resolve.tables import build_rows
from schemas.tables import Article

PACK = load_pack("fr")
SCRAPS = st.sampled_from(
    [
        *(
            "Le ministre norvégien de la Défense, Ola Berg,",
            "a rencontré",
            "à Riga",
            "jeudi",
            "« Rien n’est décidé »",
            ", a-t-il dit.",
        ),
        *(
            "12 000 tonnes de blé",
            "2,5 milliards d’euros",
            "d’aide militaire à la Lettonie",
            "La Lettonie",
            "met en garde",
            "Minsk",
        ),
        *("contre", "un accord", "a signé avec", "M.", "S. Ozols", "e\u0301tat", "🤝", "l’Estonie et la Finlande", "le 3 mai"),
        *("n’ira pas", "selon", "qui", "que", "ß", "İ", "\u0301", "«", "»", '"', "(", ")", "–", "\n", "\u00a0", "\u202f"),
    ]
)
TEXTS = st.one_of(st.lists(SCRAPS, max_size=25).map(" ".join), st.text(max_size=120))


@settings(max_examples=80)
@given(TEXTS, st.sampled_from([None, date(2024, 5, 14)]))
def test_every_stored_piece_stands_at_its_offsets(drawn, published_on):
    text = unicodedata.normalize("NFC", drawn)
    reading = read(text, published_on, PACK)
    assert read(text, published_on, PACK) == reading
    article = Article.model_construct(article_id="a", source_id="s", text=text, published_on=published_on)
    for name, rows in build_rows([(article, reading)]).items():
        for row in rows:
            if "char_start" in row:
                piece = next(row[column] for column in ("surface", "role_text", "evidence", "quote") if column in row)
                assert text[row["char_start"] : row["char_end"]] == piece, name
                assert piece

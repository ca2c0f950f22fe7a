import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from benchmarks.dispatches import make
from benchmarks.duplicates import score
from etl.ingest.duplicates import find_duplicates, mark_duplicates
from etl.ingest.records import to_article
from schemas.derived.frames import to_frame
from schemas.tables import Article

DAY = date(2031, 3, 5)
AT = datetime(2031, 3, 6, tzinfo=UTC)
HEADLINE = "La Vésanie relance les pourparlers sur la pêche"
PARAGRAPHS = (
    "La ministre vésane Aïda Norval a reçu mercredi à Port-Vésan son homologue lindois Élie Tamsin pour parler de la pêche "
    "au large des îles, que les deux pays se disputent depuis 1987.",
    "L’entretien, qui a duré 3 heures, s’est tenu dans l’ancien palais des douanes, loin des journalistes et des curieux.",
    "« Nous voulons un texte avant l’été », a déclaré Aïda Norval, qui a promis 12 millions d’euros aux ports des deux rives.",
    "La Linde avait suspendu sa participation en janvier, après la saisie de 4 chalutiers par les garde-côtes de Vésanie.",
    "Une deuxième réunion doit se tenir à Lindeville, sans que la date en ait été fixée par les deux gouvernements.",
    "Les pêcheurs des îles, eux, demandent que leurs quotas soient relevés avant la fin de la saison du hareng.",
)
BOX = "Les îles comptent 900 habitants ; elles vivent du hareng, du tourisme d’été et d’un phare que Bocar entretient."
NEWS = (
    "Le parlement de Vésanie a rejeté jeudi par 84 voix contre 60 le budget des ports, que défendait Aïda Norval.",
    "Le vote ouvre une crise : trois partis sur cinq ont annoncé qu’ils quittaient la majorité dès la semaine prochaine.",
    "Des élections pourraient se tenir à l’automne, a dit le président de l’assemblée, Marc Delorge, à la sortie de la séance.",
    "À Port-Vésan, des dockers ont bloqué l’entrée du port pendant une heure avant de se disperser dans le calme.",
)


def article(article_id, *paragraphs, title=HEADLINE, published_on=DAY):
    text = "\n".join((title, *paragraphs) if title else paragraphs)
    return {"article_id": article_id, "text": text, "title": title, "published_on": published_on}


ORIGINAL = article("m", *PARAGRAPHS)
OTHER_FACTS = {
    "Aïda Norval": "Inès Brassac",
    "Élie Tamsin": "Oumar Ferrac",
    "Vésanie": "Tamarie",
    "Port-Vésan": "Tamare",
    "Linde": "Orlanie",
    "mercredi": "lundi",
    "1987": "2004",
    "3 heures": "5 heures",
    "12 millions": "40 millions",
    "4 chalutiers": "9 cargos",
}


def replaced(text, pairs):
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    "copy",
    [
        article("z", *PARAGRAPHS),
        article("z", *PARAGRAPHS, title="Pêche : Aïda Norval et Élie Tamsin se parlent à nouveau, après deux mois de silence"),
        article("z", *PARAGRAPHS, title=None),
        article("z", *PARAGRAPHS[:3]),
        article("z", *PARAGRAPHS[:2], *PARAGRAPHS[4:]),
        article("z", PARAGRAPHS[0], PARAGRAPHS[1].rstrip(".") + " [...]", *PARAGRAPHS[2:5]),
        article("z", "Par Léa Quintal avec AFP", "PORT-VÉSAN (AFP) – " + PARAGRAPHS[0], *PARAGRAPHS[1:], "© AFP 2031"),
        article("z", *(replaced(text, {"’": "'", "« ": "“", " »": "”", "É": "E"}) for text in PARAGRAPHS)),
        article("z", *(replaced(text, {" »": "\u00a0»", "« ": "«\u202f", " ;": "\u00a0;"}) for text in PARAGRAPHS)),
        article("z", *PARAGRAPHS[:2], BOX, *PARAGRAPHS[2:]),
        article("z", "  ".join(PARAGRAPHS)),
        article("z", *(f"{text}\n" for text in PARAGRAPHS)),
        article("z", *PARAGRAPHS[:3], "Un contexte tendu", *PARAGRAPHS[3:], "À lire aussi"),
        article("z", *(replaced(text, {"4 chalutiers": "5 chalutiers"}) for text in PARAGRAPHS)),
        article("z", *PARAGRAPHS[:4], published_on=DAY + timedelta(3)),
        article("z", *PARAGRAPHS[:4], published_on=None),
    ],
)
def test_a_dispatch_with_small_changes_is_a_copy(copy):
    copy["published_on"] = copy["published_on"] and copy["published_on"] + timedelta(1)
    assert find_duplicates([copy, ORIGINAL]) == {"z": "m"}


@pytest.mark.parametrize(
    "other",
    [
        article("z", *NEWS, *PARAGRAPHS[3:5]),
        article("z", NEWS[0], NEWS[1], *PARAGRAPHS[4:]),
        article("z", *(replaced(text, OTHER_FACTS) for text in PARAGRAPHS)),
        article("z", *(replaced(text, dict(list(OTHER_FACTS.items())[:5])) for text in PARAGRAPHS)),
        article("z", *NEWS),
        article("z"),
        article("z", "L’AFP en parle."),
    ],
)
def test_a_follow_up_and_another_story_in_the_same_mould_are_no_copies(other):
    other["published_on"] += timedelta(1)
    assert find_duplicates([ORIGINAL, other]) == {}


def test_a_later_article_that_holds_a_dispatch_and_much_more_is_no_copy():
    short = article("a", *PARAGRAPHS[:3])
    assert find_duplicates([short, article("b", *PARAGRAPHS[:3], *NEWS, published_on=DAY + timedelta(1))]) == {}


def test_a_short_text_is_a_copy_only_when_it_is_equal():
    alert = "Vésanie : la ministre Aïda Norval annonce sa démission"
    rows = [
        article("a", title=alert),
        article("b", title=alert.replace("Aïda", "Aida")),
        article("c", title=f"{alert} (AFP)"),
        article("d", "Elle quitte son poste.", title=alert),
        article("e", title="…"),
        article("f", title="—"),
    ]
    assert find_duplicates(rows) == {"b": "a"}


def test_the_original_is_the_earliest_then_the_longest_then_the_smallest_id():
    later, undated = DAY + timedelta(1), None
    rows = [
        article("a", *PARAGRAPHS, published_on=undated),
        article("b", *PARAGRAPHS, published_on=later),
        article("e", *PARAGRAPHS[:5]),
        article("d", *PARAGRAPHS),
        article("c", *PARAGRAPHS),
    ]
    assert find_duplicates(rows) == dict.fromkeys("abde", "c")


def test_copies_of_copies_point_to_the_one_original():
    rows = [
        article("a", *PARAGRAPHS),
        article("b", *PARAGRAPHS[:5], BOX, published_on=DAY + timedelta(1)),
        article("c", *PARAGRAPHS[1:5], BOX, title=None, published_on=DAY + timedelta(2)),
    ]
    assert find_duplicates(rows) == {"b": "a", "c": "a"}


def test_the_table_is_marked_and_else_as_it_was():
    texts = [ORIGINAL["text"], "\n".join(NEWS), "\n".join(PARAGRAPHS[:4])]
    frame = to_frame(Article, [to_article({"id": str(at), "text": text}, "x", AT) for at, text in enumerate(texts)])
    marked = mark_duplicates(frame)
    assert marked["duplicate_of"].to_list() == [None, None, frame["article_id"][0]]
    assert_frame_equal(marked.drop("duplicate_of"), frame.drop("duplicate_of"))
    assert marked.schema == frame.schema


def test_nothing_among_nothing():
    assert find_duplicates([]) == {}


def test_near_copies_among_dispatches():
    precision, recall = score(make(300, 90, seed=11))
    assert precision >= 0.99
    assert recall >= 0.95


@settings(max_examples=20)
@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_the_articles_does_not_matter(dice: random.Random, seed: int):
    rows = [each.row() for each in make(40, 20, seed)]
    found = find_duplicates(rows)
    dice.shuffle(rows)
    assert find_duplicates(rows) == found
    assert found
    assert not found.keys() & found.values()

"""The star: the tables of the warehouse as facts and dimensions, the shape that BI tools expect.

`sql/bi/` fills each from the warehouse. Keys are whole numbers, the same as long as the rows of the warehouse are; ids are the
same for ever. Key 0 of a dimension is its unknown member, so that no fact is lost in a join. Near-copies and older versions of
articles are left out.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from schemas.columns import Column, Table
from schemas.tables import ISO_COUNTRY, ISO_CURRENCY

LabelFr = Annotated[str | None, Column("French label.")]
LabelEn = Annotated[str | None, Column("English label.")]
Country = Annotated[str | None, Column("Country, ISO 3166-1 alpha-3.", pattern=ISO_COUNTRY)]
CountryFr = Annotated[str | None, Column("French name of the country.")]
CountryEn = Annotated[str | None, Column("English name of the country.")]
ArticleKey = Annotated[int, Column("The article that says it.", references="dim_article.article_key")]
EventKey = Annotated[int, Column("The event, in words.", references="dim_event.event_key")]
PlaceKey = Annotated[int, Column("Where; 0 where no place is told.", references="dim_place.place_key")]
DayKey = Annotated[
    int,
    Column("First day that the date can mean; the day of publication where no date is told.", references="dim_date.date_key"),
]
EarliestKey = Annotated[int, Column("First day that the date can mean; 0 without a year.", references="dim_date.date_key")]
LatestKey = Annotated[int, Column("Last day that the date can mean; 0 without a year.", references="dim_date.date_key")]
PublishedKey = Annotated[int, Column("Day of publication; 0 if unknown.", references="dim_date.date_key")]
KindKey = Annotated[int, Column("What kind it is.", references="dim_code.code_key")]
StatusKey = Annotated[int, Column("How far it has come.", references="dim_code.code_key")]
ModalityKey = Annotated[int, Column("Said outright, by a source, or in the conditional.", references="dim_code.code_key")]
EventCount = Annotated[
    int, Column("1 in one report of each event, 0 in its other reports: add it up to count events.", unit="events", minimum=0)
]


class Star(Table):
    """A table of the star."""

    SCHEMA: ClassVar[str] = "bi"


class DimDate(Star):
    """Every day of the years from the first to the last that a fact names; 0 is the unknown day."""

    TABLE: ClassVar[str] = "dim_date"
    KEY: ClassVar[tuple[str, ...]] = ("date_key",)

    date_key: Annotated[int, Column("The day as a number: 20240531.", minimum=0)]
    date: Annotated[date | None, Column("The day; empty for the unknown day.")]
    year: Annotated[int | None, Column("Year.")]
    quarter: Annotated[int | None, Column("Quarter, 1 to 4.")]
    month: Annotated[int | None, Column("Month, 1 to 12.")]
    month_fr: Annotated[str | None, Column("French name of the month.")]
    month_en: Annotated[str | None, Column("English name of the month.")]
    year_month: Annotated[str | None, Column("Year and month: 2024-05.")]
    day: Annotated[int | None, Column("Day of the month.")]
    iso_year: Annotated[int | None, Column("Year that the week belongs to, ISO 8601.")]
    iso_week: Annotated[int | None, Column("Week, ISO 8601.")]
    weekday: Annotated[int | None, Column("Day of the week, from 1 for Monday.")]
    weekday_fr: Annotated[str | None, Column("French name of the day of the week.")]
    weekday_en: Annotated[str | None, Column("English name of the day of the week.")]
    is_weekend: Annotated[bool | None, Column("Whether it is a Saturday or a Sunday.")]


class DimCode(Star):
    """Every code with its labels; 0 stands where there is none."""

    TABLE: ClassVar[str] = "dim_code"
    KEY: ClassVar[tuple[str, ...]] = ("code_key",)

    code_key: Annotated[int, Column("Key of the code.", minimum=0)]
    list: Annotated[str, Column("Code list.")]
    code: Annotated[str, Column("The code.")]
    label_fr: Annotated[str, Column("French label.")]
    label_en: Annotated[str, Column("English label.")]
    plover: Annotated[str | None, Column("PLOVER event type and mode.")]
    iati: Annotated[str | None, Column("Code in the IATI TransactionType list.")]
    kiel: Annotated[str | None, Column("Stage in the words of aid trackers such as that of the Kiel Institute.")]


class DimActor(Star):
    """A person, an organization, a country or a bloc; 0 stands for an actor that is not told."""

    TABLE: ClassVar[str] = "dim_actor"
    KEY: ClassVar[tuple[str, ...]] = ("actor_key",)

    actor_key: Annotated[int, Column("Key of the actor.", minimum=0)]
    actor_id: Annotated[str, Column("Id of the actor.")]
    name: Annotated[str, Column("Best-known full form of the name.")]
    actor_type: Annotated[str | None, Column("What kind of actor it is.", codes="actor_type")]
    actor_type_fr: LabelFr
    actor_type_en: LabelEn
    country: Annotated[str | None, Column("Country that it is or acts for, ISO 3166-1 alpha-3.", pattern=ISO_COUNTRY)]
    country_fr: CountryFr
    country_en: CountryEn
    roles_fr: Annotated[str | None, Column("French labels of the offices.")]
    roles_en: Annotated[str | None, Column("English labels of the offices.")]
    wikidata_id: Annotated[str | None, Column("Wikidata item, where certain.")]


class DimArticle(Star):
    """An article in its current version, without near-copies and without its text."""

    TABLE: ClassVar[str] = "dim_article"
    KEY: ClassVar[tuple[str, ...]] = ("article_key",)

    article_key: Annotated[int, Column("Key of the article.", minimum=1)]
    article_id: Annotated[str, Column("Id of the article.")]
    source_id: Annotated[str, Column("Id that the source gave.")]
    title: Annotated[str | None, Column("Headline.")]
    published_on: Annotated[date | None, Column("Day of publication; empty if unknown.")]
    published_date_key: PublishedKey
    publisher: Annotated[str | None, Column("Newsroom, agency or ministry that published it.")]
    author: Annotated[str | None, Column("Who signed it.")]
    url: Annotated[str | None, Column("Address it was published at.")]
    language: Annotated[str | None, Column("Language, ISO 639-1.")]
    char_count: Annotated[int, Column("Length of the text.", unit="code points", minimum=1)]


class DimPlace(Star):
    """A place that an event names, from GeoNames or in the article's words; 0 is the unknown place."""

    TABLE: ClassVar[str] = "dim_place"
    KEY: ClassVar[tuple[str, ...]] = ("place_key",)

    place_key: Annotated[int, Column("Key of the place.", minimum=0)]
    place_id: Annotated[str | None, Column("GeoNames id; empty for a place that is known by its words alone.")]
    name: Annotated[str | None, Column("Name in French; else the words of the article.")]
    country: Country
    country_fr: CountryFr
    country_en: CountryEn
    latitude: Annotated[float | None, Column("Latitude, WGS 84.", unit="degrees north")]
    longitude: Annotated[float | None, Column("Longitude, WGS 84.", unit="degrees east")]
    feature: Annotated[str | None, Column("GeoNames feature code (PPLC is a capital).")]


class DimEvent(Star):
    """What an event is, in words: one row for each report of it in an article."""

    TABLE: ClassVar[str] = "dim_event"
    KEY: ClassVar[tuple[str, ...]] = ("event_key",)

    event_key: Annotated[int, Column("Key of the event, the same in the facts.", minimum=1)]
    event_id: Annotated[str, Column("Id of the event.")]
    occurrence_id: Annotated[str, Column("Equal for all rows that report the same real-world event.")]
    event_table: Annotated[str, Column("Table of the event.", codes="event_table")]
    event_table_fr: LabelFr
    event_table_en: LabelEn
    kind: Annotated[str, Column("Kind of meeting, warning or agreement; what the aid is for.")]
    kind_fr: LabelFr
    kind_en: LabelEn
    status: Annotated[str | None, Column("How far it has come; empty for warnings.")]
    status_fr: LabelFr
    status_en: LabelEn
    modality: Annotated[str, Column("Said outright, by a source, or in the conditional.", codes="modality")]
    modality_fr: LabelFr
    modality_en: LabelEn
    who: Annotated[str | None, Column("Names of participants, visitors, donors, issuers or parties.")]
    to_whom: Annotated[str | None, Column("Names of hosts, recipients or targets.")]
    what: Annotated[str | None, Column("Sum and goods, message or title, in the words of the article.")]
    date: Annotated[str | None, Column("When, in EDTF (ISO 8601-2); X for an unknown digit.")]
    place: Annotated[str | None, Column("Where, in the article's words.")]
    evidence: Annotated[str, Column("Sentence or clause that carries the event, verbatim.")]
    char_start: Annotated[int, Column("First character in articles.text, from 0.", unit="code points", minimum=0)]
    char_end: Annotated[int, Column("One past the last character.", unit="code points", minimum=1, above="char_start")]


class Fact(Star):
    """What the facts about events share."""

    KEY: ClassVar[tuple[str, ...]] = ("event_key",)

    event_key: EventKey
    article_key: ArticleKey
    date_key: DayKey
    published_date_key: PublishedKey
    kind_key: KindKey
    modality_key: ModalityKey
    event_count: EventCount


class FactMeetings(Fact):
    """A report of a meeting."""

    TABLE: ClassVar[str] = "fact_meetings"

    status_key: StatusKey
    mode_key: Annotated[int, Column("How they met.", references="dim_code.code_key")]
    earliest_date_key: EarliestKey
    latest_date_key: LatestKey
    place_key: PlaceKey


class FactAidPledges(Fact):
    """A report of aid. Add up the counted columns; the reported ones tell the same money again."""

    TABLE: ClassVar[str] = "fact_aid_pledges"

    status_key: StatusKey
    qualifier_key: Annotated[int, Column("How the amount or quantity is meant.", references="dim_code.code_key")]
    fx_missing_key: Annotated[int, Column("Why an amount has no value in euros.", references="dim_code.code_key")]
    earliest_date_key: EarliestKey
    latest_date_key: LatestKey
    currency: Annotated[str | None, Column("Currency, ISO 4217.", pattern=ISO_CURRENCY)]
    counted_amount: Annotated[
        Decimal | None,
        Column("The money, in one report of each pledge, unless it is a part of a larger sum.", unit="the currency of the row"),
    ]
    counted_amount_eur: Annotated[Decimal | None, Column("The same in euros: add it up.", unit="EUR")]
    reported_amount: Annotated[Decimal | None, Column("The money as this article tells it.", unit="the currency of the row")]
    reported_amount_max: Annotated[Decimal | None, Column("The high end of a range.", unit="the currency of the row")]
    reported_amount_eur: Annotated[Decimal | None, Column("The money as this article tells it, in euros.", unit="EUR")]
    fx_rate: Annotated[Decimal | None, Column("Units of the currency for one euro.", unit="currency per EUR", decimals=6)]
    fx_date: Annotated[date | None, Column("Day of the exchange rate.")]
    counted_quantity: Annotated[
        int | None, Column("How many of the item, in one report of each pledge.", unit="pieces, or the unit in item")
    ]
    reported_quantity: Annotated[
        int | None, Column("How many of the item, as this article tells it.", unit="pieces, or the unit in item")
    ]
    item: Annotated[str | None, Column("Goods pledged in kind, in the article's words.")]
    instrument: Annotated[str | None, Column("Fund or programme it goes through, in the article's words.")]
    part_of: Annotated[str | None, Column("Occurrence of the larger sum that this one is a part of.")]


class FactWarnings(Fact):
    """A report of a warning, threat, demand, accusation, concern or protest."""

    TABLE: ClassVar[str] = "fact_warnings"


class FactAgreements(Fact):
    """A report of an agreement."""

    TABLE: ClassVar[str] = "fact_agreements"

    status_key: StatusKey
    earliest_date_key: EarliestKey
    latest_date_key: LatestKey
    place_key: PlaceKey
    reported_quantity: Annotated[
        int | None, Column("How many agreements, where several are told at once.", unit="agreements", minimum=1)
    ]


class FactStatements(Star):
    """A direct quotation."""

    TABLE: ClassVar[str] = "fact_statements"
    KEY: ClassVar[tuple[str, ...]] = ("statement_key",)

    statement_key: Annotated[int, Column("Key of the quotation.", minimum=1)]
    statement_id: Annotated[str, Column("Id of the quotation.")]
    article_key: ArticleKey
    speaker_key: Annotated[int, Column("Who said it.", references="dim_actor.actor_key")]
    published_date_key: PublishedKey
    quote: Annotated[str, Column("The words between the quotation marks, verbatim.")]
    channel: Annotated[str | None, Column("Where it was said, in the article's words.")]
    char_start: Annotated[int, Column("First character in articles.text, from 0.", unit="code points", minimum=0)]
    char_end: Annotated[int, Column("One past the last character.", unit="code points", minimum=1, above="char_start")]


class BridgeEventActors(Star):
    """Who takes part in which event: joins facts to actors, many to many.

    Aid without a donor or recipient, a warning without an issuer or target and an agreement without a party have the unknown
    actor.
    """

    TABLE: ClassVar[str] = "bridge_event_actors"
    KEY: ClassVar[tuple[str, ...]] = ("event_key", "actor_key", "part_key")

    event_key: EventKey
    actor_key: Annotated[int, Column("The actor; 0 where none is told.", references="dim_actor.actor_key")]
    part_key: Annotated[int, Column("What the actor does in the event.", references="dim_code.code_key")]
    part: Annotated[str, Column("The same as a code.", codes="part")]
    weight: Annotated[
        float,
        Column("Share of the actor among those of its part, 1 in all: times it, sums over actors are those of events."),
    ]


STAR: tuple[type[Table], ...] = (
    DimDate,
    DimCode,
    DimActor,
    DimArticle,
    DimPlace,
    DimEvent,
    FactMeetings,
    FactAidPledges,
    FactWarnings,
    FactAgreements,
    FactStatements,
    BridgeEventActors,
)
"""In the order in which they are filled: dimensions before the facts that take keys from them."""

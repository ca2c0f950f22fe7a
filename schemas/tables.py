"""The tables of the warehouse, each defined once; a row is an instance of its class.

Columns here, everything derived from them in `derived/`. The order of columns is the order in files and views.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from schemas.columns import Column, Table

_EDTF_DAY = r"(?:\.\.|[0-9X]{4}(?:-[0-9X]{2}(?:-[0-9X]{2})?)?)"
EDTF = rf"{_EDTF_DAY}(?:/{_EDTF_DAY})?"
ISO_COUNTRY = r"[A-Z]{3}"
ISO_CURRENCY = r"[A-Z]{3}"

ArticleRef = Annotated[str, Column("The article that says it.", references="articles.article_id")]
ActorRef = Annotated[str, Column("The actor.", references="actors.actor_id")]
EventRef = Annotated[
    str,
    Column(
        "The event.",
        references="meetings.event_id|aid_pledges.event_id|warnings.event_id|agreements.event_id",
    ),
]
CharStart = Annotated[int, Column("First character in articles.text, from 0.", unit="code points", minimum=0)]
CharEnd = Annotated[
    int, Column("One past the last character in articles.text.", unit="code points", minimum=1, above="char_start")
]
Country = Annotated[str | None, Column("Country, ISO 3166-1 alpha-3.", pattern=ISO_COUNTRY)]
EdtfDate = Annotated[str | None, Column("When, in EDTF (ISO 8601-2); X for an unknown digit.", pattern=EDTF)]
DateEarliest = Annotated[date | None, Column("First day that the date can mean; empty without a year.")]
DateLatest = Annotated[date | None, Column("Last day that the date can mean; empty without a year.", not_below="date_earliest")]
DateText = Annotated[str | None, Column("The words that give the date.")]
Place = Annotated[str | None, Column("Where, in the article's words.")]
PlaceCountry = Annotated[str | None, Column("Country of the place, ISO 3166-1 alpha-3.", pattern=ISO_COUNTRY)]
PlaceRef = Annotated[str | None, Column("The place, by its GeoNames id.", references="places.place_id")]


class Article(Table):
    """An article as it was read: its text, and what is known of where it comes from.

    An article whose text changes at its source is a new row, its next version. The other tables tell of current versions
    only, those without `superseded_by`.
    """

    TABLE: ClassVar[str] = "articles"
    KEY: ClassVar[tuple[str, ...]] = ("article_id",)
    FIRST_SEEN: ClassVar[str | None] = "ingested_at"

    article_id: Annotated[str, Column("Id of the article, made from its source id and its text.")]
    source_id: Annotated[str, Column("Id that the source gave: the file's stem, or the record's id.")]
    source_uri: Annotated[str, Column("File that it was read from, and the record in it.")]
    title: Annotated[str | None, Column("Headline: the first line of the text, unless that line is a sentence of the body.")]
    published_on: Annotated[date | None, Column("Day of publication; empty if unknown.")]
    published_on_source: Annotated[
        str | None, Column("What tells the day of publication; empty where nothing does.", codes="published_on_source")
    ]
    publisher: Annotated[
        str | None, Column("Newsroom, agency or ministry that published it; the site of its address where nothing tells.")
    ]
    author: Annotated[str | None, Column("Who signed it, as the source names them.")]
    url: Annotated[str | None, Column("Address it was published at.")]
    language: Annotated[str | None, Column("Language, ISO 639-1.", pattern=r"[a-z]{2}")]
    text: Annotated[str, Column("The whole text in NFC; all offsets refer to it.")]
    char_count: Annotated[int, Column("Length of the text.", unit="code points", minimum=1)]
    content_sha256: Annotated[str, Column("SHA-256 of the text in UTF-8, in hexadecimal.", pattern=r"[0-9a-f]{64}")]
    ingested_at: Annotated[datetime, Column("When the article was first taken in, UTC.")]
    source_key: Annotated[str, Column("What the versions of an article share: its url, else its file, else its source_id.")]
    version: Annotated[int, Column("Its place among the versions in the order in which they last came, from 1.", minimum=1)]
    superseded_by: Annotated[
        str | None, Column("The next version; empty for the current one.", references="articles.article_id")
    ]
    duplicate_of: Annotated[
        str | None, Column("The article that this one nearly repeats; empty if none.", references="articles.article_id")
    ]


class Actor(Table):
    """A person, an organization, a country or a bloc, once over all articles."""

    TABLE: ClassVar[str] = "actors"
    KEY: ClassVar[tuple[str, ...]] = ("actor_id",)

    actor_id: Annotated[str, Column("Id of the actor.")]
    name: Annotated[str, Column("Best-known full form of the name.")]
    actor_type: Annotated[str, Column("What kind of actor it is.", codes="actor_type")]
    country: Annotated[str | None, Column("Country that it is or acts for, ISO 3166-1 alpha-3.", pattern=ISO_COUNTRY)]
    wikidata_id: Annotated[str | None, Column("Wikidata item, where certain.", pattern=r"Q[0-9]+")]
    article_count: Annotated[int, Column("Articles that mention it.", unit="articles", minimum=1)]
    mention_count: Annotated[int, Column("Mentions of it.", unit="mentions", minimum=1)]


class ActorName(Table):
    """Each spelling under which an actor was met."""

    TABLE: ClassVar[str] = "actor_names"
    KEY: ClassVar[tuple[str, ...]] = ("actor_id", "name")

    actor_id: ActorRef
    name: Annotated[str, Column("The spelling.")]
    mention_count: Annotated[int, Column("Mentions in this spelling.", unit="mentions", minimum=1)]


class ActorMention(Table):
    """A piece of text that stands for an actor."""

    TABLE: ClassVar[str] = "actor_mentions"
    KEY: ClassVar[tuple[str, ...]] = ("mention_id",)
    PIECE: ClassVar[str | None] = "surface"

    mention_id: Annotated[str, Column("Id of the mention.")]
    article_id: ArticleRef
    actor_id: ActorRef
    char_start: CharStart
    char_end: CharEnd
    surface: Annotated[str, Column("The words, verbatim.")]
    mention_type: Annotated[str, Column("How the words stand for the actor.", codes="mention_type")]


class ActorRole(Table):
    """An office or function that an article gives an actor."""

    TABLE: ClassVar[str] = "actor_roles"
    KEY: ClassVar[tuple[str, ...]] = ("article_id", "actor_id", "char_start", "char_end")
    PIECE: ClassVar[str | None] = "role_text"

    article_id: ArticleRef
    actor_id: ActorRef
    role: Annotated[str, Column("The function.", codes="role")]
    role_text: Annotated[str, Column("The words that name it, verbatim.")]
    country: Annotated[str | None, Column("Country of the office, ISO 3166-1 alpha-3.", pattern=ISO_COUNTRY)]
    char_start: CharStart
    char_end: CharEnd


class Event(Table):
    """What the four event tables share: where the article says it, and how it was read."""

    KEY: ClassVar[tuple[str, ...]] = ("event_id",)
    PIECE: ClassVar[str | None] = "evidence"

    event_id: Annotated[str, Column("Id of the event.")]
    article_id: ArticleRef
    char_start: CharStart
    char_end: CharEnd
    evidence: Annotated[str, Column("Sentence or clause that carries the event, verbatim.")]
    trigger: Annotated[str, Column("The word that gave it away.")]
    rule: Annotated[str, Column("Name of the rule that read it.")]
    extractor: Annotated[str, Column("Name and version of the reader.")]
    modality: Annotated[str, Column("Said outright, by a source, or in the conditional of the press.", codes="modality")]
    occurrence_id: Annotated[str, Column("Equal for all rows that report the same real-world event.")]


class Meeting(Event):
    """A direct exchange between two or more sides: talks, a call, an official's visit, a summit."""

    TABLE: ClassVar[str] = "meetings"

    mode: Annotated[str, Column("How they met.", codes="meeting_mode")]
    kind: Annotated[str, Column("Talks, a visit or a summit.", codes="meeting_kind")]
    status: Annotated[str, Column("Held, planned or cancelled.", codes="meeting_status")]
    date: EdtfDate
    date_earliest: DateEarliest
    date_latest: DateLatest
    date_text: DateText
    place: Place
    place_country: PlaceCountry
    place_id: PlaceRef


class AidPledge(Event):
    """Money or goods that a donor gives, promises, approves, plans or withholds for a recipient."""

    TABLE: ClassVar[str] = "aid_pledges"

    amount: Annotated[Decimal | None, Column("The money; the low end of a range.", unit="the currency of the row", minimum=0)]
    amount_max: Annotated[
        Decimal | None, Column("The high end of a range.", unit="the currency of the row", minimum=0, not_below="amount")
    ]
    currency: Annotated[str | None, Column("Currency, ISO 4217.", pattern=ISO_CURRENCY)]
    amount_text: Annotated[str | None, Column("The words that give the amount.")]
    qualifier: Annotated[str | None, Column("How the amount or quantity is meant.", codes="qualifier")]
    amount_eur: Annotated[Decimal | None, Column("The amount in euros at fx_rate.", unit="EUR", minimum=0)]
    fx_rate: Annotated[
        Decimal | None, Column("Units of the currency for one euro.", unit="currency per EUR", minimum=0, decimals=6)
    ]
    fx_date: Annotated[date | None, Column("Day of the exchange rate; empty for a currency tied to the euro by law.")]
    fx_missing: Annotated[str | None, Column("Why an amount has no value in euros.", codes="fx_missing")]
    item: Annotated[str | None, Column("Goods pledged in kind, in the article's words.")]
    quantity: Annotated[int | None, Column("How many of the item.", unit="pieces, or the unit in item", minimum=0)]
    aid_type: Annotated[str, Column("What the aid is for.", codes="aid_type")]
    status: Annotated[str, Column("How far the aid has come.", codes="aid_status")]
    instrument: Annotated[str | None, Column("Fund or programme it goes through, in the article's words.")]
    date: EdtfDate
    date_earliest: DateEarliest
    date_latest: DateLatest
    date_text: DateText


class Warning(Event):
    """A cautionary or hostile message from an issuer to a target."""

    TABLE: ClassVar[str] = "warnings"

    kind: Annotated[str, Column("What kind of message it is.", codes="warning_kind")]
    message: Annotated[str | None, Column("What is warned of, in the article's words.")]


class Agreement(Event):
    """A written arrangement between two or more parties."""

    TABLE: ClassVar[str] = "agreements"

    kind: Annotated[str, Column("What kind of instrument it is.", codes="agreement_kind")]
    status: Annotated[str, Column("Signed, agreed, planned or ended.", codes="agreement_status")]
    title: Annotated[str | None, Column("What it is called, in the article's words.")]
    quantity: Annotated[int | None, Column("How many agreements, where several are told at once.", minimum=1)]
    date: EdtfDate
    date_earliest: DateEarliest
    date_latest: DateLatest
    date_text: DateText
    place: Place
    place_country: PlaceCountry
    place_id: PlaceRef


class Statement(Table):
    """A direct quotation whose speaker the article names."""

    TABLE: ClassVar[str] = "statements"
    KEY: ClassVar[tuple[str, ...]] = ("statement_id",)
    PIECE: ClassVar[str | None] = "quote"

    statement_id: Annotated[str, Column("Id of the statement.")]
    article_id: ArticleRef
    speaker_id: Annotated[str, Column("Who said it.", references="actors.actor_id")]
    quote: Annotated[str, Column("The words between the quotation marks, verbatim.")]
    channel: Annotated[str | None, Column("Where it was said (briefing, Telegram, …), in the article's words.")]
    char_start: CharStart
    char_end: CharEnd


class EventActor(Table):
    """Who takes part in which event."""

    TABLE: ClassVar[str] = "event_actors"
    KEY: ClassVar[tuple[str, ...]] = ("event_id", "actor_id", "part")

    event_id: EventRef
    actor_id: ActorRef
    part: Annotated[str, Column("What the actor does in the event.", codes="part")]
    mention_id: Annotated[str | None, Column("The mention that says so.", references="actor_mentions.mention_id")]


class Evidence(Table):
    """The words that gave a filled cell of an event or a statement."""

    TABLE: ClassVar[str] = "evidence"
    KEY: ClassVar[tuple[str, ...]] = ("row_id", "field", "char_start", "char_end")
    PIECE: ClassVar[str | None] = "surface"

    row_id: Annotated[
        str,
        Column(
            "Event or statement that the cell belongs to.",
            references="meetings.event_id|aid_pledges.event_id|warnings.event_id|agreements.event_id|statements.statement_id",
        ),
    ]
    article_id: ArticleRef
    field: Annotated[str, Column("Column of that row.")]
    char_start: CharStart
    char_end: CharEnd
    surface: Annotated[str, Column("The words, verbatim.")]


class PlaceRow(Table):
    """A place that an event names, from GeoNames."""

    TABLE: ClassVar[str] = "places"
    KEY: ClassVar[tuple[str, ...]] = ("place_id",)

    place_id: Annotated[str, Column("GeoNames id.", pattern=r"[0-9]+")]
    name: Annotated[str, Column("Name in French where there is one.")]
    country: Country
    latitude: Annotated[float | None, Column("Latitude, WGS 84.", unit="degrees north")]
    longitude: Annotated[float | None, Column("Longitude, WGS 84.", unit="degrees east")]
    feature: Annotated[str | None, Column("GeoNames feature code (PPLC is a capital).")]


class CorrectionRow(Table):
    """What people judged or corrected in their files, and what came of it.

    A line that changes rows of several articles is told once for each.
    """

    TABLE: ClassVar[str] = "corrections"
    KEY: ClassVar[tuple[str, ...]] = ("correction_id",)

    correction_id: Annotated[str, Column("Id of the correction, made from what it asks for and the row that it changes.")]
    line: Annotated[str, Column("File and line that ask for it.")]
    action: Annotated[str, Column("What it asks for.", codes="correction_action")]
    table_name: Annotated[str | None, Column("Table that it is about; empty for a judgement on events that are not found.")]
    source_id: Annotated[str | None, Column("Article that it is about, by the id that the source gave; empty for any.")]
    text: Annotated[str, Column("Words that locate the row: of its evidence, or a spelling of the actor.")]
    other_source_id: Annotated[str | None, Column("Article of the other side of a judgement; empty for any.")]
    other_text: Annotated[str | None, Column("Words that locate the other side of a judgement.")]
    column_name: Annotated[str | None, Column("Column whose value is set.")]
    row_id: Annotated[str | None, Column("Key of the row that it changes; of the left side of a judgement.")]
    old_value: Annotated[str | None, Column("What stood there; the whole row, as JSON, where it is dropped.")]
    new_value: Annotated[str | None, Column("What stands there now, or was to; the id that both sides of a judgement share.")]
    status: Annotated[str, Column("What came of it.", codes="correction_status")]
    detail: Annotated[str | None, Column("Why it was not applied, in a sentence.")]
    reason: Annotated[str | None, Column("Why it was made, by whoever made it.")]
    author: Annotated[str | None, Column("Who made it.")]
    made_on: Annotated[date | None, Column("Day it was made.")]


class Code(Table):
    """A code of the warehouse, with its labels and its equivalents elsewhere."""

    TABLE: ClassVar[str] = "codes"
    KEY: ClassVar[tuple[str, ...]] = ("list", "code")

    list: Annotated[str, Column("Code list.")]
    code: Annotated[str, Column("The code.")]
    label_fr: Annotated[str, Column("French label.")]
    label_en: Annotated[str, Column("English label.")]
    plover: Annotated[str | None, Column("PLOVER event type and mode.")]
    iati: Annotated[str | None, Column("Code in the IATI TransactionType list.")]
    kiel: Annotated[str | None, Column("Stage in the words of aid trackers such as that of the Kiel Institute.")]


class Reject(Table):
    """What did not pass validation, so that nothing disappears without a trace."""

    TABLE: ClassVar[str] = "rejects"
    KEY: ClassVar[tuple[str, ...]] = ("reject_id",)
    FIRST_SEEN: ClassVar[str | None] = "rejected_at"

    reject_id: Annotated[str, Column("Id of the reject.")]
    source_uri: Annotated[str, Column("File or article that it comes from.")]
    table_name: Annotated[str, Column("Table that the row was meant for.")]
    row: Annotated[str | None, Column("The row, as JSON.")]
    reason: Annotated[str, Column("Why, in one word or two.")]
    detail: Annotated[str | None, Column("Why, in a sentence.")]
    rejected_at: Annotated[datetime, Column("When it was first rejected, UTC.")]

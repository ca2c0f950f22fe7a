"""The `depeche` command. Thin: what a subcommand does is done in the rooms, and they are imported when it is called."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

app = typer.Typer(
    name="depeche",
    help="Reads French diplomatic and defence news into a warehouse whose every cell can be traced to its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

INPUTS = "Files and folders to read, in any mix: texts, pages, tables, feeds, mails, documents, web archives, archives."
Warehouse = Annotated[
    Path | None, typer.Option(help="The DuckDB file.", show_default="data/depeche.duckdb", dir_okay=False, metavar="FILE")
]

Exports = Annotated[Path | None, typer.Option(help="Folder of the Parquet files.", show_default="data/exports", metavar="DIR")]


@app.command()
def run(
    inputs: Annotated[list[Path] | None, typer.Argument(help=INPUTS, metavar="INPUT", show_default="seeds")] = None,
    warehouse: Warehouse = None,
    exports: Exports = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin from nothing, whatever the warehouse knows.")] = False,
) -> None:
    """Read articles and build the warehouse and its exports.

    What the warehouse knows is not read again, and stays in it. What cannot be read is listed with the reason, and in the
    table `rejects`. What people judged and corrected is read from the folder `corrections`, or DEPECHE_CORRECTIONS.
    """
    from etl.console import progress
    from etl.ingest.edits import read_edits
    from etl.ingest.errors import InputError
    from etl.ingest.files import find
    from etl.settings import Settings
    from etl.summary import show_summary

    settings = Settings()
    paths = inputs or list(settings.inputs)
    try:
        find(paths)  # wrong use is told at once, before the seconds that it takes to load Dagster
        read_edits(settings.corrections, required=settings.names_corrections)
    except InputError as error:
        _fail(error, code=2)

    from etl.orchestration.run import RunError, run_pipeline

    places = warehouse or settings.warehouse, exports or settings.exports
    try:
        with progress("reading", then="checking and loading") as advance:
            made = run_pipeline(paths, *places, fresh=fresh, on_progress=advance)
    except InputError as error:
        _fail(error, code=2)
    except RunError as error:
        _fail(error)
    show_summary(made, settings.warehouse)


@app.command()
def forget(
    ids: Annotated[list[str], typer.Argument(help="The article_id, or the source_id, of each article.", metavar="ID")],
    reason: Annotated[str | None, typer.Option(help="Why, for the trace in the table `rejects`.", metavar="TEXT")] = None,
    warehouse: Warehouse = None,
    exports: Exports = None,
) -> None:
    """Withdraw articles: they and all that was made of them leave the warehouse and the exports.

    All versions go, and nothing from the same source is taken in again. A row in the table `rejects`, without text, says so.
    """
    from etl.ingest.errors import InputError
    from etl.orchestration.outcome import Withdrawal
    from etl.orchestration.run import RunError, run_pipeline
    from etl.settings import Settings

    settings = Settings()
    places = warehouse or settings.warehouse, exports or settings.exports
    try:
        made = run_pipeline((), *places, withdrawal=Withdrawal(ids, reason))
    except InputError as error:
        _fail(error, code=2)
    except RunError as error:
        _fail(error)
    typer.echo(f"forgotten: {', '.join(ids)}; {made.rows['articles']} articles are left in {made.warehouse}")


@app.command()
def annotate(
    inputs: Annotated[list[Path], typer.Argument(help=INPUTS, metavar="INPUT")],
    output: Annotated[
        Path | None, typer.Option(help="File to write, an article a line.", dir_okay=False, metavar="FILE.jsonl")
    ] = None,
    form: Annotated[
        Literal["jsonl", "w3c"],
        typer.Option("--format", help="What a line is: spans as JSON, or a W3C Web Annotation page as JSON-LD."),
    ] = "jsonl",
    html: Annotated[
        Path | None, typer.Option(help="Page to write, the articles in colour.", dir_okay=False, metavar="FILE.html")
    ] = None,
    published_on: Annotated[
        datetime | None,
        typer.Option(help="Day of publication of the articles that do not say theirs.", formats=["%Y-%m-%d"], metavar="DATE"),
    ] = None,
) -> None:
    """Mark what is read in each article, without a warehouse: dates, amounts, names, quotations, events.

    Give --output for programs, --html for people, or both.
    """
    if output is None and (html is None or form != "jsonl"):
        _fail("nowhere to write to: give --output FILE, --html FILE or both; --format is of --output", code=2)

    from etl.annotate.files import Outputs, annotate_files
    from etl.console import progress
    from etl.ingest.errors import InputError

    day = published_on and published_on.date()
    try:
        with progress("reading") as advance:
            written, problems = annotate_files(inputs, Outputs(output, form, html), day, advance)
    except InputError as error:
        _fail(error, code=2)
    except OSError as error:
        _fail(f"{error.filename or output or html}: cannot be written ({error.strerror}); choose another file.")
    for problem in problems:
        typer.echo(f"rejected {problem}", err=True)
    for path in filter(None, (output, html)):
        typer.echo(f"{path}: {written} annotated, {len(problems)} rejected")
    if not written:
        raise typer.Exit(1)


@app.command()
def explain(
    article: Annotated[Path, typer.Argument(help="The file of the article.", metavar="ARTICLE")],
    published_on: Annotated[
        datetime | None,
        typer.Option(help="Day of publication, if the article does not say it.", formats=["%Y-%m-%d"], metavar="DATE"),
    ] = None,
) -> None:
    """Show how an article is read: the rules that fire, on which words, what each slot takes and what is passed over."""
    from etl.explain import explain_file
    from etl.ingest.errors import InputError

    try:
        explain_file(article, published_on and published_on.date())
    except InputError as error:
        _fail(error, code=2)
    except LookupError as error:
        _fail(error)


@app.command()
def query(
    sql: Annotated[str | None, typer.Argument(help="The question in SQL; without it, standard input is read.")] = None,
    warehouse: Warehouse = None,
    form: Annotated[
        Literal["table", "csv", "json", "parquet", "markdown"] | None,
        typer.Option("--format", help="What to write.", show_default="that of the file's name, else table"),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="File to write.", dir_okay=False, metavar="FILE")] = None,
    limit: Annotated[
        int | None, typer.Option(help="The most rows; 0 for all.", min=0, show_default="1000 in a table, else all")
    ] = None,
    number: Annotated[int | None, typer.Option("--question", help="Ask the numbered question.", metavar="N")] = None,
    listing: Annotated[bool, typer.Option("--questions", help="List the numbered questions.")] = False,
) -> None:
    """Ask the warehouse a question in SQL, or one of the numbered questions. It is opened read-only.

    Examples: depeche query --question 15, or depeche query "SELECT * FROM aid_ledger" --output aid.csv
    """
    from etl.asking.query import UsageError, Wanted, answer, list_questions, numbered
    from etl.settings import Settings
    from etl.warehouse.connection import WarehouseError
    from etl.warehouse.query import QueryError

    given = [sql is not None, number is not None, listing]
    if sum(given) > 1:
        _fail("give one of SQL, --question and --questions", code=2)
    if not any(given) and sys.stdin.isatty():
        _fail('no question: give some SQL, as in depeche query "SELECT * FROM meetings", or --question N', code=2)
    wanted = Wanted(form, output, limit)
    try:
        if listing:
            left_off = list_questions(wanted)
        else:
            asked = numbered(number) if number is not None else sys.stdin.read() if sql is None else sql
            left_off = answer(warehouse or Settings().warehouse, asked, wanted)
    except UsageError as error:
        _fail(error, code=2)
    except (QueryError, WarehouseError) as error:
        _fail(error)
    except BrokenPipeError:  # whoever read it has enough
        raise
    except OSError as error:
        _fail(f"{error.filename or output}: cannot be written ({error.strerror}); choose another file.")
    if left_off:
        typer.echo(f"depeche: these are the first {wanted.most} rows; --limit 0 gives all, --limit N others", err=True)


@app.command()
def show(
    sought: Annotated[str, typer.Argument(help="An id of any kind, or a name of an actor.", metavar="ID|NAME")],
    warehouse: Warehouse = None,
    language: Annotated[Literal["fr", "en"], typer.Option(help="The language of labels.")] = "en",
    limit: Annotated[int, typer.Option(help="The most events of an actor, or reports of an event; 0 for all.", min=0)] = 20,
) -> None:
    """Show an actor, an event, a statement or an article, with the words that say so.

    Accents and capitals of names do not matter, and a surname will do. Where several actors fit equally well they are listed,
    and the exit code is 1, as it is where nothing fits.
    """
    from etl.asking.show import NotFoundError
    from etl.asking.show import show as show_it
    from etl.settings import Settings
    from etl.warehouse.connection import WarehouseError

    try:
        if not show_it(warehouse or Settings().warehouse, sought, language, limit):
            raise typer.Exit(1)
    except (NotFoundError, WarehouseError) as error:
        _fail(error)


@app.command()
def shell(warehouse: Warehouse = None) -> None:
    """Ask the warehouse in an interactive SQL terminal that completes names, read-only. It is DuckDB's own.

    It needs the package of the extra `shell`. The numbered questions are the views q1, q2, ...; `FROM questions` lists them.
    """
    from etl.asking.shell import ShellError, run_shell
    from etl.settings import Settings
    from etl.warehouse.connection import WarehouseError

    try:
        raise typer.Exit(run_shell(warehouse or Settings().warehouse))
    except (ShellError, WarehouseError) as error:
        _fail(error)


@app.command()
def fetch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS, Atom or JSON feeds.", metavar="FEED")],
    output: Annotated[Path, typer.Option(help="Folder to write to, for depeche run.", file_okay=False, metavar="DIR")],
    pages: Annotated[bool, typer.Option("--pages", help="Fetch the page of each entry, not the feed's text alone.")] = False,
) -> None:
    """Fetch the articles of feeds into a folder, politely. No other command asks the network.

    What a feed has not changed is not sent again; robots.txt is obeyed.
    """
    from etl.ingest.fetch import fetch as fetching
    from etl.ingest.web import FetchError, Web, client

    failed = False
    try:
        with client() as asking:
            for fetched in fetching(feeds, output, Web(asking), pages=pages):
                failed = failed or bool(fetched.problems)
                for problem in fetched.problems:
                    typer.echo(f"not fetched {problem}", err=True)
                told = "not changed" if fetched.articles is None else f"{fetched.articles} articles, {fetched.new} new"
                typer.echo(f"{fetched.feed}: {told}")
    except FetchError as error:
        _fail(error, code=2)
    except OSError as error:
        _fail(f"{error.filename or output}: cannot be written ({error.strerror}); choose another folder.")
    if failed:
        raise typer.Exit(1)


@app.command()
def report(
    output: Annotated[Path, typer.Option(help="Folder of the pages.", file_okay=False, metavar="DIR")],
    warehouse: Warehouse = None,
) -> None:
    """Write the evidence pages: a static site that leads from every cell to the words that gave it.

    Open index.html in a browser; nothing is asked of a server or of the network.
    """
    from etl.console import progress
    from etl.report.site import ReportError, write_site
    from etl.settings import Settings
    from etl.warehouse.connection import WarehouseError

    try:
        with progress("writing") as advance:
            written = write_site(warehouse or Settings().warehouse, output, advance)
    except (ReportError, WarehouseError) as error:
        _fail(error)
    typer.echo(f"{output / 'index.html'}: {written} pages")


@app.command()
def export(
    output: Annotated[Path, typer.Option(help="Folder of the files.", file_okay=False, metavar="DIR")],
    form: Annotated[
        Literal["parquet", "csv", "excel"],
        typer.Option("--format", help="A file a table, or one workbook with a sheet a table."),
    ] = "parquet",
    star: Annotated[bool, typer.Option("--star", help="Facts and dimensions for BI tools instead of the tables.")] = False,
    partition_by: Annotated[
        Literal["month"] | None, typer.Option(help="Parquet in Hive partitions, by month of the event, else of publication.")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Write the tables, or the star for BI tools, as Parquet, CSV or an Excel workbook."""
    from etl.settings import Settings
    from etl.warehouse.connection import WarehouseError
    from etl.warehouse.export import export_as
    from etl.warehouse.folder import ExportError

    if partition_by and (star or form != "parquet"):
        _fail("partitions by month are of tables, as Parquet: leave out --star and --format", code=2)
    try:
        made = export_as(warehouse or Settings().warehouse, output, "months" if partition_by else form, star=star)
    except (ExportError, WarehouseError) as error:
        _fail(error)
    for loss in made.losses:
        typer.echo(loss, err=True)
    typer.echo(f"{output}: {made.tables} tables, {made.rows} rows")


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 3000,
    home: Annotated[Path, typer.Option(help="Folder of Dagster's history and log.", metavar="DIR")] = Path("data/dagster"),
) -> None:
    """Start the Dagster UI: the asset graph, runs and checks. Ctrl-C stops it."""
    from etl.orchestration.ui import UiError, serve

    try:
        serve(home, port, lambda address: typer.echo(f"Dagster UI: {address} (Ctrl-C stops it)"))
    except UiError as error:
        _fail(error)


def _fail(problem: object, *, code: int = 1) -> NoReturn:
    typer.echo(f"depeche: {problem}", err=True)
    raise typer.Exit(code)

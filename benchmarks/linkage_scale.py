"""200,000 distinct names resolved, by us and by Splink on DuckDB: `python -m benchmarks.linkage_scale [names] [--splink]`.

The people are made by program (`made_names`), so that it is known who is who. Precision and recall are those of all pairs of
sightings with one id. Each linker runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Hashable, Sequence
from importlib import import_module
from time import perf_counter, process_time
from typing import Any

from benchmarks.made_names import Made, made_sightings
from etl.console import say, show_table
from etl.language.pack import load_pack
from etl.resolve.link import link_actors
from etl.resolve.names import person_name

_THRESHOLD = 0.95


def ours(made: Sequence[Made]) -> list[Hashable]:
    """The id of each sighting as we link them."""
    ids = link_actors([one.sighting for one in made], load_pack("fr")).ids
    return [ids[one.sighting.key] for one in made]


def splink(made: Sequence[Made]) -> list[Hashable]:
    """The cluster of each sighting by Splink, trained on the sightings themselves.

    It is given what we compare: names split into given name and surname, their keys by sound, country and office.
    """
    library, comparisons = import_module("splink"), import_module("splink.comparison_library")
    pandas = import_module("pandas")
    block_on = library.block_on
    settings = library.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            comparisons.JaroWinklerAtThresholds("surname", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            comparisons.JaroWinklerAtThresholds("given", [0.92, 0.8]),
            comparisons.ExactMatch("country"),
            comparisons.ExactMatch("office"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("surname"),
            block_on("given", "substr(surname, 1, 3)"),
            block_on("substr(given, 1, 1)", "substr(surname, 1, 5)"),
        ],
    )
    table = library.DuckDBAPI().register(pandas.DataFrame(map(_row, made)))
    linker = library.Linker(table, settings, log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("surname", "given")], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=5)
    training.estimate_parameters_using_expectation_maximisation(block_on("surname"))
    training.estimate_parameters_using_expectation_maximisation(block_on("given", "country"))
    pairs = linker.inference.predict(threshold_match_probability=_THRESHOLD)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, _THRESHOLD).as_pandas_dataframe()
    found = dict(zip(clusters["unique_id"], clusters["cluster_id"], strict=True))
    return [found[one.sighting.article_id] for one in made]


def _row(one: Made) -> dict[str, Any]:
    name = person_name(one.sighting.name, load_pack("fr"))
    return {
        "unique_id": one.sighting.article_id,
        "given": name.words[0] if len(name.words) > 1 else None,
        "surname": name.words[-1],
        "country": one.sighting.country,
        "office": one.sighting.roles[0][0] if one.sighting.roles else None,
    }


_LINKERS = {"ours": ours, "splink": splink}


def _pairs(groups: Sequence[Hashable]) -> int:
    return sum(number * (number - 1) // 2 for number in Counter(groups).values())


def measure(linker: str, names: int) -> dict[str, float]:
    """Runs a linker in this process: seconds, peak memory in MB, precision and recall."""
    made = made_sightings(names)
    wall, cpu = perf_counter(), process_time()
    ids = _LINKERS[linker](made)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    people = [one.person for one in made]
    right = _pairs(list(zip(ids, people, strict=True)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {
        "sightings": len(made),
        "seconds": wall,
        "cpu": cpu,
        "peak": peak,
        "precision": right / _pairs(ids),
        "recall": right / _pairs(people),
    }


def main() -> None:
    """Print what each linker takes and finds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=int, nargs="?", default=200_000)
    parser.add_argument("--splink", action="store_true", help="run Splink too (the optional part `linkage`)")
    parser.add_argument("--only", choices=sorted(_LINKERS), help="run one here and print its figures as JSON")
    told = parser.parse_args()
    if told.only:
        say(json.dumps(measure(told.only, told.names)))
        return
    rows = []
    for linker in _LINKERS if told.splink else ("ours",):
        command = [sys.executable, "-m", "benchmarks.linkage_scale", str(told.names), "--only", linker]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        rows.append(
            (
                linker,
                f"{found['sightings']:,}",
                f"{found['seconds']:.0f}",
                f"{found['cpu']:.0f}",
                f"{found['peak']:.0f}",
                f"{found['precision']:.3f}",
                f"{found['recall']:.3f}",
            )
        )
    say(f"{told.names:,} distinct names")
    show_table(("linker", "sightings", "seconds", "CPU seconds", "peak MB", "precision", "recall"), rows)


if __name__ == "__main__":
    main()

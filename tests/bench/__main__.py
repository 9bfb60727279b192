"""`python -m tests.bench`: measures and prints one Markdown table. Judges nothing: bars stand beside the figures."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.table import Row, heading, markdown

PARTS = (
    "reading", "loading", "searching", "quality", "indicators", "fuzzing", "identity", "scale", "network",
    "export", "search", "panel", "outlook", "pages", "programmes")  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--people", type=int, default=20_000, help="size of the workbook and the registry")
    parser.add_argument("--only", default=",".join(PARTS), help="parts with commas between")
    parser.add_argument("--runs", type=int, default=3, help="alternating runs of each comparison")
    parser.add_argument("--fuzz-files", type=int, default=2_000, help="how many mutants the fuzz run reads")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--indicator-people", type=int, default=0, help="copy people up to so many for the indicators"
    )
    parser.add_argument("--pages-people", type=int, default=0, help="copy people up to so many for the pages")
    parser.add_argument("--pages", default="", help="pages with commas between; empty for all")
    parser.add_argument("--registry", type=int, default=300_000, help="rows in the registry for the scale part")
    parser.add_argument("--export-people", type=int, default=100_000, help="people of the export part")
    parser.add_argument("--network-people", type=int, default=100_000, help="people of the network part")
    parser.add_argument("--search-people", type=int, default=2_000, help="people of the search part")
    parser.add_argument("--search-queries", type=int, default=20, help="gold queries of each kind and half")
    parser.add_argument("--candidates", type=int, default=10_000, help="people a council is chosen from")
    parser.add_argument("--demands", type=int, default=200, help="random demands of councils")
    parser.add_argument("--cases", type=int, default=20_000, help="cases, payments and nominations of the programmes")
    parser.add_argument("--bodies", type=int, default=300, help="simulated bodies of people of the outlook part")
    parser.add_argument("--examples", action="store_true", help="list what was read wrongly")
    chosen = parser.parse_args()
    chosen.only = chosen.only.split(",")
    if unknown := set(chosen.only) - set(PARTS):
        parser.error(f"unknown parts: {', '.join(sorted(unknown))}")
    return chosen


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def _file_and_registry(chosen: argparse.Namespace, folder: Path) -> Iterator[list[Row]]:
    """Parts that work on the one large workbook."""
    from tests.bench.workbook import make_people, write_workbook

    people = make_people(chosen.people, chosen.seed)
    path = write_workbook(folder / "danh_sach.xlsx", people)
    if "reading" in chosen.only:
        from tests.bench.reading import measure_reading

        _say("reading …")
        yield measure_reading(path, len(people), chosen.runs)
    if not {"loading", "searching", "indicators", "export", "pages"} & set(chosen.only):
        return
    from tests.bench.loading import measure_loading
    from tests.bench.registry import load_registry, open_servers

    with ExitStack() as stack:
        servers = stack.enter_context(open_servers(folder / "home"))
        _say("loading …")
        if "loading" in chosen.only:
            rows, loaded = measure_loading(servers, path, len(people), chosen.runs)
            yield rows
        else:
            loaded = load_registry(servers, path)
        stack.callback(loaded.engine.dispose)
        if "searching" in chosen.only:
            from tests.bench.searching import measure_searching

            _say("searching …")
            yield measure_searching(servers, loaded, people, chosen.runs, chosen.seed)
        if "indicators" in chosen.only:
            from tests.bench.copies import copy_people
            from tests.bench.indicators import measure_indicators

            _say("indicators …")
            yield measure_indicators(loaded, copy_people(loaded, chosen.indicator_people), chosen.runs)
        if "export" in chosen.only:
            from tests.bench.export import measure_export

            _say("export …")
            yield measure_export(loaded, folder, chosen.export_people, chosen.runs)
        if "pages" in chosen.only:
            from tests.bench.copies import WHOLE, copy_people
            from tests.bench.pages import measure_pages

            _say("pages …")
            fresh = load_registry(servers, path)
            stack.callback(fresh.engine.dispose)
            count = copy_people(fresh, chosen.pages_people, WHOLE)
            yield measure_pages(servers, fresh, count, chosen.runs, chosen.pages, _say)


def _without_servers(chosen: argparse.Namespace) -> list[Row]:
    """Parts that only compute."""
    rows: list[Row] = []
    if "panel" in chosen.only:
        from tests.bench.panel import measure_panels

        _say("panel …")
        rows += measure_panels(chosen.candidates, chosen.demands, chosen.seed)
    if "outlook" in chosen.only:
        from tests.bench.outlook import measure_outlook

        _say("outlook …")
        rows += measure_outlook(chosen.bodies, chosen.seed)
    return rows


def main() -> None:
    """Run the chosen parts; the table goes to standard output, the rest to standard error."""
    chosen = _arguments()
    # Short, because the path of a server's socket may not be long.
    with tempfile.TemporaryDirectory(prefix="tdb") as name:
        folder = Path(name)
        title = heading(chosen.people, chosen.runs)
        rows: list[Row] = []
        for found in _file_and_registry(chosen, folder):
            rows += found
        if "quality" in chosen.only:
            from tests.bench.quality import measure_quality

            _say("quality …")
            found, tables, examples = measure_quality(folder, chosen.people, chosen.seed)
            rows += found
            _say("\n\n".join(tables))
            if chosen.examples:
                _say("\n".join(examples))
        if "fuzzing" in chosen.only:
            from tests.bench.fuzzing import measure_fuzzing

            _say("fuzzing …")
            rows += measure_fuzzing(folder, chosen.fuzz_files, chosen.seed)
        if "identity" in chosen.only:
            from tests.bench.identity.report import measure_identity

            _say("identity …")
            found, tables, examples = measure_identity(folder, chosen.people, chosen.seed)
            rows += found
            _say("\n\n".join(tables))
            if chosen.examples:
                _say("\n".join(examples))
        if "scale" in chosen.only:
            from tests.bench.scale import measure_scale

            _say("scale …")
            rows += measure_scale(folder, chosen.registry, chosen.people, chosen.seed, _say)
        if "programmes" in chosen.only:
            from tests.bench.programmes import measure_programmes

            _say("programmes …")
            rows += measure_programmes(folder, chosen.cases, chosen.runs, chosen.seed)
        if "network" in chosen.only:
            from tests.bench.network import measure_network

            _say("network …")
            rows += measure_network(folder, chosen.network_people, chosen.seed)
        if "search" in chosen.only:
            from tests.bench.search.report import measure_search

            _say("search …")
            found, tables, examples = measure_search(
                folder, chosen.search_people, chosen.search_queries, chosen.seed, _say
            )
            rows += found
            _say("\n\n".join(tables))
            if chosen.examples:
                _say("\n".join(examples))
        rows += _without_servers(chosen)
    sys.stdout.write(f"{title}\n\n{markdown(rows)}\n")


if __name__ == "__main__":
    main()

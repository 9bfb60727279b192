"""Figure 14: a thousand national ids and every key go through all that the program does, also through what fails;
then every byte that it left behind is searched.

PostgreSQL logs whatever it is asked, and libraries whatever they would tell a developer. People are fictional.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from meilisearch import Client

from dashboards.application import Application
from dashboards.export_data import Asked, export_file
from dashboards.intake import annotated_copy, read_and_store, submission_page, submit_draft
from dashboards.people_data import export_own, own_people, reveal
from dashboards.review_data import approve_submission
from dashboards.scratch import clear_leftovers
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.db.engine import make_engine
from talentdb.db.lookup import find_agency_id
from talentdb.errors import NotFoundError
from talentdb.failpoints import POINTS, VARIABLE
from talentdb.people.files import FORMATS
from talentdb.runtime import open_runtime
from talentdb.search.outbox import drain
from talentdb.search.query import search
from talentdb.services import open_services
from talentdb.services.cluster import Cluster
from talentdb.services.privileges import choose_runner
from talentdb.settings import Settings
from tests.integration.system import HEADERS, Home, Row, people, workbook
from tests.trust.figure import Figure, Scale
from tests.trust.plaintext import forms_of_key, forms_of_number, forms_of_text, found_in

__all__ = ["at_the_web", "measure"]

_MARK: Final = "Zuniqthay"
"""Stands beside the numbers and may be anywhere: what does not find it is blind."""
_PASSWORD: Final = "một câu không ai thấy 4711"
_NUMBERS: Final = {"full": 1000, "short": 60}
_POINTS: Final = {"full": POINTS, "short": ("records.copied", "export.written")}
_REFUSED: Final = {"full": ("source_record", "person_version", "submission_problem"), "short": ("source_record",)}
_OF_A_LIST: Final = 100
_PARTS: Final = (b"xl/worksheets/sheet", b"[Content_Types].xml")
"""What stands in the clear in every workbook: one that was left lying is found though its cells are packed."""
_TALKATIVE: Final = ("log_statement = 'all'", "log_min_messages = 'debug1'", "log_parameter_max_length = -1",
                     "log_parameter_max_length_on_error = -1", "log_min_error_statement = 'debug1'")  # fmt: skip
_REFUSING: Final = """
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'planted: %', new; end $$;
    create trigger refuse before insert on {table} for each row execute function refuse()
"""
_LETS_IN: Final = "drop trigger refuse on {table}; drop function refuse()"


@dataclass
class _Run:
    """A home, the lists that go into it, and what its processes said."""

    home: Home
    folder: Path
    numbers: list[str]
    ended: dict[str, int] = field(default_factory=dict)
    """Process -> exit code, or the signal as a negative number."""

    @property
    def said(self) -> Path:
        """Standard output and error of every process, each in a file."""
        return self.folder / "said"

    @property
    def outside(self) -> Path:
        """What a user asked for and took away: may hold what it holds."""
        return self.folder / "outside"

    def spawn(self, name: str, *command: str | Path, **changed: str) -> None:
        out = self.said / f"{len(self.ended):03}-{name}"
        with out.open("wb") as file:
            done = subprocess.run(
                [sys.executable, *map(str, command)], stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                env=self.home.environment(changed), cwd=Path(__file__).parents[2], check=False,
            )  # fmt: skip
        self.ended[out.name] = done.returncode

    def command(self, *arguments: str | Path, **changed: str) -> None:
        self.spawn(str(arguments[0]), "-m", "talentdb", *arguments, **changed)

    def web(self, path: Path, **changed: str) -> None:
        code = f"from tests.trust.canaries import at_the_web; at_the_web({str(path)!r})"
        self.spawn("web", "-c", code, **changed)


def at_the_web(path: str) -> None:
    """What an officer and a steward do with a list, in this process, with all logs on: by the services of the pages.

    Ends as the fault ends it that was asked for, with its traceback.
    """
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    content = Path(path).read_bytes()
    with open_runtime(Settings(), need_search=True) as runtime:
        application = Application(runtime.engine, runtime.keyring, runtime.index, runtime.home)
        clear_leftovers(runtime.home)
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            officer, steward = (principal_of(connection, login) for login in ("canbo", "chuyenvien"))
        for loaded in read_and_store(application, officer, Path(path).name, content, None):
            number = loaded.receipt.submission_id
            submission_page(application, officer, number)
            annotated_copy(application, officer, number)
            submit_draft(application, officer, number)
            submission_page(application, steward, number)
            approve_submission(application, steward, number)
        index = runtime.index()
        assert index is not None
        drain(runtime.engine, index)
        export_own(application, officer, ())
        own_people(application, officer, "", (), limit=5, offset=0)
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            found = search(connection, OPERATOR, index, "chuyên viên", limit=5)["hits"]
        assert found
        # Not printed: what a user is shown is not what rests.
        for hit in found:
            with suppress(NotFoundError):
                reveal(application, steward, hit["person_id"], "kiểm tra")
        for kind in FORMATS:
            asked = Asked("", (), kind, "Kiểm tra")
            with export_file(application, steward, asked, lambda _done, _all: None).file as file:
                assert file.read(1)
        with unit_of_work(runtime.engine, steward) as connection:
            for words in (people(1, 0)[0].national_id, _MARK):
                search(connection, steward, index, words, limit=5)
        application.kept.close()


def _list(run: _Run, number: int) -> Path:
    """A part of the numbers in a new file: as text, as numbers, in a CSV file, in a wrong column, in a remark, with a
    digit too many. The same part in a second file is another file to the program."""
    parts = -(-len(run.numbers) // _OF_A_LIST)
    start = number % parts * _OF_A_LIST
    rows = people(min(_OF_A_LIST, len(run.numbers) - start), start, mark=_MARK)
    path = run.folder / "lists" / f"ds-{number}"
    if number % 3 == 2:
        path = path.with_suffix(".csv")
        lines = [";".join(HEADERS), *(";".join(map(str, row.cells(n))) for n, row in enumerate(rows, 1))]
        path.write_text("\n".join([*lines, f"; lần {number}"]), encoding="utf-8-sig")
        return path
    return workbook(path.with_suffix(".xlsx"), [_disguised(row, number + place) for place, row in enumerate(rows)])


def _disguised(row: Row, kind: int) -> Row:
    one = row.national_id
    match kind % 12:
        case 3:
            return replace(row, national_id=one[1:])  # Excel took the zero
        case 4:
            return replace(row, national_id=" ".join((one[:3], one[3:6], one[6:9], one[9:])))
        case 5:
            return replace(row, national_id="", note=f"CCCD {one}")
        case 6:
            return replace(row, national_id="", post=f"Chuyên viên {one}")
        case 7:
            return replace(row, national_id=f"{one}9")
        case 8:
            return replace(row, phone=one)
    return row


def _filled(run: _Run, scale: Scale) -> None:
    """Everything that the program does, and everything that can happen to it."""
    lists = map(partial(_list, run), count())
    run.web(next(lists))
    # Every place on the way fails, by an exception with its traceback, and by death.
    for number, point in enumerate(_POINTS[scale]):
        run.web(next(lists), **{VARIABLE: f"{point}:1:{'kill' if number % 2 else 'error'}"})
    # The database refuses rows, and says which.
    for table in _REFUSED[scale]:
        with run.home.owner(autocommit=True) as connection:
            connection.execute(_REFUSING.format(table=table))
        run.command("ingest", "load", next(lists), "--agency", "SO-TC", "--approve")
        with run.home.owner(autocommit=True) as connection:
            connection.execute(_LETS_IN.format(table=table))
    for _ in range(-(-len(run.numbers) // _OF_A_LIST)):
        run.command("ingest", "load", next(lists), "--agency", "SO-YTE", "--approve", "--json")
    run.command("ingest", "load", next(lists), "--agency", "SO-GDDT", **{VARIABLE: "records.copied:1:error"})
    [(submission, person)] = run.home.query(
        "select max(submission_id), (select min(person_id) from person) from submission"
    )
    run.command("submissions", "show", str(submission), "--json")
    run.command("people", "show", str(person), "--history", "--json")
    run.command("people", "export", "--format", "json", "--with-sources", "--purpose", "thử")
    run.command("privacy", "file", str(person), "-o", run.outside / "all.json", "--purpose", "thử")
    run.command("backup", "-o", run.folder / "backup")
    if scale == "full":
        run.command("ingest", "load", next(lists), "--agency", "SO-GDDT", "--dry-run")
        run.command("submissions", "rollback", str(submission), "--reason", "thử")
        run.command("identity", "queue", "--json")
        run.command("index", "rebuild")
        run.command("audit", "verify")
        run.command("keys", "list")
        run.command("verify", run.folder / "nothing")
        run.command("verify", run.folder / "backup")
    clear_leftovers(run.home.path)
    with run.home.owner(autocommit=True) as connection:
        connection.execute("checkpoint")


def _files(run: _Run) -> list[Path]:
    """Every file that a program of ours wrote, but for its secrets and what a user took away."""
    sockets = Cluster(run.home.settings, choose_runner(run.home.path)).folder.parent
    places = {run.home.path, run.home.temporary, sockets, run.said, run.folder / "backup"}
    return sorted(
        {path for place in places for path in place.rglob("*")
         if path.is_file() and path.parent.name != "secrets" and path.name not in {"meilisearch", "postgres"}}
    )  # fmt: skip


def _rows_and_documents(run: _Run) -> Path:
    """All tables as their server gives them, and all documents: pages of files may be packed."""
    out = run.folder / "dump"
    with out.open("w", encoding="utf-8") as file:
        for (table,) in run.home.query("select tablename from pg_tables where schemaname = 'public'"):
            file.writelines(f"{row[0]}\n" for row in run.home.query(f"select t::text from {table} t"))
        search_server = run.home.services.search
        assert search_server is not None
        client = Client(search_server.url, search_server.key)
        documents = client.index(run.home.index_name).get_documents({"limit": 100_000}).results
        file.writelines(f"{json.dumps(dict(one), default=str, ensure_ascii=False)}\n" for one in documents)
    return out


def _keys(home: Path) -> dict[bytes, str]:
    """Every form of every secret of the home -> its name; those too short to be told from chance are left out."""
    forms = {}
    for path in (home / "secrets").iterdir():
        value = path.read_bytes().strip()
        if len(value) >= 16:
            forms |= dict.fromkeys(forms_of_key(value), f"key {path.name}")
    return forms


def _forms(run: _Run) -> dict[bytes, str]:
    numbers = {form: one for one in run.numbers for form in forms_of_number(one)}
    password = dict.fromkeys(forms_of_text(_PASSWORD), "password of an account")
    return numbers | password | _keys(run.home.path) | dict.fromkeys(_PARTS, "a workbook in the clear")


def _planted(run: _Run, forms: dict[bytes, str]) -> list[str]:
    """What of the planted the search does not find: every form in a file, one number in a row of the database."""
    missed = []
    file = run.home.temporary / "planted"
    for form, name in list(forms.items())[:: max(1, len(forms) // 400)]:
        file.write_bytes(b"x" * 77 + form + b"y" * 9)
        if name not in found_in([file], forms).get(str(file), ()):
            missed.append(f"{name} as {form[:8]!r}…")
    file.unlink()
    with run.home.owner(autocommit=True) as connection:
        connection.execute("create table planted (one text)")
        connection.execute("insert into planted values (%s)", (run.numbers[-1],))
        connection.execute("checkpoint")
    found = found_in(_files(run), forms)
    seen = found_in(_files(run), dict.fromkeys((_MARK.encode(), _MARK.lower().encode()), _MARK))
    for what, hits in ((run.numbers[-1], found), (_MARK, seen)):
        blind = [place for place in ("/base/", "/pg_wal/") if not _stands(what, place, hits)]
        missed += [f"{what} in {place}" for place in blind]
    return missed


def _stands(what: str, place: str, hits: dict[str, set[str]]) -> bool:
    return any(place in name and what in found for name, found in hits.items())


def _opened(run: _Run) -> None:
    """Accounts, and a database that writes down whatever it is asked."""
    engine = make_engine(run.home.services.database.app_url())
    with unit_of_work(engine, OPERATOR) as connection:
        agency = find_agency_id(connection, "SO-KHCN")
        for login, role, of in (("canbo", Role.AGENCY, agency), ("chuyenvien", Role.STEWARD, None)):
            create_account(
                connection, OPERATOR, login=login, password=_PASSWORD, role=role, display_name=login, agency_id=of,
                is_demo=True,
            )  # fmt: skip
    engine.dispose()
    with run.home.owner(autocommit=True) as connection:
        for setting in _TALKATIVE:
            connection.execute(f"alter system set {setting}")
        connection.execute("select pg_reload_conf()")


def _unforeseen(run: _Run) -> list[str]:
    """Processes that ended otherwise than the fault that was asked for; a run in which nothing happened proves
    nothing."""
    killed = sum(code == -signal.SIGKILL for code in run.ended.values())
    failed = sum(b"FailpointReached" in (run.said / name).read_bytes() for name in run.ended)
    told = [] if killed and failed else [f"{killed} killed, {failed} failed"]
    if run.ended["000-web"]:
        told.append((run.said / "000-web").read_text(encoding="utf-8", errors="replace").splitlines()[-1][:200])
    return told


def measure(scale: Scale) -> list[Figure]:
    """One line: what was found, and what of the planted was not."""
    numbers = [row.national_id for row in people(_NUMBERS[scale], 0)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("said", "lists", "outside"):
            (folder / part).mkdir()
        with open_services(Settings(home=folder / "h"), need_search=True) as services:
            run = _Run(Home(folder / "h", services), folder, numbers)
            run.home.run("db", "init")
            _opened(run)
            _filled(run, scale)
            forms = _forms(run)
            files = _files(run)
            size = sum(path.stat().st_size for path in files if path.exists())
            hits = found_in([*files, _rows_and_documents(run)], forms)
            unforeseen = _unforeseen(run)
            [(kept,)] = run.home.query("select count(distinct national_id_hmac) from source_record")
            missed = _planted(run, forms)
    told = "; ".join(f"{os.path.relpath(path, folder)}: {', '.join(sorted(what)[:3])}" for path, what in hits.items())
    return [
        Figure(
            14, "national ids, passwords and keys in the clear, anywhere after everything was done and failed",
            "0 hits for 1,000 numbers and every key; all that is planted is found",
            f"{len(hits)} of {len(files)} files ({size >> 20} MB) hold one of {len(numbers):,} numbers, "
            f"{len(_keys_of(forms))} secrets, or a workbook{f': {told}' if told else ''}; {kept} numbers encrypted; "
            f"{len(run.ended)} processes, {sum(code < 0 for code in run.ended.values())} killed"
            f"{'; unforeseen: ' + ' | '.join(unforeseen) if unforeseen else ''}; "
            f"planted and not found: {len(missed)}{': ' + ', '.join(missed[:3]) if missed else ''}",
            holds=not hits and not missed and not unforeseen and kept > len(numbers) // 2,
        )
    ]  # fmt: skip


def _keys_of(forms: dict[bytes, str]) -> set[str]:
    return {name for name in forms.values() if name.startswith(("key ", "password"))}

"""National ids and keys stand nowhere in the clear: not in the files of the database, the index, logs, temporary
files or messages; keys only in their own files.

Sixty of them come in as text, as numbers, without their zero, with blanks, twice, wrong, in the wrong column and in a
CSV file; everything that the program does is done with them; then every byte it left behind is searched.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from meilisearch import Client

from talentdb.access.keyring import PURPOSES
from talentdb.services import key_generations
from talentdb.services.cluster import Cluster
from talentdb.services.privileges import choose_runner
from tests.integration.system import HEADERS, Home, Row, people, workbook

_POSITIVE = "Zuniqthay"
_CHUNK = 1 << 24
_OVERLAP = 64


def _rows() -> list[Row]:
    rows = people(60, 300, mark=_POSITIVE)
    ids = [row.national_id for row in rows]
    changed = {
        3: replace(rows[3], national_id=ids[3][1:]),  # Excel took the zero
        4: replace(rows[4], national_id=" ".join((ids[4][:3], ids[4][3:6], ids[4][6:9], ids[4][9:]))),
        5: replace(rows[5], national_id=ids[6]),  # of somebody else
        7: replace(rows[7], note=f"CCCD {ids[7]}", national_id=""),
        8: replace(rows[8], phone=ids[8]),
        9: replace(rows[9], national_id="", post=f"Chuyên viên {ids[9]}"),
        10: replace(rows[10], national_id=f"{ids[10]}9"),  # a digit too many
        11: replace(rows[11], sex="Nữ" if rows[11].sex == "Nam" else "Nam"),  # the id says otherwise
        12: replace(rows[12], born="01/01/1950"),
    }
    return [changed.get(number, row) for number, row in enumerate(rows)]


@pytest.fixture(scope="module")
def canaries() -> list[str]:
    return [row.national_id for row in people(60, 300)]


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home], tmp_path_factory: pytest.TempPathFactory, canaries: list[str]) -> Home:
    """Everything the program can do, done with these people."""
    made = new_home()
    folder = tmp_path_factory.mktemp("lists")
    rows = _rows()
    book = workbook(folder / "a.xlsx", rows[:40])
    table = folder / "b.csv"
    lines = [";".join(HEADERS), *(";".join(map(str, row.cells(n))) for n, row in enumerate(rows[40:], 1))]
    table.write_text("\n".join(lines), encoding="utf-8")
    numbers = []
    for path, code in ((book, "SO-KHCN"), (table, "SO-YTE"), (book, "SO-YTE")):
        done = made.run("ingest", "load", path, "--agency", code, "--approve", "--json", code=None)
        assert done.code in (0, 1), done.err
        numbers.append(str(done.json[0]["submission_id"]))
    made.run("ingest", "load", book, "--agency", "SO-GDDT", "--dry-run", code=None)
    for number in numbers:
        made.run("submissions", "show", number, "--json")
    made.run("submissions", "rollback", numbers[2], "--reason", "thử")
    made.run("search", canaries[0], "--json")
    made.run("search", _POSITIVE, "--json", "--facets", "sex")
    made.run("people", "export", "--format", "json", "--with-sources", "--purpose", "thử")
    [(person,)] = made.query("select min(person_id) from person")
    made.run("people", "show", str(person), "--history", "--json")
    made.run("people", "show", canaries[1], code=2)
    made.run("index", "rebuild")
    with made.owner(autocommit=True) as connection:
        connection.execute("checkpoint")
    return made


def _files(home: Home) -> Iterator[Path]:
    places = {home.path, home.temporary, Cluster(home.settings, choose_runner(home.path)).folder.parent}
    for place in places:
        yield from (path for path in place.rglob("*") if path.is_file() and path.name != "meilisearch")


def _hits(paths: Iterator[Path], words: list[str]) -> dict[str, set[str]]:
    """File name -> words that stand in it as UTF-8 or UTF-16."""
    return _found(paths, {form: word for word in words for form in (word.encode(), word.encode("utf-16-le"))})


def _found(paths: Iterator[Path], forms: dict[bytes, str]) -> dict[str, set[str]]:
    """File name -> what stands in it in one of its forms."""
    pattern = re.compile(b"|".join(map(re.escape, forms)))
    found: dict[str, set[str]] = {}
    for path in paths:
        with path.open("rb") as file:
            rest = b""
            while chunk := file.read(_CHUNK):
                for hit in pattern.findall(rest + chunk):
                    found.setdefault(str(path), set()).add(forms[hit])
                rest = chunk[-_OVERLAP:]
    return found


def test_no_file_of_the_home_holds_a_national_id(home: Home, canaries: list[str]) -> None:
    spaced = [" ".join((one[:3], one[3:6], one[6:9], one[9:])) for one in canaries]
    without_zero = [one[1:] for one in canaries]
    assert _hits(_files(home), [*canaries, *spaced, *without_zero]) == {}


def test_the_search_through_the_files_is_not_blind(home: Home, canaries: list[str]) -> None:
    """What may stand in the clear is found in the database's tables, in its log of writes and in the index."""
    found = _hits(_files(home), [_POSITIVE, _POSITIVE.lower()])
    for place in ("/base/", "/pg_wal/"):
        assert any(place in name for name in found), place
    planted = home.temporary / "planted"
    planted.write_bytes(b"x" * 100 + canaries[5].encode("utf-16-le"))
    assert _hits(iter([planted]), canaries) == {str(planted): {canaries[5]}}
    planted.unlink()


def _key_forms(home: Home) -> dict[bytes, str]:
    """Every key as it is, as digits and letters that bytes are printed in, and as Python shows it."""
    forms = {}
    for purpose in PURPOSES:
        for generation, key in key_generations(home.path, purpose).items():
            shown = (key.hex(), key.hex().upper(), base64.b64encode(key).decode(), repr(key)[2:-1])
            for form in (key, *(text.encode() for text in shown), *(text.encode("utf-16-le") for text in shown)):
                forms[form] = f"{purpose} {generation}"
    return forms


def test_keys_stand_in_their_own_files_alone(home: Home) -> None:
    forms = _key_forms(home)
    found = _found((path for path in _files(home) if path.parent.name != "secrets"), forms)
    assert found == {}
    own = _found((path for path in _files(home) if path.name.startswith("key-")), forms)
    assert {Path(name).name for name in own} == {f"key-{purpose}" for purpose in PURPOSES}
    said = "\n".join(home.said).encode()
    assert not [name for form, name in forms.items() if form in said]
    modes = {path.stat().st_mode & 0o777 for path in (home.path / "secrets").iterdir()}
    assert modes == {0o600}


def test_no_row_of_any_table_holds_one(home: Home, canaries: list[str]) -> None:
    """Pages of a file may be compressed; rows as the server gives them are not. Bytes are looked into as well."""
    tables = [row[0] for row in home.query("select tablename from pg_tables where schemaname = 'public'")]
    hexadecimal = [one.encode().hex() for one in canaries]
    seen = ""
    for table in tables:
        words = "\n".join(row[0] for row in home.query(f"select t::text from {table} t"))
        assert not [one for one in (*canaries, *hexadecimal) if one in words], table
        seen += words
    assert _POSITIVE in seen
    # They are there, but encrypted.
    assert home.query("select count(*) > 40 from source_record where national_id_cipher is not null") == [(True,)]


def test_no_document_of_the_index_holds_one(home: Home, canaries: list[str]) -> None:
    search = home.services.search
    assert search is not None
    documents = Client(search.url, search.key).index(home.index_name).get_documents({"limit": 1000})
    words = json.dumps([dict(one) for one in documents.results], default=str, ensure_ascii=False)
    assert _POSITIVE.lower() in words.lower()
    assert not [one for one in canaries if one in words]


def test_no_command_ever_said_one(home: Home, canaries: list[str]) -> None:
    """Not on standard output, not in an error; a number that the person typed as an argument may be repeated."""
    typed = set(canaries[:2])
    said = "\n".join(home.said)
    assert "•" in said
    assert not [one for one in canaries if one in said and one not in typed]

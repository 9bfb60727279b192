"""The shipped agencies and the directory that finds them: sound data, many spellings, no silent choice."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.codes import code_list
from talentdb.codes.agencies import (
    AgencyDirectory,
    AgencyEntry,
    infer_kind,
    is_public_sector,
    sector_of,
    seed_agencies,
    seed_directory,
    sti_kind_of,
)
from talentdb.codes.communes import communes
from talentdb.codes.keys import toned_key

SEEDS = seed_agencies()
BY_CODE = {entry.code: entry for entry in SEEDS}
# Two schools of one name in the two former provinces: the short name must stay open.
SHARED = {
    frozenset({"THPT-LE-QUY-DON-AN-THI", "THPT-LE-QUY-DON-TB"}),
    frozenset({"THPT-TRAN-HUNG-DAO-TIEN-LU", "THPT-TRAN-HUNG-DAO-TB"}),
}


def test_codes_are_unique_and_references_resolve() -> None:
    assert len(BY_CODE) == len(SEEDS)
    for at, entry in enumerate(SEEDS):
        above = {other.code for other in SEEDS[:at]}
        assert entry.parent is None or entry.parent in above, entry
        assert entry.successor is None or entry.successor in BY_CODE
        assert entry.commune_code is None or entry.commune_code in communes()
        assert entry.name
        assert any(c.isdigit() for c in entry.source)


def test_values_are_those_of_the_code_lists() -> None:
    assert {entry.kind for entry in SEEDS} <= {code.code for code in code_list("agency_kind").codes}
    assert {entry.sector for entry in SEEDS} <= {code.code for code in code_list("sector").codes}
    assert all(entry.is_public == is_public_sector(entry.sector) for entry in SEEDS)


def test_each_commune_has_its_committee() -> None:
    committees = [entry for entry in SEEDS if entry.kind == "commune"]
    assert {entry.commune_code for entry in committees} == set(communes())
    assert len(committees) == 104
    assert BY_CODE["X-AN-THI"].name == "UBND xã Ân Thi"
    assert all(entry.reports and entry.parent == "UBND-TINH" for entry in committees)


def test_who_reports_under_plan_002() -> None:
    reporting = {entry.kind for entry in SEEDS if entry.reports}
    assert reporting == {"department", "commune"}
    assert all(BY_CODE[c].reports for c in ("SO-KHCN", "SO-NV", "VP-UBND", "TTRA-TINH", "BQL-KCN"))
    assert not BY_CODE["UBND-TINH"].reports


def test_parents() -> None:
    assert BY_CODE["THPT-AN-THI"].parent == "SO-GDDT"
    assert BY_CODE["BVDK-PHONOI"].parent == "SO-YTE"
    assert BY_CODE["SO-KHCN"].parent == "UBND-TINH"


def test_no_spelling_of_two_agencies_collides_silently() -> None:
    assert {frozenset(keys) for keys in seed_directory().collisions().values()} == SHARED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SKHCN", "SO-KHCN"),
        ("Sở KH&CN", "SO-KHCN"),
        ("Sở KH & CN", "SO-KHCN"),
        ("Sở KHCN tỉnh Hưng Yên", "SO-KHCN"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH HƯNG YÊN", "SO-KHCN"),
        ("so khoa hoc va cong nghe", "SO-KHCN"),
        ("Sở GD-ĐT Hưng Yên", "SO-GDDT"),
        ("Sở Y tế Hưng Yên", "SO-YTE"),
        ("UBND P.Phố Hiến", "P-PHO-HIEN"),
        ("Uỷ ban nhân dân xã Ân Thi, tỉnh Hưng Yên", "X-AN-THI"),
        ("ubnd xa an thi", "X-AN-THI"),
        ("BVĐK tỉnh", "BVDK-TINH"),
        ("BVDK Pho Noi", "BVDK-PHONOI"),
        ("TTYT huyện Khoái Châu", "TTYT-KHOAI-CHAU"),
        ("TTGDNN - GDTX Tiền Hải", "GDTX-TIEN-HAI"),
        ("TRƯỜNG TRUNG HỌC PHỔ THÔNG ÂN THI", "THPT-AN-THI"),
        ("THPT Ân Thi", "THPT-AN-THI"),
        ("THPT Hưng Yên", "THPT-HUNG-YEN"),
        ("Đại học SPKT Hưng Yên", "DH-SPKT"),
        ("DHSPKT Hung Yen", "DH-SPKT"),
        ("UBMTTQ VN tỉnh", "UBMTTQ"),
        ("LHH KH&KT tỉnh", "LHH"),
        ("Hội CCB tỉnh", "HCCB"),
        ("VP UBND tỉnh Hưng Yên", "VP-UBND"),
    ],
)
def test_spellings_met_in_files(text: str, code: str) -> None:
    assert seed_directory().resolve(text) == (code,)


@pytest.mark.parametrize(
    "text",
    ["", "—", "THPT", "Trường THPT", "Bệnh viện đa khoa", "UBND", "Công an", "Sở Y tế Hà Nội", "Sơ Y tế"],
)
def test_what_names_no_agency_finds_none(text: str) -> None:
    assert seed_directory().resolve(text) == ()


def test_a_shared_name_yields_all_and_a_parent_narrows_it() -> None:
    entries = [
        (1, "Sở Giáo dục", ()),
        (2, "Trường THPT A", ("Trạm A",)),
        (3, "Sở Y tế", ()),
        (4, "Trạm Y tế A", ("Trạm A",)),
    ]
    directory = AgencyDirectory(entries, {2: 1, 4: 3})
    assert directory.resolve("Trạm A") == (2, 4)
    assert directory.resolve("Trạm A", within=3) == (4,)
    assert directory.resolve("Trạm A", within=99) == (2, 4)
    assert directory.collisions() == {"trạm a": (2, 4)}


def test_without_tones_only_what_is_unique() -> None:
    directory = AgencyDirectory([("a", "Trường THPT Hưng Long", ()), ("b", "Trường THPT Hùng Long", ())])
    assert directory.resolve("THPT Hùng Long") == ("b",)
    assert set(directory.resolve("THPT Hung Long")) == {"a", "b"}
    assert directory.resolve("THPT Hừng Long") == ()


@given(entry=st.sampled_from(SEEDS), data=st.data())
def test_each_agency_by_each_of_its_names(entry: AgencyEntry, data: st.DataObject) -> None:
    spelling = data.draw(st.sampled_from([entry.name, *entry.aliases]))
    style = data.draw(st.sampled_from([str.upper, str.lower, lambda text: f" {text} tỉnh Hưng Yên"]))
    found = seed_directory().resolve(style(spelling))
    assert found == (entry.code,) or frozenset(found) in SHARED


@pytest.mark.parametrize(
    ("name", "stated", "kind"),
    [
        ("Trường THPT X", None, "school"),
        ("Trường ĐH X", "Trường", "university"),
        ("X", "Trường", "school"),
        ("X", "school", "school"),
        ("X", "Trường đại học", "university"),
        ("X", "so", "department"),
        ("X", "sở ngành", "department"),
        ("X", "doanh nghiệp", "enterprise"),
        ("X", "ward", "commune"),
        ("Cong ty TNHH X", None, "enterprise"),
        ("Viện KSND tỉnh", None, "central"),
        ("Viện Nghiên cứu X", "", "institute"),
        ("Trung tâm GDNN-GDTX X", None, "school"),
        ("Trung tâm GDNN X", None, "vocational"),
        ("Hội đồng nhân dân tỉnh", None, "department"),
        ("Hội Nông dân X", None, "front"),
        ("Hội Đông y X", None, "association"),
        ("Báo X", None, "service_unit"),
        ("Bảo X", None, "other"),
        ("foo", "bar", "other"),
    ],
)
def test_kind_by_stated_word_then_by_name(name: str, stated: str | None, kind: str) -> None:
    assert infer_kind(name, stated) == kind


def test_the_name_rules_agree_with_the_list() -> None:
    owned_by_the_state = {"DIEN-LUC", "KTCTTL", "VIETTEL"}  # nothing in the name says who owns a company
    assert {e.code for e in SEEDS if infer_kind(e.name) != e.kind} == owned_by_the_state


def test_sector_and_sti_kind_of_a_kind() -> None:
    assert sector_of("commune") == "state"
    assert sector_of("no such kind") == "other"
    assert not is_public_sector(sector_of("state_enterprise"))
    assert not is_public_sector(sector_of("armed_forces"))
    assert is_public_sector(sector_of("hospital"))
    assert sti_kind_of("department", "Sở KH&CN tỉnh Hưng Yên") == "department"
    assert sti_kind_of("department", "Sở Y tế") is None
    assert sti_kind_of("service_unit", "Trung tâm Khởi nghiệp") == "innovation_centre"
    assert sti_kind_of("hospital", "Bệnh viện Mắt") is None
    assert sti_kind_of("enterprise", "Công ty KHCN Alpha") == "enterprise"


def test_abbreviations_are_unique() -> None:
    text = (files("talentdb.codes") / "lists" / "abbreviations.csv").read_text(encoding="utf-8")
    shorts = [toned_key(row["short"]) for row in csv.DictReader(text.splitlines())]
    assert {s for s in shorts if shorts.count(s) > 1} <= {"vhttdl", "khcn", "gdđt", "nnmt", "ptth", "khkt"}

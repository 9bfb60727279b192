"""What the page tells of one person: sources, contradictions, the story, a day of the past; each role its own."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboards import labels, person_labels
from dashboards.application import Application
from dashboards.people_data import Profile, profile
from dashboards.person_story import disagreements, moments
from dashboards.words import Words
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import NotFoundError
from talentdb.people.labels import EVENT_TITLES
from talentdb.people.profile import list_people
from tests.talentdb.conftest import Province

FIRST = {
    "full_name": "Trần Thị Nguồn", "national_id": "033180001234", "birth_date": "1980-01-01",
    "birth_date_precision": "year", "sex": "female", "phone": "0912000111", "position_title": "Chuyên viên",
    "ethnicity_code": "01",
}  # fmt: skip
SECOND = {**FIRST, "birth_date": "1980-05-17", "birth_date_precision": "day", "phone": "0912000222",
          "position_title": "Giảng viên"}  # fmt: skip


@pytest.fixture
def person(application: Application, province: Province, as_role: Callable[..., Principal]) -> int:
    """One person of two bodies, reported in June and in October."""
    province.load("SO-YTE", [FIRST], as_of="2026-06-30")
    province.load("SO-KHCN", [SECOND], as_of="2026-10-31")
    steward = as_role("steward")
    with unit_of_work(application.engine, steward) as connection:
        (row,) = list_people(connection, steward).rows
    return int(row["person_id"])


def shown(found: Profile) -> str:
    return str([(name, fact.words) for name, fact in found.facts.items()])


def test_each_value_tells_its_agency_file_cell_and_day(
    application: Application, person: int, as_role: Callable[..., Principal]
) -> None:
    found = profile(application, as_role("steward"), person)
    assert found.facts["full_name"].source == "Sở Khoa học và Công nghệ · ds.xlsx · DS!B5 · số liệu đến 31/10/2026"
    assert found.national_id == "033•••••1234"
    [posts] = [one.groups[0].rows for one in found.sections if one.key == "employments"]
    assert [row[1] for row in posts] == ["Sở Khoa học và Công nghệ (nơi công tác chính)", "Sở Y tế"]
    assert len(found.records) == 2


def test_what_sources_say_differently_stands_beside_it_with_the_rule(
    application: Application, person: int, as_role: Callable[..., Principal]
) -> None:
    found = {one.field: one for one in disagreements(application, as_role("steward"), person)}
    phone = found["phone"]
    assert (phone.chosen.words, [other.words for other in phone.others]) == ("0912000222", ["0912000111"])
    assert phone.why
    assert not phone.soft
    assert "Sở Y tế" in phone.others[0].sources[0]
    birth = found["birth_date"]
    assert (birth.chosen.words, birth.others_words, birth.soft) == ("17/05/1980", "1980", True)


def test_a_day_of_the_past_shows_what_was_known_then(
    application: Application, person: int, as_role: Callable[..., Principal]
) -> None:
    steward = as_role("steward")
    then = profile(application, steward, person, date(2026, 7, 1))
    assert then.facts["phone"].words == "0912000111"
    assert then.facts["birth_date"].words == "1980"
    assert profile(application, steward, person).facts["phone"].words == "0912000222"
    with pytest.raises(NotFoundError):
        profile(application, steward, person, date(2026, 1, 1))


def test_the_story_tells_what_changed_by_which_list(
    application: Application, person: int, as_role: Callable[..., Principal]
) -> None:
    newest, *_, oldest = moments(application, as_role("steward"), person)
    assert (newest.day, oldest.day) == ("31/10/2026", "30/06/2026")
    assert (labels.FIELD["phone"], "0912000111", "0912000222") in newest.changes
    assert (labels.FIELD["birth_date"], "1980", "17/05/1980") in newest.changes
    assert "Sở Khoa học và Công nghệ" in newest.by
    assert "033180001234" not in str(moments(application, as_role("steward"), person))


def test_parts_of_an_entry_are_spoken_in_one_order(application: Application) -> None:
    """The database gives them back in an order of its own."""
    skill = {"level": None, "score": 6.5, "language": "en", "framework": "IELTS"}
    assert Words(application).of("languages", [skill], {}) == "Tiếng Anh IELTS 6.5"
    assert Words(application).of("annual_ratings", [{"rating": "good", "year": 2025}], {}).startswith("2025 ")


def test_each_tone_is_of_a_kind_that_there_is() -> None:
    assert set(person_labels.MOMENT_TONE) <= set(EVENT_TITLES)


def test_each_role_sees_its_own_part(
    application: Application, person: int, as_role: Callable[..., Principal]
) -> None:
    leader, agency = as_role("leader"), as_role("agency", "SO-YTE")
    told = shown(profile(application, leader, person)) + str(moments(application, leader, person))
    assert "0912000" not in told
    assert "17/05/1980" not in told
    assert disagreements(application, leader, person) == ()
    own = shown(profile(application, agency, person)) + str(moments(application, agency, person))
    own += str(disagreements(application, agency, person))
    assert "0912000111" in own
    assert "0912000222" not in own
    assert "Sở Khoa học" not in own
    assert profile(application, leader, person).rows == {}
    assert list(profile(application, agency, person).rows.values()) == ["Sở Y tế"]
    assert len(profile(application, as_role("steward"), person).rows) == 2

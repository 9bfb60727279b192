"""The page to print says what the figures say; words and bars are read back from the drawing and from the PDF."""

from datetime import date
from typing import Any

import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.documents.one_page import OnePage, draw, pdf_of
from talentdb.indicators.engine import compute
from talentdb.indicators.page import Frozen, page_of
from talentdb.plans import load_plan
from tests.talentdb.indicators.pdf_words import pages_of, texts_of

AS_OF = date(2026, 7, 18)
PLAN = load_plan("hung-yen-2711")
PEOPLE = [
    *({"sti_posts": ["research"], "sex": "female", "trained_on": [date(2026, 3, 1)]} for _ in range(3)),
    *({"sti_posts": ["research"], "ethnicity_code": None} for _ in range(9)),
]


def page(registry: Any, frozen: Frozen | None = None, who: Principal = OPERATOR) -> OnePage:
    registry.write(PEOPLE)
    with unit_of_work(registry.database.engine, who) as connection:
        return page_of(PLAN, compute(connection, who, PLAN, AS_OF), frozen)


def texts(made: OnePage) -> list[str]:
    return [found.get_text() for found in draw(made).findobj(Text) if found.get_text()]


def test_the_page_tells_figure_interval_target_gap_coverage_day_and_version(registry: Any) -> None:
    told = texts(page(registry))
    for words in ("25,0 %", "Chưa đạt mục tiêu", "Mục tiêu 40 % (2030) · Cần thêm 2 người", "3 trên 12 người"):
        assert words in told, words
    assert "khoảng 25,0 % – 100,0 %" in told
    assert any("18/07/2026" in words and PLAN.definition_version in words for words in told)
    assert any("trên 3 cơ quan đã có số liệu" in words for words in told)
    # A part of a large figure names it; one of a line stands right below it.
    assert any(words.startswith("Trong đó: phụ nữ (của “Phụ nữ") for words in told)
    everything = " ".join(told)
    for indicator in PLAN.indicators:
        assert indicator.name.split()[0] in everything


def test_the_bar_is_as_long_as_the_share(registry: Any) -> None:
    made = page(registry)
    bars = [patch for patch in draw(made).findobj(Rectangle) if patch.get_facecolor()[:3] == pytest.approx(
        (0x46 / 255, 0x60 / 255, 0x6B / 255))]  # fmt: skip
    tracks = [
        patch.get_width() for patch in draw(made).findobj(Rectangle) if patch.get_height() == pytest.approx(4.2)
    ]
    assert bars[0].get_width() / tracks[0] == pytest.approx(0.25)


def test_a_frozen_page_names_its_snapshot_and_a_live_one_says_that_it_is_not(registry: Any) -> None:
    assert any("chốt số 7, kỳ 2026-Q2" in words for words in texts(page(registry, Frozen(7, "2026-Q2", "ab" * 32))))
    assert any("chưa chốt" in words for words in texts(page(registry)))


def test_everything_stands_within_the_sheet_and_above_the_signatures(registry: Any) -> None:
    figure = draw(page(registry))
    places = [found.get_position() for found in figure.findobj(Text) if found.get_text()]
    assert all(10 <= x <= 200 and 10 <= y <= 290 for x, y in places)


@pytest.mark.parametrize("code", ["hung-yen-798", "lang-son-899", "hai-phong-53"])
def test_every_plan_gives_a_page_those_without_indicators_too(registry: Any, code: str) -> None:
    registry.write(PEOPLE)
    plan = load_plan(code)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        made = page_of(plan, compute(connection, OPERATOR, plan, AS_OF))
    assert pdf_of(made).startswith(b"%PDF-")
    if not plan.indicators:
        assert "không đặt chỉ tiêu" in " ".join(texts(made))


def test_a_small_group_is_hidden_from_leaders_on_paper_too(registry: Any) -> None:
    leader = Principal(Role.LEADER, "leader")
    registry.write(PEOPLE[:3])
    with unit_of_work(registry.database.engine, leader) as connection:
        made = page_of(PLAN, compute(connection, leader, PLAN, AS_OF))
    assert made.large[0].value == "–"
    assert "nhóm dưới 5 người" in made.large[0].says[0]


def test_the_same_page_gives_the_same_bytes(registry: Any) -> None:
    made = page(registry)
    assert pdf_of(made) == pdf_of(made)


def test_the_words_of_the_pdf_can_be_searched(registry: Any) -> None:
    made = pdf_of(page(registry))
    told = texts_of(made)
    assert "25,0 %" in told
    assert any("Cần thêm 2 người" in one for one in told)
    assert pages_of(made) == 1

"""How often what happens in the gold population of the identity benchmark: one frozen set of shares a population.

Judgements of how agencies' lists look, written without a look at how the program decides.
"""

from dataclasses import dataclass, replace
from typing import Final

__all__ = ["HARD", "LARGE", "POPULATIONS", "PROVINCE", "SPARSE", "Shares"]


@dataclass(frozen=True, slots=True)
class Shares:
    """Probabilities: of people (relations), of lists (a column missing or kept badly), of rows and cells (slips).

    Args:
        rows_of_agency: about so many rows an agency over all years.
        rows_of_one: weights of a person with one, two, three, four rows.
        namesakes_year, namesakes_date: another person of the same name born in the same year, on the same day.
        twins, father_and_son: another person tied to this one.
        moves, new_phone, new_home, degree_rises: changes between the first and the last row of a person.
        also_listed: a later row stands in the list of an association, which knows little.
        column_*: that a list has the column at all; cell_lost: that one cell of it is empty.
        list_*: that a whole list writes only years of birth, no tone marks, the telephone of the front desk.
        the rest: slips of one row, by what goes wrong.
    """

    rows_of_agency: int = 130
    rows_of_one: tuple[float, ...] = (0.60, 0.25, 0.10, 0.05)
    namesakes_year: float = 0.015
    namesakes_date: float = 0.0006
    twins: float = 0.003
    father_and_son: float = 0.004
    moves: float = 0.25
    new_phone: float = 0.15
    new_home: float = 0.06
    degree_rises: float = 0.10
    also_listed: float = 0.10
    column_id: float = 0.66
    column_phone: float = 0.75
    column_email: float = 0.50
    column_sex: float = 0.93
    column_commune: float = 0.55
    column_native: float = 0.40
    column_ethnicity: float = 0.60
    column_staff: float = 0.40
    column_school: float = 0.50
    column_graduation: float = 0.45
    column_title_code: float = 0.50
    column_recruitment: float = 0.40
    cell_lost: float = 0.04
    list_year_only: float = 0.07
    list_unmarked: float = 0.03
    list_front_desk: float = 0.04
    tone_slip: float = 0.02
    unmarked: float = 0.005
    name_typo: float = 0.008
    middle_lost: float = 0.008
    day_month_swapped: float = 0.008
    year_only: float = 0.012
    first_of_january: float = 0.004
    date_typo: float = 0.010
    old_id: float = 0.06
    id_typo: float = 0.008
    id_of_neighbour: float = 0.0004
    phone_typo: float = 0.004
    relative_phone: float = 0.006
    relative_email: float = 0.004
    wrong_sex: float = 0.003


PROVINCE: Final = Shares()
"""What a province's lists are like."""

HARD: Final = replace(
    PROVINCE, rows_of_one=(0.42, 0.30, 0.18, 0.10), namesakes_year=0.06, namesakes_date=0.004, twins=0.02,
    father_and_son=0.02, moves=0.45, new_phone=0.35, new_home=0.15, degree_rises=0.20, column_id=0.48,
    column_phone=0.65, column_email=0.40, list_year_only=0.12, list_unmarked=0.06, list_front_desk=0.08,
    tone_slip=0.06, unmarked=0.015, name_typo=0.03, middle_lost=0.025, day_month_swapped=0.03, year_only=0.03,
    first_of_january=0.012, date_typo=0.03, old_id=0.15, id_typo=0.03, id_of_neighbour=0.001, phone_typo=0.01,
    relative_phone=0.02, relative_email=0.02, wrong_sex=0.006,
)  # fmt: skip
"""The hard cases dominate."""

SPARSE: Final = replace(
    PROVINCE, namesakes_year=0.06, namesakes_date=0.0015, twins=0.012,
    father_and_son=0.006, moves=0.40, new_phone=0.30, column_id=0.42, column_phone=0.50, column_email=0.25,
    column_sex=0.80, column_commune=0.35, column_native=0.15, column_ethnicity=0.30, column_staff=0.12,
    column_school=0.15, column_graduation=0.10, column_title_code=0.25, column_recruitment=0.05, cell_lost=0.08,
    list_year_only=0.15, list_front_desk=0.08, tone_slip=0.03, name_typo=0.012, day_month_swapped=0.012,
    date_typo=0.015, old_id=0.12, id_typo=0.012,
)  # fmt: skip
"""Lists of few columns: little is known of anybody, so that even plain pairs are hard."""

LARGE: Final = replace(
    SPARSE, rows_of_agency=1_600, namesakes_year=0.03, namesakes_date=0.0008, twins=0.006, column_id=0.55,
    column_phone=0.60, column_email=0.35, list_year_only=0.10,
)  # fmt: skip
"""A dozen large agencies of few columns: that two rows are of one employer says little."""

POPULATIONS: Final = {"province": PROVINCE, "hard": HARD, "sparse": SPARSE, "large": LARGE}

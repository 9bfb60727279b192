"""Figure 21: parts with known vulnerabilities, pins without a hash, licences that the project does not take."""

from datetime import date

from scripts.supply.findings import findings
from scripts.supply.licences import read_table
from scripts.supply.parts import parts
from scripts.supply.vulnerabilities import STALE_DAYS, read_copy
from tests.trust.figure import Figure, Scale


def measure(scale: Scale) -> list[Figure]:
    """The same at every scale: it takes a second."""
    del scale
    copy, found = read_copy(), parts()
    wrong, told = findings(found, copy, read_table())
    age = copy.age(date.today())  # noqa: DTZ011 (whole days)
    said = f"{len(wrong)} of {len(found)} parts; {len(told)} accepted with a reason"
    said += f"; copy of {len(copy.advisories)} advisories, {age} days old"
    return [
        Figure(21, "parts to mend", f"0, copy at most {STALE_DAYS} days old", said, not wrong and age <= STALE_DAYS)
    ]

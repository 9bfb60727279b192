"""Which pages there are and which role opens each: one table for the router, the views and the tests."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboards import (
    council_labels,
    duty_labels,
    identity_labels,
    labels,
    network_labels,
    outlook_labels,
    person_labels,
    reading_labels,
    register_page_labels,
    report_labels,
    snapshot_labels,
)
from talentdb.access.principal import Role

__all__ = ["PAGES", "Page", "home_of", "pages_of"]

_VIEWS: Final = Path(__file__).parent / "views"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, file, words, and the roles that may open it.

    Args:
        hidden: reachable by a link with parameters only; not in the menu.
    """

    key: str
    title: str
    icon: str
    section: str
    roles: tuple[Role, ...]
    hidden: bool = False

    @property
    def path(self) -> Path:
        """The script of the page."""
        return _VIEWS / f"{self.key}.py"


_REGISTRY_READERS: Final = (Role.STEWARD, Role.SEARCHER, Role.LEADER)
_REPORTERS: Final = (*_REGISTRY_READERS, Role.AGENCY)
"""Who reads what plans ask for: the department all of it, an agency its own."""
_EVERYBODY: Final = (
    Role.LEADER,
    Role.STEWARD,
    Role.SEARCHER,
    Role.AGENCY,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)

PAGES: Final = (
    Page("overview", labels.PAGE_OVERVIEW, ":material/monitoring:", labels.SECTION_FIGURES, _REGISTRY_READERS),
    Page(
        "reports", report_labels.PAGE, ":material/description:", labels.SECTION_FIGURES, (Role.STEWARD, Role.LEADER)
    ),
    Page("outlook", outlook_labels.PAGE, ":material/trending_up:", labels.SECTION_FIGURES, _REGISTRY_READERS),
    Page("population", outlook_labels.CREW_PAGE, ":material/groups_3:", labels.SECTION_FIGURES, _REGISTRY_READERS),
    Page("snapshots", snapshot_labels.PAGE, ":material/lock_clock:", labels.SECTION_FIGURES, _REGISTRY_READERS),
    Page("search", labels.PAGE_SEARCH, ":material/person_search:", labels.SECTION_REGISTRY, _REGISTRY_READERS),
    Page("network", network_labels.PAGE, ":material/hub:", labels.SECTION_REGISTRY, _REGISTRY_READERS),
    Page("shortlists", council_labels.PAGE_LISTS, ":material/list_alt:", labels.SECTION_REGISTRY, _REGISTRY_READERS),
    Page("councils", council_labels.PAGE_COUNCILS, ":material/groups_2:", labels.SECTION_REGISTRY, _REGISTRY_READERS),
    Page("review", labels.PAGE_REVIEW, ":material/fact_check:", labels.SECTION_REGISTRY, (Role.STEWARD,)),
    Page("duplicates", identity_labels.PAGE, ":material/group:", labels.SECTION_REGISTRY, (Role.STEWARD,)),
    Page("add_person", person_labels.TAB_ADD, ":material/person_add:", labels.SECTION_REGISTRY, (Role.STEWARD,)),
    Page("upload", labels.PAGE_UPLOAD, ":material/upload_file:", labels.SECTION_AGENCY, (Role.AGENCY,)),
    Page("submissions", labels.PAGE_SUBMISSIONS, ":material/history:", labels.SECTION_AGENCY, (Role.AGENCY,)),
    Page("our_people", labels.PAGE_OUR_PEOPLE, ":material/groups:", labels.SECTION_AGENCY, (Role.AGENCY,)),
    Page("our_reports", report_labels.PAGE, ":material/description:", labels.SECTION_AGENCY, (Role.AGENCY,)),
    Page("duties", duty_labels.PAGE, ":material/calendar_month:", labels.SECTION_FIGURES, _REPORTERS),
    Page("tasks", duty_labels.PAGE_TASKS, ":material/checklist:", labels.SECTION_FIGURES, _REPORTERS),
    Page(
        "difficulties",
        register_page_labels.PAGE_DIFFICULTIES,
        ":material/support:",
        labels.SECTION_FIGURES,
        _REPORTERS,
    ),
    Page(
        "registers", register_page_labels.PAGE_REGISTERS, ":material/inventory:", labels.SECTION_FIGURES, _REPORTERS
    ),
    Page(
        "profile",
        labels.PAGE_PROFILE,
        ":material/badge:",
        labels.SECTION_REGISTRY,
        (*_REGISTRY_READERS, Role.AGENCY),
        hidden=True,
    ),
    Page(
        "administration",
        labels.PAGE_ADMINISTRATION,
        ":material/settings:",
        labels.SECTION_SYSTEM,
        (Role.ADMINISTRATOR,),
    ),
    Page(
        "readings",
        reading_labels.PAGE,
        ":material/rule:",
        labels.SECTION_FIGURES,
        (*_REGISTRY_READERS, Role.ADMINISTRATOR),
    ),
    Page("audit", labels.PAGE_AUDIT, ":material/policy:", labels.SECTION_SYSTEM, (Role.ADMINISTRATOR, Role.AUDITOR)),
    Page("account", labels.PAGE_ACCOUNT, ":material/account_circle:", labels.SECTION_SYSTEM, _EVERYBODY),
)


def home_of(role: Role) -> Page:
    """The page that a role starts on."""
    return next(page for page in pages_of(role) if not page.hidden)


def pages_of(role: Role) -> tuple[Page, ...]:
    """The pages a role may open, in the order of the menu; the first one in the menu is its home."""
    return tuple(page for page in PAGES if role in page.roles)

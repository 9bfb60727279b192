"""Which pages there are and which role opens each: one table for the router, the views and the tests."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboards import (
    case_page_labels,
    council_labels,
    duty_labels,
    identity_labels,
    labels,
    money_page_labels,
    need_labels,
    network_labels,
    nomination_labels,
    outlook_labels,
    person_labels,
    privacy_labels,
    reading_labels,
    register_page_labels,
    report_labels,
    rights_labels,
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
_REPORTERS: Final = (*_REGISTRY_READERS, Role.AGENCY, Role.HOME_AFFAIRS)
"""Who reads what plans ask for: the department and who runs the programmes all of it, an agency its own."""
_FIGURES: Final = (*_REGISTRY_READERS, Role.HOME_AFFAIRS)
_EVERYBODY: Final = (
    Role.LEADER,
    Role.STEWARD,
    Role.SEARCHER,
    Role.AGENCY,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.HOME_AFFAIRS,
    Role.FINANCE,
    Role.COUNCIL_MEMBER,
    Role.NOMINATOR,
)
_CASE_READERS: Final = (Role.STEWARD, Role.LEADER, Role.HOME_AFFAIRS, Role.FINANCE, Role.AGENCY)

PAGES: Final = (
    Page(
        "overview", labels.PAGE_OVERVIEW, ":material/monitoring:", labels.SECTION_FIGURES, (*_FIGURES, Role.FINANCE)
    ),
    Page(
        "reports",
        report_labels.PAGE,
        ":material/description:",
        labels.SECTION_FIGURES,
        (Role.STEWARD, Role.LEADER, Role.HOME_AFFAIRS, Role.FINANCE),
    ),
    Page("outlook", outlook_labels.PAGE, ":material/trending_up:", labels.SECTION_FIGURES, _FIGURES),
    Page("population", outlook_labels.CREW_PAGE, ":material/groups_3:", labels.SECTION_FIGURES, _REGISTRY_READERS),
    Page("snapshots", snapshot_labels.PAGE, ":material/lock_clock:", labels.SECTION_FIGURES, _REGISTRY_READERS),
    Page("search", labels.PAGE_SEARCH, ":material/person_search:", labels.SECTION_REGISTRY, _FIGURES),
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
    Page(
        "duties", duty_labels.PAGE, ":material/calendar_month:", labels.SECTION_FIGURES, (*_REPORTERS, Role.FINANCE)
    ),
    Page(
        "tasks", duty_labels.PAGE_TASKS, ":material/checklist:", labels.SECTION_FIGURES, (*_REPORTERS, Role.FINANCE)
    ),
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
    Page("cases", case_page_labels.PAGE, ":material/view_kanban:", labels.SECTION_PROGRAMMES, _CASE_READERS),
    Page(
        "needs",
        need_labels.PAGE,
        ":material/work_outline:",
        labels.SECTION_PROGRAMMES,
        (Role.HOME_AFFAIRS, Role.STEWARD, Role.LEADER, Role.AGENCY),
    ),
    Page(
        "nominations",
        nomination_labels.PAGE,
        ":material/how_to_reg:",
        labels.SECTION_PROGRAMMES,
        (Role.NOMINATOR, Role.AGENCY, Role.HOME_AFFAIRS, Role.STEWARD),
    ),
    Page(
        "my_cases",
        case_page_labels.PAGE_MINE,
        ":material/how_to_vote:",
        labels.SECTION_PROGRAMMES,
        (Role.COUNCIL_MEMBER,),
    ),
    Page(
        "case",
        case_page_labels.PAGE_CASE,
        ":material/folder_open:",
        labels.SECTION_PROGRAMMES,
        (*_CASE_READERS, Role.COUNCIL_MEMBER),
        hidden=True,
    ),
    Page(
        "commitments",
        money_page_labels.PAGE_COMMITMENTS,
        ":material/handshake:",
        labels.SECTION_PROGRAMMES,
        (Role.HOME_AFFAIRS, Role.FINANCE, Role.STEWARD, Role.LEADER, Role.AGENCY),
    ),
    Page(
        "money",
        money_page_labels.PAGE_MONEY,
        ":material/payments:",
        labels.SECTION_PROGRAMMES,
        (Role.FINANCE, Role.HOME_AFFAIRS, Role.STEWARD, Role.LEADER),
    ),
    Page(
        "profile",
        labels.PAGE_PROFILE,
        ":material/badge:",
        labels.SECTION_REGISTRY,
        (*_REGISTRY_READERS, Role.AGENCY, Role.HOME_AFFAIRS),
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
    Page("rights", rights_labels.PAGE, ":material/key:", labels.SECTION_SYSTEM, (Role.ADMINISTRATOR, Role.AUDITOR)),
    Page("audit", labels.PAGE_AUDIT, ":material/policy:", labels.SECTION_SYSTEM, (Role.ADMINISTRATOR, Role.AUDITOR)),
    Page(
        "privacy",
        privacy_labels.PAGE,
        ":material/shield_person:",
        labels.SECTION_SYSTEM,
        (Role.STEWARD, Role.ADMINISTRATOR, Role.AUDITOR),
    ),
    Page("account", labels.PAGE_ACCOUNT, ":material/account_circle:", labels.SECTION_SYSTEM, _EVERYBODY),
)


def home_of(role: Role) -> Page:
    """The page that a role starts on."""
    return next(page for page in pages_of(role) if not page.hidden)


def pages_of(role: Role) -> tuple[Page, ...]:
    """The pages a role may open, in the order of the menu; the first one in the menu is its home."""
    return tuple(page for page in PAGES if role in page.roles)

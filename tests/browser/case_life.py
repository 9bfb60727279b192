"""What people do on the pages of cases in a browser: open, lay papers, take steps, note, judge."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboards import case_page_labels as words
from dashboards.browser import open_page, settle
from dashboards.demo_papers import sample_pdf
from talentdb.plans import load_plan
from talentdb.plans.instruments import Instrument
from talentdb.settings import today
from talentdb.text import format_date
from tests.browser.conftest import Site, choose_option, success

__all__ = ["begin", "fill", "instrument_of", "lay", "look", "name_at", "note", "popover", "step"]


def instrument_of(plan: str, code: str) -> Instrument:
    found = load_plan(plan).instrument(code)
    assert found is not None
    return found


def name_at(page: Any, site: Site, plan: str, code: str, stage: str) -> str:
    """Who of the demo stands at a stage: somebody who met all conditions so far."""
    open_page(page, site.address, f"cases?plan={plan}&instrument={code}")
    lane = page.locator(".lane").filter(has_text=stage).first
    return str(lane.locator("a.card b").first.inner_text())


def popover(page: Any, name: str) -> Any:
    """Open a popover by its button; gives what stands in it."""
    page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True).first.click()
    body = page.get_by_test_id("stPopoverBody")
    body.wait_for()
    settle(page)
    return body


def fill(page: Any, body: Any, given: Mapping[str, str]) -> None:
    """Fill boxes by their labels; a choice is picked, anything else typed."""
    for label, value in given.items():
        # A box with an explanation has a second thing of its name beside it.
        box = body.locator("input, textarea").and_(body.get_by_label(label)).first
        if box.get_attribute("role") == "combobox":
            choose_option(page, box, value)
        else:
            box.fill(value)


def begin(page: Any, site: Site, kind: str, person: str, need: str = "", body_name: str = "") -> int:
    """Open a case of an instrument of the first plan; gives its number."""
    open_page(page, site.address, "cases")
    body = popover(page, words.NEW)
    fill(page, body, {words.NEW_PLAN: load_plan("hung-yen-798").short, words.NEW_KIND: kind})
    search = body.get_by_label(words.NEW_WHO)
    search.fill(person)
    search.press("Enter")
    body.get_by_label(words.NEW_CHOSEN).first.wait_for()
    settle(page)
    if need:
        choose_option(page, body.get_by_label(words.NEW_NEED).first, need)
    if body_name:
        box = body.get_by_label(words.BODY).first
        box.fill(body_name)
        page.get_by_role("option", name=body_name, exact=True).click()
    # Who met all conditions has a case of the kind already: a second one is opened for a reason.
    fill(page, body, {words.NEW_REASON: "Hồ sơ thử thứ hai"})
    body.get_by_role("button", name=words.NEW).click()
    told = str(success(page).inner_text())
    return int("".join(sign for sign in told if sign.isdigit()))


def look(page: Any, site: Site, number: int) -> None:
    open_page(page, site.address, f"case?case={number}")


def lay(page: Any, site: Site, number: int, instrument: Instrument, folder: Path, *kinds: str) -> None:
    """Lay papers into a case."""
    for code in kinds:
        look(page, site, number)
        page.get_by_role("tab", name=words.TAB_PAPERS.partition("(")[0]).click()
        body = popover(page, words.PAPER_ADD)
        name = next(one.name for one in instrument.papers if one.code == code)
        choose_option(page, body.get_by_label(words.PAPER_KIND).first, name)
        file = folder / f"{code}.pdf"
        file.write_bytes(sample_pdf(code))
        body.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
        body.get_by_text(file.name).first.wait_for()
        settle(page)
        body.get_by_role("button", name=words.PAPER_SAVE).click()
        assert name in success(page).inner_text()


def step(
    page: Any, site: Site, number: int, name: str, given: Mapping[str, str] | None = None, *, clicks: int = 1,
    decision: str = "", reason: str = "",
) -> None:  # fmt: skip
    """Take a step of a case."""
    look(page, site, number)
    body = popover(page, name)
    fill(page, body, given or {})
    if decision:
        fill(page, body, {words.DECISION: decision, words.DECISION_DAY: format_date(today())})
    if reason:
        body.get_by_label(words.REASON).fill(reason)
    button = body.get_by_role("button", name=words.DO)
    button.click(click_count=clicks)
    if clicks > 1:
        # What the first click is answered may be drawn over for the second one: what became of it, the page tells.
        body.wait_for(state="detached")
        settle(page)
        return
    assert words.DONE.format(step=name) in success(page).inner_text()


def note(page: Any, site: Site, number: int, given: Mapping[str, str], text: str) -> None:
    """Put facts of a case right, saying why."""
    look(page, site, number)
    body = popover(page, words.NOTE)
    fill(page, body, {**given, words.NOTE_TEXT: text})
    body.get_by_role("button", name=words.DO).click()
    success(page)

"""A page counts as drawn only when the figures that it promised are there; a busy machine is no empty page."""

from typing import Any

from dashboards import labels
from dashboards.browser import new_page, settle

_QUIET = """
<div data-testid="stApp" data-test-script-state="notRunning" data-test-connection-state="CONNECTED">
<h1>Tổng quan</h1><div data-testid="stAlert">{said}</div></div>
"""
_LATER = "setTimeout(() => { document.querySelector('[data-testid=stAlert]').remove(); window.drawn = true; }, 500)"


def test_a_page_that_says_that_figures_are_coming_is_waited_for(browser: Any) -> None:
    page = new_page(browser)
    page.set_content(_QUIET.format(said=labels.COMPUTING))
    page.evaluate(_LATER)
    settle(page)
    assert page.evaluate("window.drawn") is True
    page.context.close()


def test_other_words_on_a_page_are_not_waited_for(browser: Any) -> None:
    page = new_page(browser)
    page.set_content(_QUIET.format(said="Chưa có số liệu"))
    settle(page)
    assert page.get_by_text("Chưa có số liệu").is_visible()
    page.context.close()


# What the browser sends and hears (Streamlit's BackMsg and ForwardMsg), without a server: a part looks again by
# itself, somebody clicks, the first run ends, and the one that the click asked for begins a little later.
_CLICKED_DURING_A_RUN = """() => {
    const ears = [];
    const line = Object.create(WebSocket.prototype, {addEventListener: {value: (_, ear) => ears.push(ear)}});
    const ask = () => { try { line.send(new Uint8Array([0x5a, 0])); } catch { /* no line is open */ } };
    const say = (...bytes) => ears.forEach(ear => ear({data: new Uint8Array(bytes)}));
    const run = () => { say(0x22, 0); say(0x30, 0); };
    ask(); ask(); run();
    setTimeout(() => { run(); window.drawn = true; }, 250);
}"""


def test_a_click_while_a_part_looks_again_by_itself_is_waited_for(browser: Any) -> None:
    page = new_page(browser)
    page.set_content(_QUIET.format(said=""))
    page.evaluate(_CLICKED_DURING_A_RUN)
    settle(page)
    assert page.evaluate("window.drawn") is True
    page.context.close()

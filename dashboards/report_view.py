"""Pieces of the pages of reports: the sections with what the registry makes of them, files, steps, the state."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import report_labels as words
from dashboards import widgets
from dashboards.frames import local_time
from dashboards.report_data import files
from talentdb.documents.bundle import file_name
from talentdb.documents.charts import share_bars
from talentdb.reporting.blocks import Block, Chart, Heading, Paragraph, Table
from talentdb.reporting.document import roman
from talentdb.reporting.paper import Sight, section_blocks
from talentdb.reporting.report_rows import Step

__all__ = ["downloads", "fault_line", "history", "read_sections", "state_line", "write_sections"]

_METHODS: Final = "methods"
_FEW: Final = 2
"""So many sentences are shown at once; more, tables and charts open when they are asked for."""


def state_line(state: str, steps: Sequence[Step]) -> None:
    """The state as a badge, and who did the last step when."""
    st.markdown(f":{words.STATE_COLOUR[state]}-badge[{words.STATE[state]}]")
    if state == "returned" and steps:
        st.warning(words.RETURNED.format(reason=widgets.plain_text(steps[0].reason)), icon=":material/undo:")


def fault_line(sight: Sight) -> None:
    """A warning over a report that is not what was signed."""
    if sight.fault:
        st.error(f"**{sight.fault}** {words.FAULT}", icon=":material/gpp_bad:")


def downloads(sight: Sight, key: str) -> None:
    """The document and its annex, drawn when somebody takes them."""
    word, excel = files(sight)
    name = file_name(sight.content["paper"]["title"], sight.content["paper"]["agency"])
    with st.container(horizontal=True):
        st.download_button(
            words.WORD, word, name, key=f"{key}_word", icon=":material/description:", on_click="ignore"
        )
        st.download_button(
            words.EXCEL, excel, name.removesuffix(".docx") + ".xlsx", key=f"{key}_excel", icon=":material/table:",
            on_click="ignore",
        )  # fmt: skip


def history(steps: Sequence[Step]) -> None:
    """What was done with it, newest first."""
    if not steps:
        return
    frame = pd.DataFrame(
        {
            words.STEP_COLUMNS[0]: [words.STATE[one.state] for one in steps],
            words.STEP_COLUMNS[1]: [one.made_at for one in steps],
            words.STEP_COLUMNS[2]: [one.login for one in steps],
            words.STEP_COLUMNS[3]: [one.reason for one in steps],
        }
    )
    local_time(frame, words.STEP_COLUMNS[1])
    with st.expander(words.HISTORY):
        widgets.table(frame)


def write_sections(sight: Sight, key: str) -> dict[str, str]:
    """A text area for each section, with what the registry makes under it; gives what is typed."""
    typed = {}
    for at, one in enumerate(sight.content["headings"], 1):
        st.subheader(words.ANNEX.format(heading=one["heading"]) if one["of"] == _METHODS else _numbered(at, one))
        if one["text"]:
            typed[one["key"]] = st.text_area(
                one["heading"], value=sight.content["texts"].get(one["key"], ""), key=f"{key}_{one['key']}",
                placeholder=one["text"], label_visibility="collapsed", height="content",
            )  # fmt: skip
        _made(sight, one["key"])
    return typed


def read_sections(sight: Sight) -> None:
    """The sections as they were written."""
    for at, one in enumerate(sight.content["headings"], 1):
        st.subheader(words.ANNEX.format(heading=one["heading"]) if one["of"] == _METHODS else _numbered(at, one))
        said = sight.content["texts"].get(one["key"], "")
        for line in said.splitlines():
            st.markdown(widgets.plain_text(line))
        if one["of"] is None and not said:
            st.caption(words.EMPTY)
        _made(sight, one["key"])


def _numbered(at: int, section: Mapping[str, Any]) -> str:
    return f"{roman(at)}. {section['heading']}"


def _made(sight: Sight, key: str) -> None:
    blocks = list(section_blocks(sight, key))
    if len(blocks) <= _FEW and all(isinstance(block, Paragraph) for block in blocks):
        _draw(blocks)
    else:
        with st.expander(words.MADE):
            _draw(blocks)


def _draw(blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Heading(text=text):
                st.markdown(f"**{widgets.plain_text(text)}**")
            case Paragraph(text=text):
                st.markdown(widgets.plain_text(text))
            case Table():
                frame = pd.DataFrame([list(row) for row in block.rows], columns=list(block.heads))
                widgets.table(frame)
            case Chart():
                st.image(share_bars(block.bars), caption=block.caption, width="stretch")

"""Look of the app: theme options for the server and one block of CSS. The only place that writes CSS.

Streamlit has no languages. Its English words are replaced below where CSS reaches them. Out of reach stay: names read
out by screen readers only ("Collapse sidebar", "file upload", "Clear value", "Show password text"), names of months
and weekdays in the calendar (they follow the browser's language), the upload's own "File must be … or smaller" line,
and the box "Connection error" while the server is away.
"""

from typing import Final

import streamlit as st

__all__ = ["PALETTE", "THEME_OPTIONS", "apply"]

PALETTE: Final = {
    "primary": "#0b5d6b",
    "accent": "#a8650c",
    "good": "#2e7d4f",
    "bad": "#b3402e",
    "muted": "#5d6c72",
    "pale": "#e6f0f1",
    "band": "#b9cdd2",
}
"""Colours of text, charts and states; those of text have at least 4.5:1 contrast on white."""

THEME_OPTIONS: Final = {
    "theme.base": "light",
    "theme.primaryColor": PALETTE["primary"],
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f3f6f7",
    "theme.textColor": "#1b2a2f",
    "theme.font": "sans-serif",
    "theme.baseRadius": "0.5rem",
}

_PAGE: Final = """
.block-container { padding-top: 2.6rem; padding-bottom: 3rem; max-width: 1320px; }
h1 { font-size: 1.7rem !important; padding-bottom: .4rem !important; }
h2 { font-size: 1.25rem !important; }
h3 { font-size: 1.05rem !important; }
[data-testid="stMetricValue"] { font-size: 1.9rem; }
[data-testid="stSidebarHeader"] { align-items: center; }
[data-testid="stSidebarHeader"] [data-testid="stSidebarLogo"], [data-testid="stSidebarHeader"] .stLogo {
  height: 2.2rem; border-radius: .4rem; }
[data-testid="stSidebarHeader"]::before { content: "Trí thức Hưng Yên"; order: 1; flex: 1; margin-left: .6rem;
  font-weight: 700; font-size: 1.08rem; color: #0b5d6b; white-space: nowrap; }
[data-testid="stSidebarCollapseButton"] { order: 2; }
.who { font-size: .9rem; line-height: 1.45; }
.who b { display: block; } .who span { color: #5d6c72; }
.who a { display: block; margin-top: .7rem; padding: .45rem .8rem; border: 1px solid #c3cfd3; border-radius: .5rem;
  color: #1b2a2f; text-decoration: none; text-align: center; background: #fff; }
.who a:hover, .who a:focus-visible { border-color: #0b5d6b; color: #0b5d6b; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .8rem; color: #5d6c72; }
.legend i { display: inline-block; width: .9rem; height: .7rem; margin-right: .35rem; border-radius: 2px; }
.legend i.line { width: 3px; height: .9rem; vertical-align: -2px; }
.facts { display: grid; grid-template-columns: minmax(7rem, 38%) 1fr; gap: .35rem .9rem;
  margin: 0 !important; padding: 0 !important; }
.facts dt { color: #5d6c72; font-weight: 400; margin: 0 !important; padding: 0 !important; }
.facts dd { margin: 0 !important; font-weight: 600; overflow-wrap: anywhere; }
.hit b { font-size: 1.05rem; } .hit .post { margin: .1rem 0 .35rem; }
.hit .tags { display: flex; flex-wrap: wrap; gap: .3rem; }
.hit .tags span { background: #e6f0f1; color: #0b5d6b; border-radius: 1rem; padding: .05rem .6rem;
  font-size: .82rem; }
.hit .quiet { overflow-wrap: anywhere; } .hit p { margin: .35rem 0 0; }
.hit .why { color: #5d6c72; font-size: .85rem; margin-top: .4rem; }
.st-key-upload_box { background: #f3f6f7; border-radius: .8rem; padding: 1.2rem; }
.st-key-upload_box [data-testid="stFileUploaderDropzone"] { background: #fff; border: 2px dashed #7fa6ae;
  flex-direction: column; justify-content: center; gap: .6rem; min-height: 9rem; text-align: center; }
.st-key-upload_box [data-testid="stFileUploaderDropzone"] > * { margin: 0; align-self: center; width: auto; }
.grid { width: 100%; border-collapse: collapse; font-size: .9rem; }
.grid th { text-align: left; font-weight: 600; color: #5d6c72; border-bottom: 2px solid #d5dfe2; }
.grid th, .grid td { padding: .45rem .6rem; vertical-align: top; }
.grid td { border-bottom: 1px solid #e6ecee; overflow-wrap: break-word; }
.sheet { overflow-x: auto; }
.grid .n { text-align: right; white-space: nowrap; } .grid .s { white-space: nowrap; }
.grid tr:hover td { background: #f7fafa; } .grid a { color: #0b5d6b; font-weight: 600; }
.picture { overflow: auto; max-height: 34rem; border: 1px solid #d5dfe2; border-radius: .5rem; }
.picture table { width: max-content; border-collapse: separate; border-spacing: 0; font-size: .8rem; }
.picture th, .picture td { border-right: 1px solid #e6ecee; border-bottom: 1px solid #e6ecee; padding: .2rem .45rem;
  max-width: 12rem; vertical-align: top; line-height: 1.35; }
.picture td { background: #fff; white-space: pre-wrap; }
.picture thead th { position: sticky; top: 0; z-index: 2; background: #f3f6f7; text-align: left; font-weight: 400;
  min-width: 4.2rem; }
.picture thead b { color: #5d6c72; } .picture thead span { display: block; margin-top: .1rem; font-weight: 600; }
.picture span.sure { color: #0b5d6b; } .picture span.doubt { color: #84500a; }
.picture span.unused { color: #77868b; font-weight: 400; font-style: italic; }
.picture th.no { position: sticky; left: 0; z-index: 1; background: #f3f6f7; color: #5d6c72; text-align: right;
  font-weight: 400; white-space: nowrap; }
.picture thead th.no { z-index: 3; } .picture th.no i { display: block; font-size: .7rem; font-style: normal; }
.picture tr.header td { background: #dcebee; font-weight: 600; }
.picture tr.record th.no { box-shadow: inset 3px 0 0 #2e7d4f; }
.picture tr.skipped td, .picture tr.none td { background: #f4f4f2; color: #63686a; }
.picture tr.group td, .picture td.group, .legend i.group { background: #ece6f5; color: #43345f; font-weight: 600; }
.picture tr.total td, .picture td.total, .legend i.total { background: #e8e4d8; color: #55503f; }
.picture td.header { background: #dcebee; font-weight: 600; }
.picture td.aside, .legend i.aside { color: #7a8488; background: repeating-linear-gradient(135deg, #fff, #fff 5px,
  #f1f4f5 5px, #f1f4f5 9px); }
.picture td span { display: block; font-size: .72rem; font-weight: 600; }
.picture td.error, .legend i.error { background: #f8cfc7 !important; color: #5f1d10; }
.picture td.warning, .legend i.warning { background: #fbe3b8 !important; color: #5a3800; }
.picture td.info { background: #e3edf7 !important; }
.legend i.aside, .legend i.skipped { border: 1px solid #c9d1d4; }
.legend i.header { background: #dcebee; } .legend i.record { background: #2e7d4f; width: 3px; height: .9rem; }
.legend i.skipped { background: #e4e4e0; }
.mark { border-radius: 1rem; padding: .05rem .6rem; white-space: nowrap; background: #edf1f2; color: #46545a; }
.mark.good { background: #e5f3ea; color: #23663f; } .mark.bad { background: #fbeae7; color: #97321f; }
.mark.warn { background: #fdf1df; color: #84500a; } .mark.busy { background: #e6f0f1; color: #0b5d6b; }
[data-testid="stPopoverBody"]:has([data-testid="stForm"]) { min-width: min(27rem, 94vw); }
[data-testid="stPopoverBody"] [data-testid="stElementContainer"]:has([data-testid="stAlertContentError"]) {
  position: sticky; bottom: 0; z-index: 1; background: #fff; border-radius: .5rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-privacy_told) { position: sticky; top: 3.9rem; z-index: 5;
  background: #fff; }
"""

_PERSON: Final = """
.quiet { color: #5d6c72; font-size: .85rem; } .who-link { color: #0b5d6b; font-weight: 600; }
details.from summary { cursor: pointer; list-style: none; border-bottom: 1px dotted #a9bcc1; display: inline; }
details.from summary::-webkit-details-marker { display: none; }
details.from summary:hover, details.from summary:focus-visible { color: #0b5d6b; }
details.from small { display: block; font-weight: 400; color: #5d6c72; margin-top: .2rem; line-height: 1.4; }
.disputed { font-style: normal; color: #84500a; background: #fdf1df; border-radius: 1rem; padding: 0 .4rem; }
.disputes .said { margin-bottom: .5rem; } .disputes small { display: block; color: #5d6c72; line-height: 1.4; }
.disputes em { display: block; font-size: .85rem; color: #23663f; font-style: normal; }
@media (min-width: 641px) { .disputes td { width: 41%; } .disputes td:first-child { width: 18%; } }
.disputes .chosen { border-left: 3px solid #2e7d4f; padding-left: .6rem; }
ol.timeline { list-style: none; margin: .4rem 0 0 .5rem !important; padding: 0 !important;
  border-left: 3px solid #d5dfe2; }
ol.timeline > li { position: relative; margin: 0 0 1.2rem 0 !important; padding: 0 0 0 1.3rem !important; }
ol.timeline > li::before { content: ""; position: absolute; left: -.55rem; top: .3rem; width: .8rem; height: .8rem;
  border-radius: 50%; background: #0b5d6b; border: 2px solid #fff; box-shadow: 0 0 0 2px #0b5d6b; }
ol.timeline > li.good::before { background: #2e7d4f; box-shadow: 0 0 0 2px #2e7d4f; }
ol.timeline > li.warn::before { background: #fff; box-shadow: 0 0 0 2px #a8650c; }
ol.timeline > li.bad::before { background: #fff; box-shadow: 0 0 0 2px #b3402e; }
ol.timeline > li.busy::before { border-radius: 2px; transform: rotate(45deg); }
ol.timeline > li.waits::before { background: #fff; box-shadow: 0 0 0 2px #77868b; }
ol.timeline time { display: block; color: #5d6c72; font-size: .85rem; font-variant-numeric: tabular-nums; }
ol.timeline ul { list-style: none; margin: .3rem 0 0 !important; padding: .4rem .7rem !important; background: #f3f6f7;
  border-radius: .5rem; font-size: .9rem; }
ol.timeline ul li { margin: 0 !important; padding: .1rem 0 !important; overflow-wrap: anywhere; }
ol.timeline ul ul { padding: 0 !important; } ol.timeline summary { cursor: pointer; color: #0b5d6b; }
ol.timeline ul span { color: #5d6c72; margin-right: .4rem; } ol.timeline del { color: #77868b; }
ol.timeline ins { text-decoration: none; font-weight: 600; }
"""

_PHONE: Final = """
@media (max-width: 640px) {
  .block-container { padding-left: .8rem; padding-right: .8rem; padding-top: 3.75rem; }
  h1 { font-size: 1.35rem !important; }
  .st-key-day_box { justify-content: flex-start !important; }
  [data-testid="stTabs"] [role="tablist"] { overflow-x: auto; }
  .grid thead { display: none; }
  .grid tr { display: block; border: 1px solid #d5dfe2; border-radius: .6rem; margin-bottom: .7rem;
    padding: .4rem 0; }
  .grid td { display: grid; grid-template-columns: 38% 1fr; gap: .6rem; border: 0; padding: .2rem .8rem; }
  .grid td::before { content: attr(data-label); color: #5d6c72; font-size: .85rem; }
  .grid td:first-child { display: block; font-weight: 600; font-size: 1rem; }
  .grid td:first-child::before { display: none; }
  .grid td:empty { display: none; } .grid .n { text-align: left; } .grid .s { white-space: normal; }
  .grid td > * { justify-self: start; overflow-wrap: anywhere; }
  .js-plotly-plot .scatterlayer .trace:last-child text { display: none; }
}
"""

# Words of Streamlit itself, and tools of it that we do not offer (tables are exported by our own, logged export).
_WORDS: Final = """
[data-testid="stToolbar"] [data-testid="stAppDeployButton"], [data-testid="stMainMenu"], footer,
[data-testid="InputInstructions"], [data-testid="stElementToolbar"], [data-testid="stDataFrameColumnMenu"],
[data-testid="stHeaderActionElements"], [data-testid="stMultiSelect"] [aria-label="Clear all"],
[data-testid="stMultiSelect"] [title="Clear all"] { display: none; }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "Chọn tệp"; font-size: 1rem; }
[data-testid="stFileUploaderDropzoneInstructions"] * { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"]::after {
  content: "hoặc kéo thả tệp Excel, CSV vào đây (tối đa 20 MB)"; font-size: .9rem; color: #5d6c72; }
[data-testid="stSkipToContent"] { font-size: 0 !important; }
[data-testid="stSkipToContent"]::after { content: "Đến nội dung chính"; font-size: .9rem; }
[data-testid="stSelectboxVirtualDropdownEmpty"] *, [data-testid="stSelectboxVirtualDropdownEmpty"] { font-size: 0; }
[data-testid="stSelectboxVirtualDropdownEmpty"]::after { content: "Không có mục nào phù hợp"; font-size: .9rem; }
"""


def apply() -> None:
    """Write the CSS into the page; once a run."""
    st.html(f"<style>{_PAGE}{_PERSON}{_PHONE}{_WORDS}</style>")

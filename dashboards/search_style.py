"""CSS of the search page, beside that of `dashboards.style`. No words, no logic."""

from typing import Final

import streamlit as st

__all__ = ["apply"]

_CSS: Final = """
.found { display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 10fr); gap: .4rem 1.4rem; }
.found mark { background: #fbdf9f; color: #3d2700; text-decoration: underline; text-decoration-thickness: 2px;
  text-underline-offset: 3px; border-radius: .15rem; padding: 0 1px; }
.found .post, .found b { overflow-wrap: anywhere; }
.found ul { list-style: none; margin: 0 !important; padding: 0 !important; }
.found li { margin: 0 !important; padding: .1rem 0 !important; font-size: .88rem; line-height: 1.4;
  overflow-wrap: anywhere; }
.found ul.why { margin-top: .45rem !important; } .found ul.why li { color: #46545a; font-size: .85rem; }
.found .works li { padding-left: .7rem !important; border-left: 3px solid #d5dfe2; margin-bottom: .2rem !important; }
.found .works li.on { border-left-color: #0b5d6b; }
.found .works em { font-style: normal; color: #5d6c72; } .found .works i { font-style: normal; color: #5d6c72;
  white-space: nowrap; } .found .works i::before { content: "("; } .found .works i::after { content: ")"; }
.found .works em span { color: #0b5d6b; font-weight: 700; }
.found details { font-size: .85rem; margin-top: .2rem; } .found summary { cursor: pointer; color: #0b5d6b; }
.found .parts { max-width: 26rem; margin: .3rem 0 !important; }
.found .parts li { display: grid; grid-template-columns: 1fr auto; gap: 0 .6rem; font-size: .85rem; }
.found .parts b { font-size: .85rem; font-variant-numeric: tabular-nums; }
.found .parts i { grid-column: 1 / -1; height: .4rem; background: #0b5d6b; border-radius: .2rem; min-width: 2px; }
.st-key-search_filters, .st-key-search_understood, .st-key-search_chosen, .st-key-search_relax { gap: .4rem; }
.st-key-search_filters button { min-height: 2.1rem; padding: .1rem .6rem; }
.st-key-search_filters button p { font-size: .9rem; }
.to-saved { color: #0b5d6b; font-weight: 600; font-size: .9rem; }
.st-key-search_understood button, .st-key-search_chosen button, .st-key-search_relax button { min-height: 2rem;
  padding: .1rem .7rem; border-radius: 1.2rem; height: auto; text-align: left; }
.st-key-search_understood button p, .st-key-search_chosen button p, .st-key-search_relax button p {
  font-size: .88rem; white-space: normal; line-height: 1.3; }
.st-key-search_understood button[kind="secondary"] { background: #e6f0f1; border-color: #7fa6ae; color: #0b4c58; }
.st-key-search_chosen button[kind="secondary"] { border-color: #0b5d6b; }
.st-key-search_relax button { border-radius: .5rem; }
[class*="st-key-saved_open_"] button { justify-content: flex-start; text-align: left; padding: .1rem .2rem; }
[class*="st-key-saved_open_"] button p { white-space: normal; line-height: 1.3; }
@media (max-width: 900px) { .found { grid-template-columns: 1fr; } }
@media (min-width: 641px) { [data-testid="stElementContainer"]:has(> * .to-saved) { display: none; } }
"""


def apply() -> None:
    """Write the CSS into the page; once a run."""
    st.html(f"<style>{_CSS}</style>")

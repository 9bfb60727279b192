"""CSS of the profile page, beside that of `dashboards.style`. No words, no logic."""

from typing import Final

import streamlit as st

__all__ = ["apply"]

_CSS: Final = """
.lives { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; align-items: start; }
.life { border: 1px solid #d5dfe2; border-radius: .5rem; padding: .9rem 1rem 1rem; }
.life.wide { grid-column: 1 / -1; }
.life h3 { margin: 0 0 .5rem !important; padding: 0 !important; font-size: 1.05rem; }
.life.wide .groups { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.1rem 2rem; }
.life h4 { margin: 0 0 .3rem !important; padding: 0 !important; font-size: .95rem; color: #0b5d6b; }
.life h4 small { color: #5d6c72; font-weight: 400; }
.life ol { list-style: none; margin: 0 !important; padding: 0 !important; }
.life li { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: 0 .8rem; margin: 0 !important;
  padding: .38rem 0 !important; border-top: 1px solid #eef2f3; line-height: 1.4; }
.life li:first-child { border-top: 0; }
.life time { color: #5d6c72; font-size: .88rem; font-variant-numeric: tabular-nums; padding-top: .1rem; }
.life .about { overflow-wrap: anywhere; } .life .about b { font-weight: 600; }
.life .about span { display: block; color: #5d6c72; font-size: .88rem; }
.life.dated li { grid-template-columns: 8.6rem minmax(0, 1fr); }
.life.plain li { grid-template-columns: minmax(0, 1fr); }
.life.career ol { border-left: 3px solid #d5dfe2; margin-left: .4rem !important; }
.life.career li { position: relative; grid-template-columns: minmax(0, 1fr); border-top: 0;
  padding: 0 0 .8rem 1.1rem !important; }
.life.career li:last-child { padding-bottom: 0 !important; }
.life.career li::before { content: ""; position: absolute; left: -.5rem; top: .3rem; width: .7rem; height: .7rem;
  border-radius: 50%; background: #fff; border: 2px solid #77868b; box-sizing: border-box; }
.life.career li.now::before { background: #0b5d6b; border-color: #0b5d6b; }
.life details summary { cursor: pointer; color: #0b5d6b; font-weight: 600; font-size: .9rem; padding: .35rem 0; }
.life details[open] summary { color: #5d6c72; font-weight: 400; }
@media (max-width: 900px) { .lives, .life.wide .groups { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 640px) {
  .life { padding: .8rem; }
  .life li { grid-template-columns: 3rem minmax(0, 1fr); gap: 0 .6rem; }
  .life.dated li { grid-template-columns: minmax(0, 1fr); }
}
"""


def apply() -> None:
    """Write the CSS into the page; once a run."""
    st.html(f"<style>{_CSS}</style>")

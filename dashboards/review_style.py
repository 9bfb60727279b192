"""CSS of the pages of one submission, beside that of `dashboards.style`. No words, no logic."""

from typing import Final

import streamlit as st

__all__ = ["apply"]

_CSS: Final = """
[class*="st-key-counts_"] { display: grid !important; grid-template-columns: repeat(5, 1fr); }
[class*="st-key-counts_"] > div { width: 100% !important; min-width: 0; }
[class*="st-key-count_"] button { width: 100%; min-height: 6.2rem; padding: .5rem .6rem; border-radius: .7rem;
  border: 1px solid #d5dfe2; border-top: 4px solid #b9cdd2; background: #fff; color: #1b2a2f; }
[class*="st-key-count_"] button p { font-size: .86rem; line-height: 1.25; white-space: normal; }
[class*="st-key-count_"] button strong { display: block; font-size: 1.75rem; line-height: 1.2; font-weight: 700; }
[class*="st-key-count_new"] button { border-top-color: #2e7d4f; }
[class*="st-key-count_changed"] button { border-top-color: #0b5d6b; }
[class*="st-key-count_duplicates"] button { border-top-color: #a8650c; }
[class*="st-key-count_missing"] button { border-top-color: #b3402e; }
[class*="st-key-count_"] button:hover { background: #f3f8f9; color: #0b5d6b; }
[class*="st-key-count_"][class*="_open"] button { background: #e6f0f1; border-color: #0b5d6b;
  box-shadow: inset 0 -3px 0 #0b5d6b; }
.changed { border-bottom: 1px solid #e6ecee; padding: .55rem 0; }
.changed > b { font-size: 1rem; } .changed > .quiet { margin-left: .5rem; }
.changed dl { display: grid; grid-template-columns: minmax(8rem, 22%) 1fr; gap: .2rem .9rem;
  margin: .3rem 0 0 !important; padding: 0 !important; font-size: .93rem; }
.changed dt { color: #5d6c72; font-weight: 400; margin: 0 !important; padding: 0 !important; }
.changed dd { margin: 0 !important; overflow-wrap: anywhere; }
.changed del, .rows del { background: #fbeae7; color: #97321f; text-decoration: line-through; border-radius: .2rem;
  padding: 0 .15rem; }
.changed ins, .rows ins { background: #e5f3ea; color: #1f5c39; text-decoration: none; font-weight: 600;
  border-radius: .2rem; padding: 0 .15rem; }
.changed .arrow { color: #5d6c72; padding: 0 .45rem; } .changed .none { color: #77868b; font-style: italic; }
.doubt { border: 1px solid #e0d3bd; border-left: 4px solid #a8650c; border-radius: .6rem; padding: .6rem .8rem;
  margin-bottom: .7rem; }
.doubt.sure { border-color: #cfe0e3; border-left-color: #0b5d6b; }
.doubt .both { display: grid; grid-template-columns: 1fr 1fr; gap: .4rem 1.2rem; }
.doubt .both > div { overflow-wrap: anywhere; } .doubt .both a { color: #0b5d6b; font-weight: 600; }
.doubt .quiet { display: block; }
.doubt .chance { display: flex; align-items: center; gap: .6rem; margin: .45rem 0 .35rem; font-size: .88rem; }
.doubt .chance > i { flex: 0 1 10rem; height: .55rem; border-radius: .3rem; background: #edf1f2; overflow: hidden; }
.doubt .chance > i > i { display: block; height: 100%; background: #a8650c; border-radius: .3rem; }
.doubt.sure .chance > i > i { background: #0b5d6b; }
.clues { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; margin: 0 !important; padding: 0 !important; }
.clues li { margin: 0 !important; border-radius: 1rem; padding: .08rem .65rem; font-size: .84rem; background: #e5f3ea;
  color: #23663f; } .clues li.against { background: #fbeae7; color: #97321f; }
.clues li::before { content: "+ "; font-weight: 700; } .clues li.against::before { content: "− "; }
.effects { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(21rem, 100%), 1fr)); gap: .8rem; }
.effect { border: 1px solid #d5dfe2; border-radius: .7rem; padding: .7rem .9rem; }
.effect h4 { font-size: .95rem; margin: 0 0 .35rem !important; padding: 0 !important; line-height: 1.35; }
.effect .jump { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .55rem; margin-bottom: .35rem; }
.effect .jump span { color: #5d6c72; font-size: 1.1rem; } .effect .jump b { font-size: 1.6rem; }
.effect .jump em { font-style: normal; }
.effect .bar { display: grid; grid-template-columns: 3.2rem 1fr; align-items: center; gap: .4rem; font-size: .8rem;
  color: #5d6c72; }
.effect .track { position: relative; height: 1.15rem; margin: .12rem 0; background: #f3f6f7; border-radius: .25rem; }
.effect .track i { position: absolute; top: 0; bottom: 0; border-radius: .25rem; }
.effect .track i.value { background: #8fb0b7; } .effect .bar.now .track i.value { background: #0b5d6b; }
.effect .track i.band { top: 35%; bottom: 35%; background: #dfe9eb; border: 1px solid #5d6c72; min-width: 2px;
  box-sizing: border-box; }
.effect .track i.goal { width: 3px; top: -2px; bottom: -2px; background: #b3402e; border-radius: 0; }
.effect .counts { display: grid; grid-template-columns: 1fr auto; gap: .1rem .8rem; margin-top: .45rem;
  font-size: .86rem; color: #5d6c72; } .effect .counts b { color: #1b2a2f; font-weight: 600; text-align: right; }
.story .quiet a, .story a { color: #0b5d6b; font-weight: 600; }
@media (max-width: 640px) {
  [class*="st-key-counts_"] { grid-template-columns: repeat(2, 1fr); }
  [class*="st-key-counts_"] > div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .st-key-submission_numbers { display: grid !important; grid-template-columns: 1fr 1fr; gap: .5rem 1rem; }
  [class*="st-key-count_"] button { min-height: 4.4rem; }
  .changed dl { grid-template-columns: 1fr; gap: 0 .9rem; } .changed dd { margin-bottom: .3rem !important; }
  .doubt .both { grid-template-columns: 1fr; } .doubt .chance { flex-wrap: wrap; }
  .doubt .chance b { white-space: nowrap; }
}
"""


def apply() -> None:
    """Write the CSS into the page; once a run."""
    st.html(f"<style>{_CSS}</style>")

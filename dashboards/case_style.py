"""Look of the pages of cases: lanes, cards, bars, the path of a case. CSS only."""

from typing import Final

import streamlit as st

__all__ = ["apply"]

_CSS: Final = """
.lanes { display: grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: .8rem;
  align-items: start; }
.lane { background: #f3f6f7; border-radius: .7rem; padding: .6rem .65rem .15rem; }
.lane > b { display: flex; justify-content: space-between; gap: .5rem; font-size: .92rem; }
.lane > b i { font-style: normal; color: #0b5d6b; background: #fff; border-radius: 1rem; padding: 0 .55rem; }
.lane > small { display: block; color: #5d6c72; margin: .1rem 0 .5rem; line-height: 1.35; }
a.card { display: block; background: #fff; border: 1px solid #d5dfe2; border-left: 4px solid #b9cdd2;
  border-radius: .5rem; padding: .45rem .6rem; margin-bottom: .5rem; color: #1b2a2f !important; line-height: 1.4;
  text-decoration: none !important; overflow-wrap: anywhere; }
a.card:hover, a.card:focus-visible { border-color: #0b5d6b; }
a.card b { display: block; font-size: .95rem; } a.card span.at { color: #5d6c72; font-size: .82rem; display: block; }
a.card.mine { border-left-color: #0b5d6b; } a.card.late { border-left-color: #b3402e; background: #fffaf9; }
a.card .mark { font-size: .76rem; }
.bars { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr auto; gap: .4rem .8rem; align-items: center;
  font-size: .9rem; margin: .3rem 0 .8rem; }
.bars .row { display: contents; }
.bars a { color: #0b5d6b; font-weight: 600; text-decoration: none; } .bars a:hover { text-decoration: underline; }
.bars .bar { display: flex; gap: 2px; height: 1.45rem; }
.bars .bar i { font-style: normal; font-size: .76rem; color: #fff; background: #0b5d6b; display: flex;
  align-items: center; justify-content: center; overflow: hidden; border-radius: 3px; min-width: 1.2rem; }
.bars .bar i.s1 { background: #2f7683; } .bars .bar i.s2 { background: #56909b; }
.bars .bar i.s3 { background: #b9cdd2; color: #1b2a2f; } .bars .bar i.late { background: #b3402e; }
.bars .bar i.done { background: #2e7d4f; } .bars .bar i.none { background: #eef3f4; min-width: 0; }
.bars .n { color: #5d6c72; white-space: nowrap; font-variant-numeric: tabular-nums; }
.bars .n em { color: #97321f; font-style: normal; font-weight: 600; }
.path { display: flex; flex-wrap: wrap; gap: .3rem .2rem; align-items: center; margin: .2rem 0 .5rem;
  font-size: .85rem; }
.path span { border-radius: 1rem; padding: .12rem .7rem; background: #e6f0f1; color: #0b5d6b; }
.path span.now { background: #0b5d6b; color: #fff; font-weight: 600; }
.path span.now.late { background: #b3402e; } .path span.now.good { background: #2e7d4f; }
.path span.now.over { background: #5d6c72; } .path i { color: #8fa1a7; font-style: normal; }
.case-head { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }
.case-head b { font-size: 1.3rem; } .case-head .mark { font-size: .85rem; }
ul.lacks { margin: 0 0 .4rem !important; padding-left: 1.1rem !important; color: #5d6c72; font-size: .88rem; }
ul.lacks li { margin: 0 !important; }
.remind { display: flex; flex-wrap: wrap; gap: .4rem; margin-bottom: .3rem; }
.remind a { text-decoration: none !important; }
.remind .mark { display: inline-block; padding: .2rem .8rem; font-size: .88rem; }
[class*="st-key-paper_"] [data-testid="stFileUploaderDropzoneInstructions"]::after {
  content: "hoặc kéo thả tệp vào đây"; }
@media (max-width: 640px) {
  .bars { display: block; } .bars .row { display: flex; flex-wrap: wrap; gap: .1rem .8rem; margin-bottom: .6rem; }
  .bars .row > :first-child { flex: 1; } .bars .bar { order: 2; flex: 1 0 100%; }
  .lanes { grid-template-columns: 1fr; }
}
"""


def apply() -> None:
    """Write the CSS into the page; once a run."""
    st.html(f"<style>{_CSS}</style>")

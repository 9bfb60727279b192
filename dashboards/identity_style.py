"""CSS of the page of possible duplicates, beside that of `dashboards.style`. No words, no logic."""

from typing import Final

import streamlit as st

__all__ = ["apply"]

_CSS: Final = """
.pair { width: 100%; border-collapse: collapse; font-size: .95rem; table-layout: fixed; }
.pair th, .pair td { padding: .34rem .6rem; vertical-align: top; text-align: left; overflow-wrap: anywhere;
  border-bottom: 1px solid #e6ecee; }
.pair thead th { border-bottom: 2px solid #d5dfe2; font-weight: 400; padding-bottom: .5rem; }
.pair thead b { display: block; font-size: 1.08rem; font-weight: 700; }
.pair .field { width: 24%; color: #5d6c72; font-weight: 400; }
.pair thead .field { vertical-align: bottom; font-size: .85rem; }
.pair tr.same td { color: #46545a; }
.pair tr.differs th.field { color: #84500a; font-weight: 600; box-shadow: inset 3px 0 0 #a8650c; }
.pair tr.differs td { background: #fffaf1; color: #1b2a2f; font-weight: 600; }
.pair tr.differs th.field::after { content: "\\00a0≠"; }
.pair td.none { color: #77868b; font-style: italic; font-weight: 400; }
.pair mark { background: #fbdf9f; color: #5a3800; text-decoration: underline; text-decoration-thickness: 2px;
  text-underline-offset: 3px; border-radius: .15rem; padding: 0 1px; font-weight: 700; }
.pair small { display: block; color: #84500a; font-weight: 400; line-height: 1.35; }
.pair tbody.sources td, .pair tbody.sources th { font-size: .84rem; border-bottom: 0; padding-top: .6rem; }
.pair .source { margin-bottom: .4rem; line-height: 1.4; } .pair .source span { display: block; color: #5d6c72; }
.pair .who-now { font-size: .84rem; color: #5d6c72; } .pair a { color: #0b5d6b; font-weight: 600; }
.pair details summary, .one-sided summary { cursor: pointer; color: #0b5d6b; }
.one-sided { margin-top: .4rem; font-size: .9rem; } .one-sided .pair { font-size: .88rem; margin-top: .3rem; }
.verdict { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .8rem; }
.verdict b { font-size: 1.12rem; } .verdict .percent { color: #5d6c72; }
.verdict .meter { flex: 0 1 9rem; min-width: 5rem; height: .6rem; border-radius: .3rem; background: #e3eaec;
  overflow: hidden; }
.verdict .meter i { display: block; height: 100%; background: #0b5d6b; border-radius: .3rem; }
.flag { font-size: .88rem; border-left: 4px solid #a8650c; background: #fdf6ea; padding: .4rem .7rem;
  border-radius: .3rem; margin-top: .5rem; line-height: 1.4; }
.flag.bad { border-left-color: #b3402e; background: #fdf1ef; } .flag.busy { border-left-color: #0b5d6b;
  background: #eef5f6; }
.weights { list-style: none; margin: .2rem 0 0 !important; padding: 0 !important; font-size: .88rem; }
.weights li { margin: 0 0 .5rem !important; padding: 0 !important; line-height: 1.35; }
.weights .track { position: relative; display: block; height: .62rem; margin-top: .15rem; background: #f3f6f7;
  border-radius: .2rem; }
.weights .track::after { content: ""; position: absolute; left: 40%; top: -2px; bottom: -2px; width: 2px;
  background: #5d6c72; }
.weights .track i { position: absolute; top: 0; bottom: 0; min-width: 3px; }
.weights .for i { background: #0b5d6b; border-radius: 0 .2rem .2rem 0; left: 40%; }
.weights .against i { right: 60%; border-radius: .2rem 0 0 .2rem;
  background: repeating-linear-gradient(135deg, #b3402e, #b3402e 4px, #d58a7d 4px, #d58a7d 7px); }
.weights .against { color: #97321f; }
.axis { position: relative; height: 1.3rem; font-size: .8rem; color: #5d6c72; margin-top: .2rem; }
.axis span { position: absolute; left: calc(40% + .5rem); } .axis span.left { left: auto; right: calc(60% + .4rem); }
.earlier { font-size: .85rem; color: #5d6c72; margin-top: .6rem; } .earlier div { margin-top: .15rem; }
.pairs th:first-child { width: 4.5rem; } .pairs .mark { display: inline-block; margin: 0 .3rem .2rem 0; }
.judged b { font-size: 1rem; } .judged .quiet { display: block; line-height: 1.45; }
.judged .mark { margin-right: .5rem; font-size: .88rem; } .judged.back b { color: #77868b; font-weight: 400; }
.rates { display: grid; gap: .7rem; margin-bottom: .4rem; }
.rate { display: grid; grid-template-columns: minmax(12rem, 30%) 7rem 1fr; gap: .2rem 1rem; align-items: center; }
.rate .number { font-size: 1.25rem; font-weight: 700; } .rate.all .number { font-size: 1.9rem; line-height: 1.1; }
.rate .number.unknown { font-size: 1rem; font-weight: 400; color: #5d6c72; }
.rate .track { position: relative; height: 1rem; background: #f3f6f7; border-radius: .25rem; }
.rate .track i { position: absolute; top: 0; bottom: 0; }
.rate .track .band { background: #b9cdd2; top: 30%; bottom: 30%; border: 1px solid #5d6c72; box-sizing: border-box;
  min-width: 3px; }
.rate .track .value { width: 4px; margin-left: -2px; background: #b3402e; border-radius: 2px; }
.rate small { color: #5d6c72; line-height: 1.4; grid-column: 3; }
.legend i.value { background: #b3402e; width: 4px; } .legend i.band { background: #b9cdd2;
  border: 1px solid #5d6c72; }
.splits { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); gap: .8rem; }
.splits > div { border: 1px solid #d5dfe2; border-top: 4px solid #0b5d6b; border-radius: .6rem; padding: .6rem .8rem;
  font-size: .9rem; } .splits > div.new { border-top-color: #a8650c; }
.splits .quiet { display: block; margin-bottom: .35rem; }
.differing { margin: -.4rem 0 .5rem 1.9rem; font-size: .86rem; color: #46545a; line-height: 1.5; }
.differing b { font-weight: 400; color: #77868b; } .differing span { margin-right: .9rem; }
.differing .quiet { display: block; }
.st-key-verdicts button { min-height: 3rem; }
.st-key-pair_bar [data-testid="stMarkdown"] { white-space: nowrap; }
.st-key-pair_bar > div:has([data-testid="stTextInput"]) { min-width: 15rem; }
@media (max-width: 640px) {
  .pair { font-size: .88rem; } .pair th, .pair td { padding: .3rem .3rem; }
  .pair tbody tr.same, .pair tbody tr.differs, .pair tbody tr.one { display: grid; grid-template-columns: 1fr 1fr; }
  .pair tbody .field { grid-column: 1 / -1; width: auto; border-bottom: 0; padding-bottom: 0; font-size: .8rem; }
  .pair thead tr, .pair tbody.sources tr { display: grid; grid-template-columns: 1fr 1fr; }
  .pair thead .field, .pair tbody.sources .field { display: none; }
  .rate { grid-template-columns: 1fr auto; } .rate .track { grid-column: 1 / -1; }
  .rate small { grid-column: 1 / -1; }
  .st-key-verdicts { gap: .4rem; }
}
"""


def apply() -> None:
    """Write the CSS into the page; once a run."""
    st.html(f"<style>{_CSS}</style>")

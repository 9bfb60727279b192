"""CSS of the overview: cards, lines, heat table, and how the page prints. The only module that writes it."""

from typing import Final

import streamlit as st

__all__ = ["apply"]

_CARDS: Final = """
.kpis { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1.1rem; }
.kpi { border: 1px solid #d5dfe2; border-radius: .8rem; padding: 1rem 1.2rem .8rem; background: #fff; }
.kpi h2 { font-size: .95rem !important; margin: 0 !important; font-weight: 600; line-height: 1.35;
  padding: 0 !important;
  min-height: 2.6rem;
  color: #1b2a2f; }
.kpi .top { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: .2rem .8rem; }
.kpi .value { font-size: 2.6rem; line-height: 1.15; font-weight: 700; letter-spacing: -.02em;
  font-variant-numeric: tabular-nums; }
.kpi p { margin: .35rem 0 0 !important; font-size: .86rem; color: #46545a; }
.kpi .gap { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; }
.kpi .gap b { font-size: 1.02rem; color: #1b2a2f; }
.kpi .inner { color: #5d6c72; }
.state { display: inline-flex; align-items: center; gap: .4rem; font-weight: 600; font-size: .88rem;
  white-space: nowrap; }
.state i { display: inline-grid; place-items: center; width: 1.25rem; height: 1.25rem; border-radius: 50%;
  font-style: normal; font-size: .8rem; font-weight: 700; color: #fff; background: #5d6c72; flex: none; }
.state.good { color: #0b5d6b; } .state.good i { background: #0b5d6b; }
.state.calm { color: #0b5d6b; } .state.calm i { background: #fff; color: #0b5d6b;
  box-shadow: inset 0 0 0 2px #0b5d6b; }
.state.late { color: #84500a; } .state.late i { background: #a8650c; border-radius: .25rem; }
.state.none { color: #5d6c72; font-weight: 400; white-space: normal; }
.state.none i { background: #fff; color: #5d6c72; box-shadow: inset 0 0 0 1px #a9b5b9; }
.bar { position: relative; height: .8rem; border-radius: .3rem; background: #edf1f2; margin: .35rem 0 .3rem; }
.bar i { position: absolute; top: 0; bottom: 0; } .bar .now { left: 0; border-radius: .3rem 0 0 .3rem;
  background: #5d6c72; }
.bar.good .now, .bar.calm .now { background: #0b5d6b; } .bar.late .now { background: #c98a2b; }
.bar .band { top: 28%; bottom: 28%; background: rgba(185,205,210,.9); border: 1px solid #5d6c72; border-radius: 2px; }
.bar .aim { top: -.25rem; bottom: -.25rem; width: 3px; margin-left: -1.5px; background: #1b2a2f; border-radius: 2px; }
.bar.empty { background: repeating-linear-gradient(135deg, #f7f9f9, #f7f9f9 5px, #e9eef0 5px, #e9eef0 8px); }
.past { display: flex; align-items: center; gap: .5rem; min-height: 1.7rem; } .past small { color: #5d6c72;
  font-size: .8rem; }
.spark { flex: none; }
.how { margin-top: .25rem; font-size: .86rem; } .how summary { cursor: pointer; color: #0b5d6b; width: max-content; }
.how p { margin: .4rem 0 0 !important; } .how b { display: block; margin-top: .5rem; }
.how ul { margin: .15rem 0 0 !important; padding-left: 1.1rem !important; } .how li { font-size: .86rem; }
.lines { border-top: 1px solid #d5dfe2; }
.line { display: grid; grid-template-columns: minmax(13rem, 5fr) 4.6rem minmax(10rem, 4fr) minmax(9rem,
  3fr) minmax(8rem, 3fr);
  gap: .2rem 1.1rem; align-items: start; padding: .5rem 0; border-bottom: 1px solid #e6ecee; }
.line h3 { font-size: .92rem !important; margin: 0 !important; font-weight: 600; padding: 0 !important;
  line-height: 1.35; }
.line.part h3 { font-weight: 400; } .line.part .name { padding-left: 1rem; border-left: 2px solid #d5dfe2; }
.line .value { font-size: 1.12rem; text-align: right; font-variant-numeric: tabular-nums; }
.line small { color: #5d6c72; font-size: .8rem; line-height: 1.4; display: block; }
.line .why { grid-column: 2 / -1; margin: 0 !important; color: #5d6c72; font-size: .88rem; }
.line .how { margin-top: 0; font-size: .8rem; }
.line .how .quiet { font-size: .82rem; }
.tiles-key { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1rem; font-size: .82rem;
  color: #46545a; }
.tiles-key .ramp { display: inline-block; width: 8rem; height: .8rem; border-radius: 2px; vertical-align: -2px;
  margin: 0 .4rem; }
.tiles-key .hatch, .heat td.hid { background: repeating-linear-gradient(135deg, #fff, #fff 4px, #d5dcdf 4px,
  #d5dcdf 6px); }
.tiles-key i { display: inline-block; width: .9rem; height: .9rem; border: 1px solid #c3cfd3; border-radius: 2px;
  margin-right: .35rem; vertical-align: -2px; }
.heat { border-collapse: separate; border-spacing: 3px; font-size: .86rem; width: 100%; }
.heat th { font-weight: 600; color: #46545a; vertical-align: bottom; padding: .2rem .3rem; line-height: 1.25; }
.heat thead th { font-size: .78rem; text-align: center; min-width: 5.2rem; }
.heat thead th:first-child, .heat tbody th { text-align: left; min-width: 11rem; max-width: 18rem; font-weight: 400;
  color: #1b2a2f; position: sticky; left: 0; background: #fff;
  vertical-align: middle; }
.heat td { text-align: center; padding: .3rem; border-radius: .3rem; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.heat td small { display: block; font-size: .72rem; opacity: .85; }
.heat td.none { color: #77868b; background: #f7f9f9; } .heat td.hid { color: #5d6c72; font-size: .76rem; }
@media screen and (max-width: 900px) {
  .line { grid-template-columns: 1fr 1fr; } .line .name { grid-column: 1 / -1; }
  .line .value { text-align: left; font-size: 1.3rem; grid-column: 1; } .line .say { grid-column: 2; grid-row: 2; }
  .line .mid, .line .past, .line .why { grid-column: 1 / -1; }
}
@media (max-width: 640px) {
  .st-key-overview_head h1 { font-size: 1.2rem !important; padding: 0 !important; }
  .heat thead th:first-child, .heat tbody th { min-width: 8rem; font-size: .8rem; }
  .kpis { gap: .6rem; } .kpi { padding: .65rem .85rem .5rem; }
  .kpi h2 { font-size: .88rem !important; min-height: 0; } .kpi .value { font-size: 2rem; }
  .kpi p { font-size: .82rem; margin-top: .15rem !important; } .kpi .how { font-size: .82rem; margin-top: 0; }
  .line .bar.empty, .line .past:empty { display: none; }
  .st-key-map_chart .barlayer text { display: none; }
}
@media print {
  .line { grid-template-columns: 5fr 3.6rem 4fr 4fr 3fr; padding: .3rem 0; gap: .2rem .6rem; }
  .line h3 { font-size: .8rem !important; } .how:not([open]), [data-testid="stDateInput"] { display: none; }
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stBaseButton-secondary"], .stDownloadButton,
  .st-key-overview_section, .st-key-overview_tools, .modebar { display: none !important; }
  .block-container { max-width: none !important; padding: 0 !important; }
  .kpi, .line, .heat tr { break-inside: avoid; } .sheet, .picture { overflow: visible !important;
  max-height: none !important; }
  .bar, .bar i, .heat td, .state i, .tiles-key i { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def apply() -> None:
    """Write the CSS into the page; once a run of the overview."""
    st.html(f"<style>{_CARDS}</style>")

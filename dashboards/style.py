"""Look of the app: theme options for the server and one block of CSS. The only place that writes CSS."""

from typing import Final

import streamlit as st

__all__ = ["PALETTE", "THEME_OPTIONS", "apply"]

PALETTE: Final = {
    "primary": "#0b5d6b",
    "accent": "#c8811a",
    "good": "#2e7d4f",
    "bad": "#b3402e",
    "muted": "#6b7a80",
    "pale": "#e6f0f1",
    "women": "#a3486f",
    "minority": "#5b4b9a",
}
"""Colours of text, charts and states; each has at least 4.5:1 contrast on white."""

THEME_OPTIONS: Final = {
    "theme.base": "light",
    "theme.primaryColor": PALETTE["primary"],
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f3f6f7",
    "theme.textColor": "#1b2a2f",
    "theme.font": "sans-serif",
}

# Streamlit's own English words are replaced by ours where CSS can reach them.
_CSS: Final = """
<style>
.block-container { padding-top: 3.2rem; padding-bottom: 3rem; max-width: 1320px; }
h1 { font-size: 1.7rem !important; padding-bottom: .4rem !important; }
h2 { font-size: 1.25rem !important; }
h3 { font-size: 1.05rem !important; }
[data-testid="stMetricValue"] { font-size: 1.9rem; }
[data-testid="stToolbar"] [data-testid="stAppDeployButton"], [data-testid="stMainMenu"], footer { display: none; }
[data-testid="stFileUploaderDropzone"] button { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button::after { content: "Chọn tệp"; font-size: .9rem; }
[data-testid="stFileUploaderDropzoneInstructions"] { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"] * { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"]::after {
  content: "Kéo thả tệp Excel hoặc CSV vào đây (tối đa 20 MB)"; font-size: .9rem; color: #6b7a80; }
@media (max-width: 640px) {
  .block-container { padding-left: .8rem; padding-right: .8rem; padding-top: 3rem; }
  h1 { font-size: 1.35rem !important; }
}
</style>
"""


def apply() -> None:
    """Write the CSS into the page; once a run."""
    st.html(_CSS)

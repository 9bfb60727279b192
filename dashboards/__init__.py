"""The web app: Streamlit pages over the registry. Views are thin; rights are enforced below them."""

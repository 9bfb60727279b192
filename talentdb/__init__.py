"""The registry: what is true about people, and who may see it. Knows nothing of Excel or Streamlit."""

__version__ = "0.1.0"

__all__ = ["__version__"]

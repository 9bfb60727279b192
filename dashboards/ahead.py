"""What the first page of a server would wait for, done before the server says that it is ready: the modules of all
pages with the libraries behind them, and the plans; what then is there stays. Knows no page and reads no table.
"""

import gc
from importlib import import_module
from pkgutil import iter_modules

import dashboards
from talentdb.plans import list_plans, load_plan

__all__ = ["import_pages"]

# Commands and the demo are of the shell; pages themselves are scripts, which run when they are opened.
_OF_THE_SHELL = ("cli", "check", "demo", "views", "app")


def import_pages() -> None:
    """Import what pages import: pandas, plotly and the drawing of networks take seconds, and no reader should wait
    for them one after another."""
    for one in iter_modules(dashboards.__path__):
        if not one.name.startswith(_OF_THE_SHELL):
            import_module(f"dashboards.{one.name}")
    for code in list_plans():
        load_plan(code)
    # Modules are never garbage: the collector need not walk their million objects again and again while pages wait.
    gc.collect()
    gc.freeze()

"""One peer over one CSV, as JSON: {peer, seconds, cpu_seconds, megabytes}; null where the peer is not installed.

Usage: peers.py pandas|polars|ydata-minimal|ydata-full FILE.csv
"""

import importlib.util
import json
import resource
import sys
import time

PEER, PATH = sys.argv[1], sys.argv[2]
MODULES = {"pandas": ["pandas"], "polars": ["polars"]}
YDATA = ("ydata_profiling", "data_profiling")


def pandas_figures() -> None:
    import pandas as pd

    frame = pd.read_csv(PATH)
    frame.describe(include="all")
    frame.nunique()
    frame.corr(numeric_only=True)
    frame.duplicated().sum()


def polars_figures() -> None:
    import polars as pl

    frame = pl.read_csv(PATH, try_parse_dates=True)
    frame.describe()
    frame.select(pl.all().n_unique())
    frame.select(pl.selectors.numeric().fill_null(strategy="mean")).corr()
    frame.is_duplicated().sum()


def ydata_report(minimal: bool) -> None:
    import pandas as pd

    module = importlib.import_module(ydata_module())
    report = module.ProfileReport(pd.read_csv(PATH), minimal=minimal, progress_bar=False)
    report.to_html()


def ydata_module() -> str:
    return next((name for name in YDATA if importlib.util.find_spec(name)), "")


def is_installed() -> bool:
    if PEER.startswith("ydata"):
        return ydata_module() != ""
    return all(importlib.util.find_spec(name) for name in MODULES[PEER])


def main() -> None:
    if not is_installed():
        print("null")
        return
    started = time.perf_counter()
    {
        "pandas": pandas_figures,
        "polars": polars_figures,
        "ydata-minimal": lambda: ydata_report(True),
        "ydata-full": lambda: ydata_report(False),
    }[PEER]()
    seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_SELF)
    megabytes = usage.ru_maxrss / 1000
    cpu_seconds = usage.ru_utime + usage.ru_stime
    print(json.dumps({"peer": PEER, "seconds": seconds, "cpu_seconds": cpu_seconds, "megabytes": megabytes}))


main()

"""One peer over one CSV, as JSON: {peer, seconds, megabytes}; null where the peer is not installed.

Usage: peers.py pandas|ydata-minimal FILE.csv
"""

import importlib.util
import json
import resource
import sys
import time

PEER, PATH = sys.argv[1], sys.argv[2]


def pandas_figures() -> None:
    import pandas as pd

    frame = pd.read_csv(PATH)
    frame.describe(include="all")
    frame.nunique()
    frame.corr(numeric_only=True)
    frame.duplicated().sum()


def ydata_minimal() -> None:
    import pandas as pd
    from ydata_profiling import ProfileReport

    ProfileReport(pd.read_csv(PATH), minimal=True, progress_bar=False).to_html()


def main() -> None:
    if PEER == "ydata-minimal" and importlib.util.find_spec("ydata_profiling") is None:
        print("null")
        return
    started = time.perf_counter()
    if PEER == "pandas":
        pandas_figures()
    else:
        ydata_minimal()
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"peer": PEER, "seconds": seconds, "megabytes": megabytes}))


main()

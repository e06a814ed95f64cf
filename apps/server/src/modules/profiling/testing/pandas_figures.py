"""Generates a table and computes its figures with pandas, independently of the profiler.

Usage: pandas_figures.py OUT.parquet > figures.json
"""

import json
import sys
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 40_000
QUANTILES = {"p01": 0.01, "p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95, "p99": 0.99}


def make_table() -> pa.Table:
    rng = np.random.default_rng(11)
    price = rng.lognormal(3, 1, ROWS)
    with_gaps = rng.normal(0, 1, ROWS)
    missing = rng.random(ROWS) < 0.2
    special = rng.normal(5, 2, ROWS)
    special[:7] = np.nan
    special[7:10] = np.inf
    special[10] = -np.inf
    days = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 1500, ROWS), unit="D")
    instants = pd.Timestamp("2021-03-04") + pd.to_timedelta(rng.integers(0, 10**14, ROWS), unit="us")
    columns = {
        "number": pa.array(np.arange(1, ROWS + 1)),
        "small": pa.array(rng.integers(-5, 12, ROWS).astype("int32")),
        "large": pa.array(rng.integers(2**60, 2**62, ROWS)),
        "money": pa.array([Decimal(f"{v:.2f}") for v in price], pa.decimal128(18, 2)),
        "normal": pa.array(with_gaps, mask=missing),
        "special": pa.array(special, from_pandas=False),
        "far": pa.array(1e9 + rng.random(ROWS)),
        "falling": pa.array(-np.arange(ROWS) / 8, mask=missing),
        "same": pa.array(np.full(ROWS, 4.25)),
        "category": pa.array(rng.choice(["São Paulo", "Rio", "Belém ", " Natal", ""], ROWS, p=[0.6, 0.2, 0.1, 0.06, 0.04])),
        "code": pa.array([f"{v:05d}-{chr(65 + v % 26)}" for v in rng.integers(0, 99999, ROWS)]),
        "day": pa.array(days.date, mask=rng.random(ROWS) < 0.01),
        "instant": pa.array(instants.to_numpy().astype("datetime64[us]")),
        "flag": pa.array(rng.random(ROWS) < 0.3),
    }
    table = pa.table(columns)
    repeated = rng.integers(0, ROWS, 200)
    return pa.concat_tables([table, table.take(repeated)])


def number_figures(values: pd.Series, edges: list[float]) -> dict:
    floats = values.astype("float64")
    finite = floats[np.isfinite(floats)]
    quantiles = {name: float(finite.quantile(share)) for name, share in QUANTILES.items()}
    low, high = quantiles["p25"], quantiles["p75"]
    margin = 1.5 * (high - low)
    deviation = float(finite.std())
    far = (finite - finite.mean()).abs() > 3 * deviation
    return {
        "mean": float(finite.mean()),
        "standard_deviation": deviation,
        "variance": float(finite.var()),
        "skewness": float(finite.skew()),
        "kurtosis": float(finite.kurt()),
        "quantiles": quantiles,
        "infinities": int(np.isinf(floats).sum()),
        "nans": int(np.isnan(floats).sum()),
        "zeros": int((floats == 0).sum()),
        "negatives": int((floats < 0).sum()),
        "outliers_iqr": int(((finite < low - margin) | (finite > high + margin)).sum()),
        "outliers_z": int(far.sum()) if deviation > 0 else 0,
        "min": str(values[np.isfinite(floats)].min()),
        "max": str(values[np.isfinite(floats)].max()),
        "increasing": bool(floats.dropna().is_monotonic_increasing),
        "decreasing": bool(floats.dropna().is_monotonic_decreasing),
        "histogram": np.histogram(finite, bins=edges)[0].tolist() if edges[0] < edges[-1] else [len(finite)],
    }


def text_figures(values: pd.Series) -> dict:
    return {
        "length_min": int(values.str.len().min()),
        "length_max": int(values.str.len().max()),
        "length_mean": float(values.str.len().mean()),
        "blank": int((values.str.strip() == "").sum()),
        "padded": int(((values.str.strip() != values) & (values != "")).sum()),
    }


def date_figures(values: pd.Series) -> dict:
    dates = pd.to_datetime(values)
    span = (dates.max().normalize() - dates.min().normalize()).days + 1
    return {
        "min": dates.min().isoformat(),
        "max": dates.max().isoformat(),
        "gap_days": int(span - dates.dt.normalize().nunique()),
        "weekdays": [int((dates.dt.weekday == day).sum()) for day in range(7)],
        "months": [int((dates.dt.month == month).sum()) for month in range(1, 13)],
    }


def main() -> None:
    path, edges_path = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else None)
    if edges_path is None:
        pq.write_table(make_table(), path, row_group_size=10_000)
        return
    with open(edges_path, encoding="utf-8") as file:
        edges = json.load(file)
    table = pq.read_table(path)
    figures = {}
    for name in table.column_names:
        column = table.column(name)
        present = column.drop_null().to_pandas()
        counts = present.value_counts()
        found = {"count": len(present), "missing": column.null_count, "distinct": len(set(present.tolist())) if name != "special" else None}
        found["top"] = sorted((int(n) for n in counts.tolist()), reverse=True)[:20]
        if name in edges:
            found["number"] = number_figures(present, edges[name])
        elif pa.types.is_string(column.type):
            found["text"] = text_figures(present)
        elif name in ("day", "instant"):
            found["date"] = date_figures(present)
        figures[name] = found
    frame = table.to_pandas()
    numeric = frame[["small", "large", "money", "normal", "far", "falling"]].astype("float64")
    result = {
        "rows": table.num_rows,
        "duplicate_rows": int(frame.duplicated().sum()),
        "columns": figures,
        "pearson": numeric.corr().to_numpy().tolist(),
        "spearman": numeric.corr(method="spearman").to_numpy().tolist(),
        "numeric": list(numeric.columns),
    }
    json.dump(result, sys.stdout)


main()

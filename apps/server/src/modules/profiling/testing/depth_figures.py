"""Generates a table, and computes what the deep profile claims with pandas, SciPy and statsmodels.

Usage: depth_figures.py make OUT.parquet | depth_figures.py figures IN.parquet > figures.json

Definitions that differ between libraries: quantiles and MAD by linear interpolation (type 7, pandas' default); MAD not
scaled; Cramér's V with Bergsma's correction; strengths from the classical decomposition (two-sided moving average).
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.tsa.seasonal import seasonal_decompose
from statsmodels.tsa.stattools import kpss

ROWS = 20_000
NUMBERS = ["units", "price", "noise", "signal"]
CATEGORIES = ["shop", "town", "state"]


def make(path: str) -> None:
    rng = np.random.default_rng(5)
    start = pd.Timestamp("2015-01-01")
    day = np.sort(rng.integers(0, 6 * 365, ROWS))
    month = (start + pd.to_timedelta(day, unit="D")).month.to_numpy()
    town = rng.choice([f"town {i}" for i in range(30)], ROWS)
    number = pd.Series(town).str.slice(5).astype(int).to_numpy()
    noise = rng.normal(0, 1, ROWS)
    units = rng.poisson(6, ROWS)
    frame = pd.DataFrame(
        {
            "order": rng.permutation(ROWS) * 3 + 11,
            "at": start + pd.to_timedelta(day, unit="D") + pd.to_timedelta(rng.integers(0, 86_400, ROWS), unit="s"),
            "units": units.astype("int64"),
            "price": np.round(rng.lognormal(3, 0.7, ROWS) * (1 + 0.5 * np.sin(month / 12 * 2 * np.pi)), 4),
            "noise": np.where(rng.random(ROWS) < 0.1, np.nan, noise),
            "signal": noise * 2 + rng.normal(0, 0.7, ROWS) + (number % 4),
            "shop": rng.choice(["north", "south", "Éast", "west side"], ROWS, p=[0.5, 0.3, 0.15, 0.05]),
            "town": town,
            "state": np.array([f"state {n % 7}" for n in number]),
            "note": np.where(rng.random(ROWS) < 0.3, None, "seen by Ana; ção 2×"),
        }
    )
    frame.loc[frame["noise"].isna() & (rng.random(ROWS) < 0.5), "note"] = None
    broken = rng.choice(ROWS, 12, replace=False)
    frame.loc[broken, "state"] = "state 9"
    frame["units_again"] = frame["units"] * 12.5 + 3
    frame.to_parquet(path, index=False, coerce_timestamps="us")


def column_figures(frame: pd.DataFrame) -> dict:
    found = {}
    for name in NUMBERS:
        values = frame[name].dropna().astype(float)
        counts = values.value_counts().sort_index()
        found[name] = {
            "range": values.max() - values.min(),
            "cv": values.std() / abs(values.mean()),
            "mad": (values - values.median()).abs().median(),
            "smallest": [[float(v), int(n)] for v, n in counts.head(5).items()],
            "largest": [[float(v), int(n)] for v, n in counts.tail(5)[::-1].items()],
        }
    for name in [*CATEGORIES, "units"]:
        counts = frame[name].dropna().value_counts().to_numpy()
        found.setdefault(name, {}).update(
            entropy=stats.entropy(counts, base=2),
            imbalance=1 - stats.entropy(counts, base=2) / np.log2(len(counts)),
            uniform_p=stats.chisquare(counts).pvalue,
        )
    for name in ["shop", "note"]:
        text = frame[name].dropna()
        everything = "".join(text)
        found.setdefault(name, {}).update(
            words=int(text.str.split().str.len().sum()),
            total=len(everything),
            letters=sum(c.isalpha() for c in everything),
            digits=sum(c.isdigit() for c in everything),
            spaces=everything.count(" "),
        )
    days = pd.DatetimeIndex(sorted(frame["at"].dt.normalize().unique()))
    holes = pd.Series(days[1:] - days[:-1]).dt.days - 1
    found["at"] = {
        "hours": [int((frame["at"].dt.hour == h).sum()) for h in range(24)],
        "longest_gap": int(holes.max()),
        "gap_days": int(holes.sum()),
    }
    return found


def cramers_v(a: pd.Series, b: pd.Series) -> float:
    table = pd.crosstab(a, b).to_numpy()
    n = table.sum()
    chi2 = stats.chi2_contingency(table, correction=False)[0]
    rows, columns = table.shape
    phi2 = max(0.0, chi2 / n - (rows - 1) * (columns - 1) / (n - 1))
    least = min(rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1)) - 1
    return min(1.0, float(np.sqrt(phi2 / least)))


def correlation_ratio(group: pd.Series, value: pd.Series) -> float:
    both = pd.DataFrame({"g": group, "v": value}).dropna()
    means = both.groupby("g")["v"].transform("mean")
    return float(np.sqrt(((means - both["v"].mean()) ** 2).sum() / ((both["v"] - both["v"].mean()) ** 2).sum()))


def relations(frame: pd.DataFrame) -> dict:
    def violations(left: list[str], right: str) -> int:
        counts = frame.dropna(subset=left).groupby([*left, right], dropna=False).size()
        return int(counts.sum() - counts.groupby(level=list(range(len(left)))).max().sum())

    missing = frame[["note", "noise"]].isna()
    return {
        "spearman": frame[NUMBERS].corr(method="spearman").to_numpy().tolist(),
        "cramers_v": [[cramers_v(frame[a], frame[b]) if a != b else 1 for b in CATEGORIES] for a in CATEGORIES],
        "eta": [[correlation_ratio(frame[c], frame[n]) for n in NUMBERS] for c in CATEGORIES],
        "missing_together": [[int((missing[a] & missing[b]).sum()) for b in missing] for a in missing],
        "town_to_state": violations(["town"], "state"),
        "units_again_differs": int((~np.isclose(frame["units"] * 12.5 + 3, frame["units_again"])).sum()),
    }


def strength(rest: pd.Series, other: pd.Series) -> float:
    return max(0.0, 1 - rest.var(ddof=0) / (rest + other).var(ddof=0))


def series(frame: pd.DataFrame) -> dict:
    by_month = frame.set_index("at").resample("MS")
    found = {}
    for name, values in {"count": by_month.size(), "noise": by_month["noise"].sum(), "price": by_month["price"].mean()}.items():
        whole = values if name == "price" else values.iloc[1:-1]
        parts = seasonal_decompose(whole.astype(float), model="additive", period=12)
        inner = parts.resid.dropna().index
        rest, trend, seasonal = parts.resid[inner], parts.trend[inner], parts.seasonal[inner]
        found[name] = {
            "values": values.astype(float).tolist(),
            "slope": float(np.polyfit(np.arange(len(whole)), whole.astype(float), 1)[0]),
            "kpss": float(kpss(whole.astype(float), regression="c", nlags="legacy")[0]),
            "trend_strength": strength(rest, trend),
            "seasonal_strength": strength(rest, seasonal),
        }
    return found


def main() -> None:
    command, path = sys.argv[1:3]
    if command == "make":
        make(path)
        return
    frame = pd.read_parquet(path)
    result = {"columns": column_figures(frame), "relations": relations(frame), "series": series(frame)}
    json.dump(result, sys.stdout)


main()

"""Makes two tables and compares them with pandas and SciPy, independently of the comparer.

Usage: compare_figures.py FOLDER > figures.json    (writes FOLDER/base.parquet and FOLDER/current.parquet)
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy import stats

ROWS = 20_000
KEY = "contrato"


def make_base(rng: np.random.Generator) -> pd.DataFrame:
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 300, ROWS), unit="D")
    valor = np.round(rng.lognormal(4, 1, ROWS), 2)
    valor[rng.random(ROWS) < 0.05] = np.nan
    return pd.DataFrame(
        {
            "linha": np.arange(ROWS),
            KEY: rng.permutation(ROWS) + 100_000,
            "valor": valor,
            "uf": rng.choice(["SP", "RJ", "MG", "RS", None], ROWS, p=[0.4, 0.2, 0.2, 0.1, 0.1]),
            "dia": days.values.astype("datetime64[us]"),
            "nome_cliente": [f"cliente {i}" for i in rng.integers(0, 5000, ROWS)],
            "quantidade": rng.integers(0, 20, ROWS),
            "so_na_base": rng.integers(0, 3, ROWS),
        }
    )


def make_current(base: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Rows removed, added, changed and repeated; a column renamed, one retyped, a running number given anew."""
    kept = base[rng.random(len(base)) > 0.03].copy()
    changed = rng.random(len(kept)) < 0.1
    kept.loc[changed, "valor"] = np.round(kept.loc[changed, "valor"] * 1.5, 2)
    kept.loc[rng.random(len(kept)) < 0.02, "uf"] = "BA"
    kept.loc[rng.random(len(kept)) < 0.01, "uf"] = None
    added = make_base(rng).head(700).copy()
    added[KEY] = np.arange(700) + 500_000
    repeated = kept.sample(12, random_state=5)
    current = pd.concat([kept, added, repeated], ignore_index=True).sample(frac=1, random_state=9)
    current = current.drop(columns="so_na_base").rename(columns={"nome_cliente": "cliente"})
    current["linha"] = np.arange(len(current))
    current["quantidade"] = current["quantidade"].astype("float64")
    current["canal"] = "web"
    return current.reset_index(drop=True)


def index_of(p: np.ndarray, q: np.ndarray) -> float:
    p, q = np.maximum(p, 1e-4), np.maximum(q, 1e-4)
    return float(np.sum((q - p) * np.log(q / p)))


def line_figures(base: pd.Series, current: pd.Series) -> dict:
    a, b = np.sort(base.dropna().to_numpy(float)), np.sort(current.dropna().to_numpy(float))
    edges = np.unique([np.quantile(a, j / 10, method="inverted_cdf") for j in range(1, 10)])
    shares = [np.bincount(np.searchsorted(edges, side, side="left"), minlength=len(edges) + 1) / len(side) for side in (a, b)]
    ks = stats.ks_2samp(a, b, method="asymp")
    return {
        "psi": index_of(*shares),
        "bins": [list(map(float, side)) for side in shares],
        "ks": float(ks.statistic),
        "p": float(ks.pvalue),
        "means": [float(a.mean()), float(b.mean())],
    }


def category_figures(base: pd.Series, current: pd.Series) -> dict:
    a, b = base.dropna().value_counts(), current.dropna().value_counts()
    both = pd.DataFrame({"a": a, "b": b}).fillna(0)
    shares = both / both.sum()
    named = a.index
    rest = shares.drop(named)
    p = np.append(shares.loc[named, "a"], rest["a"].sum())
    q = np.append(shares.loc[named, "b"], rest["b"].sum())
    if rest.empty:
        p, q = p[:-1], q[:-1]
    test = stats.chi2_contingency(both.T.to_numpy(), correction=False)
    return {
        "psi": index_of(p, q),
        "variation": float(abs(shares["a"] - shares["b"]).sum() / 2),
        "chi_square": float(test.statistic),
        "p": float(test.pvalue),
        "new": [int((both["a"] == 0).sum()), int(both.loc[both["a"] == 0, "b"].sum())],
        "vanished": [int((both["b"] == 0).sum()), int(both.loc[both["b"] == 0, "a"].sum())],
    }


def variation(base: pd.Series, current: pd.Series) -> float:
    both = pd.DataFrame({"a": base.value_counts(normalize=True), "b": current.value_counts(normalize=True)}).fillna(0)
    return float(abs(both["a"] - both["b"]).sum() / 2)


def keyed_figures(base: pd.DataFrame, current: pd.DataFrame) -> dict:
    columns = ["linha", "valor", "uf", "dia", "nome_cliente", "quantidade"]
    current = current.rename(columns={"cliente": "nome_cliente"})
    twice = set(base[KEY][base[KEY].duplicated(keep=False)]) | set(current[KEY][current[KEY].duplicated(keep=False)])
    rows_twice = [int(side[KEY].isin(twice).sum()) for side in (base, current)]
    a, b = (side[~side[KEY].isin(twice)].set_index(KEY)[columns] for side in (base, current))
    shared = a.index.intersection(b.index)
    x, y = a.loc[shared], b.loc[shared]
    cells = {c: int((~((x[c] == y[c]) | (x[c].isna() & y[c].isna()))).sum()) for c in columns}
    differs = pd.concat([~((x[c] == y[c]) | (x[c].isna() & y[c].isna())) for c in columns], axis=1).any(axis=1)
    return {
        "added": len(b.index.difference(a.index)),
        "removed": len(a.index.difference(b.index)),
        "changed": int(differs.sum()),
        "unchanged": int((~differs).sum()),
        "cells": cells,
        "keys_twice": len(twice),
        "rows_twice": rows_twice,
    }


def content_figures(base: pd.DataFrame, current: pd.DataFrame) -> dict:
    columns = ["uf", "quantidade"]
    counts = [side.assign(quantidade=side["quantidade"].astype(float))[columns].fillna("-").value_counts() for side in (base, current)]
    both = pd.DataFrame({"a": counts[0], "b": counts[1]}).fillna(0).astype(int)
    return {
        "added": int((both["b"] - both["a"]).clip(lower=0).sum()),
        "removed": int((both["a"] - both["b"]).clip(lower=0).sum()),
        "unchanged": int(both.min(axis=1).sum()),
    }


def main() -> None:
    folder = sys.argv[1]
    rng = np.random.default_rng(20)
    base = make_base(rng)
    current = make_current(base, rng)
    base.to_parquet(f"{folder}/base.parquet")
    current.to_parquet(f"{folder}/current.parquet")
    base[["uf", "quantidade"]].to_parquet(f"{folder}/base_content.parquet")
    current[["uf", "quantidade"]].to_parquet(f"{folder}/current_content.parquet")
    figures = {
        "rows": [len(base), len(current)],
        "valor": line_figures(base["valor"], current["valor"]),
        "quantidade": line_figures(base["quantidade"], current["quantidade"]),
        "dia": line_figures(base["dia"].astype("int64") / 86_400e6, current["dia"].astype("int64") / 86_400e6),
        "uf": category_figures(base["uf"], current["uf"]),
        "name_variation": variation(base["nome_cliente"], current["cliente"]),
        "missing": [float(base["uf"].isna().mean()), float(current["uf"].isna().mean())],
        "keyed": keyed_figures(base, current),
        "content": content_figures(base, current),
    }
    json.dump(figures, sys.stdout)


main()

"""The worker's reading and writing of values; isolation is tested where the process is started."""

import datetime
import decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sandbox.worker import as_result, cell, evaluate, load_table


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "t.parquet"
    columns = {
        "n": pa.array([1, None, 2**53 + 1], pa.int64()),
        "small": pa.array([1, 2, None], pa.int16()),
        "price": pa.array([decimal.Decimal("1.10"), None, decimal.Decimal("2.20")]),
        "day": pa.array([datetime.date(2024, 12, 31), None, datetime.date(2024, 1, 1)]),
        "ok": pa.array([True, None, False]),
        "uf": pa.array(["SP", None, "RJ"]),
    }
    pq.write_table(pa.table(columns), path)
    return str(path)


def test_integers_stay_exact_beside_nulls(table: str) -> None:
    rows = as_result(load_table(table, ["n", "small"]), 10)["rows"]
    assert rows == [[1, 1], [None, 2], [str(2**53 + 1), None]]


def test_decimals_dates_and_booleans_have_pandas_types(table: str) -> None:
    frame = load_table(table, ["price", "day", "ok", "uf"])
    assert frame["price"].sum() == pytest.approx(3.3)
    assert frame["day"].dt.year.max() == 2024
    assert as_result(frame.tail(1), 10)["rows"] == [[2.2, "2024-01-01T00:00:00", False, "RJ"]]


def test_a_named_index_becomes_columns() -> None:
    frame = pd.DataFrame({"uf": ["SP", "SP", "RJ"], "v": [1, 2, 3]})
    result = as_result(evaluate('t.groupby("uf")["v"].sum()', {"t": frame}), 10)
    assert [column["name"] for column in result["columns"]] == ["uf", "v"]
    assert result["rows"] == [["RJ", 3], ["SP", 3]]


def test_a_result_is_cut_and_counted() -> None:
    result = as_result(pd.DataFrame({"v": range(5)}), 2)
    assert (len(result["rows"]), result["row_count"], result["truncated"]) == (2, 5, True)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, pd.NaT, pd.NA, decimal.Decimal("NaN")])
def test_what_json_cannot_hold_is_null(value: object) -> None:
    assert cell(value) is None

"""The worker's reading and writing of values; isolation is tested where the process is started."""

import ast
import datetime
import decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sandbox.calculation import answer
from sandbox.results import as_result, cell
from sandbox.static_check import refusals
from sandbox.tables import load_table, named_columns


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
    result = as_result(frame.groupby("uf")["v"].sum(), 10)
    assert [column["name"] for column in result["columns"]] == ["uf", "v"]
    assert result["rows"] == [["RJ", 3], ["SP", 3]]


def test_a_result_is_cut_and_counted() -> None:
    result = as_result(pd.DataFrame({"v": range(5)}), 2)
    assert (len(result["rows"]), result["row_count"], result["truncated"]) == (2, 5, True)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, pd.NaT, pd.NA, decimal.Decimal("NaN")])
def test_what_json_cannot_hold_is_null(value: object) -> None:
    assert cell(value) is None


def run(code: str, tables: list[dict[str, Any]] | None = None, explain: bool = True) -> dict[str, Any]:
    request = {"id": 1, "code": code, "tables": tables or [], "file": None, "max_rows": 10, "explain": explain}
    return answer(request)


def test_the_last_expression_is_the_result_and_a_statement_has_none() -> None:
    assert run("x = 2\nx * 3")["result"]["rows"] == [[6]]
    assert run("x = 2")["result"] is None
    assert run("print(1)")["result"] is None


@pytest.mark.parametrize(
    ("code", "names", "rows"),
    [
        ("np.array([1, 2])", ["value"], [[1], [2]]),
        ("np.array([[1, 2], [3, 4]])", ["0", "1"], [[1, 2], [3, 4]]),
        ('{"a": 1, "b": 2}', ["name", "value"], [["a", 1], ["b", 2]]),
        ("[1, 2]", ["value"], [[1], [2]]),
        ("pd.Series([1, 2], index=['x', 'y']).describe().loc[['count']]", ["index", "0"], [["count", 2]]),
    ],
)
def test_what_is_no_frame_becomes_one(code: str, names: list[str], rows: list[list[object]]) -> None:
    result = run(code)["result"]
    assert [column["name"] for column in result["columns"]][: len(names) - 1] == names[:-1]
    assert result["rows"] == rows


def test_the_first_table_is_df_and_only_named_columns_are_loaded(table: str) -> None:
    source = [{"name": "sales", "file": table, "columns": None}]
    assert run("list(tables)", source)["result"]["rows"] == [["sales"], ["df"]]
    assert run('df[["uf", "n"]].shape', source)["result"]["rows"] == [[3], [2]]
    assert run("df.shape", source)["result"]["rows"] == [[3], [6]]


@pytest.mark.parametrize(
    ("code", "columns"),
    [
        ('df["uf"].value_counts()', ["uf"]),
        ('df[["uf", "n"]].dropna()', ["n", "uf"]),
        ("df.uf.nunique()", ["uf"]),
        ('df[df["n"] > 1]', None),
        ("df.count()", None),
        ("other = df", None),
        ("df[name]", None),
        ('df["absent"]', None),
        ('df["uf"] = 1', None),
        ("df.small.sum()", ["small"]),
    ],
)
def test_columns_that_code_can_touch(code: str, columns: list[str] | None) -> None:
    assert named_columns(ast.parse(code), "df", ["n", "small", "uf"]) == columns


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import os", "import os"),
        ("from urllib import request", "import urllib"),
        ("x = 1\nimport subprocess as s", "import subprocess"),
        ("open('x', 'w')", "open"),
        ("open('x', mode='a')", "open"),
        ("df.to_csv('x.csv')", ".to_csv"),
    ],
)
def test_code_that_reaches_out_is_explained_before_it_runs(code: str, what: str) -> None:
    assert [refusal["what"] for refusal in refusals(ast.parse(code))] == [what]
    assert run(code)["code"] == "python_refused"


@pytest.mark.parametrize("code", ["import math", "open('x').read()", "df.to_csv()", "df['os']"])
def test_code_that_stays_inside_is_not_refused(code: str) -> None:
    assert refusals(ast.parse(code)) == []


def test_failures_name_the_line_of_the_code() -> None:
    failed = run("x = 1\ny = x / 0")
    assert (failed["code"], failed["line"]) == ("python_failed", 2)
    assert run("x = = 1")["line"] == 1
    assert run("raise SystemExit")["code"] == "python_failed"


def test_printed_text_is_bounded_and_the_rest_counted() -> None:
    reply = run("print('x' * 100_000)")
    assert (len(reply["stdout"]), reply["stdout_dropped"]) == (65_536, 100_001 - 65_536)


def test_charts_carry_their_data() -> None:
    spec = '{"mark": "bar", "encoding": {"x": {"field": "a"}}, "href": "javascript:1"}'
    frame = "pd.DataFrame({'a': [1, 2]})"
    made = run(f"chart({spec}, {frame})")
    assert made["charts"][0]["spec"] == {"mark": "bar", "encoding": {"x": {"field": "a"}}}
    assert made["charts"][0]["data"]["rows"] == [[1], [2]]
    assert run("chart({'mark': 'bar'})")["ok"] is False

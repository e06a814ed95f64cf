"""Runs pandas code over Parquet tables inside the sandbox: one JSON line in, one JSON line out.

The process is already isolated when this starts (see apps/server/src/platform/sandbox); here it only limits itself,
loads the libraries once and answers requests. Standard output is the result channel, so code that prints writes into
a buffer instead.
"""

import ast
import contextlib
import datetime
import decimal
import io
import json
import math
import os
import resource
import sys
import traceback
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

ADDRESS_SPACE = 2 << 30
DATA_SEGMENT = 1 << 30
WRITTEN_FILE = 64 << 20
PRINTED = 64 << 10
EXACT_INTEGER = 2**53


def limit_process() -> None:
    """Hard limits; both are needed because a shared mapping counts only for the address space."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_DATA, (DATA_SEGMENT, DATA_SEGMENT))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_FILE, WRITTEN_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pandas_type(arrow: pa.DataType) -> Any:
    """The pandas type of an Arrow type where the default would lose nulls or exact integers."""
    if pa.types.is_integer(arrow):
        return pd.Int64Dtype()
    if pa.types.is_boolean(arrow):
        return pd.BooleanDtype()
    return None


def common_type(arrow: pa.DataType) -> pa.DataType:
    """Decimals become doubles, dates midnight timestamps, and all integers 64 bits wide."""
    if pa.types.is_decimal(arrow):
        return pa.float64()
    if pa.types.is_date(arrow):
        return pa.timestamp("us")
    if pa.types.is_integer(arrow) and not pa.types.is_uint64(arrow):
        return pa.int64()
    return arrow


def load_table(path: str, columns: list[str] | None) -> pd.DataFrame:
    """Reads the named columns (all when None) with the types that pandas code expects."""
    table = pq.read_table(path, columns=columns)
    schema = pa.schema([field.with_type(common_type(field.type)) for field in table.schema])
    return table.cast(schema).to_pandas(types_mapper=pandas_type)


def evaluate(code: str, tables: dict[str, pd.DataFrame]) -> Any:
    """Executes the code and returns the value of its last expression; None when it ends with a statement."""
    tree = ast.parse(code, "<answer>")
    names: dict[str, Any] = {"pd": pd, "np": np, "tables": tables, **tables}
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<answer>", "exec"), names)  # noqa: S102 # nosec B102 - running code is the purpose; the process is the wall
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "<answer>", "eval"), names)  # noqa: S307 # nosec B307 - as above


def cell(value: Any) -> Any:
    """One value as the wire writes it: exact integers and decimals as text, NaN and infinities as null."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value) if abs(int(value)) <= EXACT_INTEGER else str(int(value))
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, decimal.Decimal):
        return str(value) if value.is_finite() else None
    if isinstance(value, (pd.Timestamp, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (datetime.date, datetime.time, pd.Period)):
        return str(value)
    return str(value)


def column_type(values: pd.Series) -> str:
    """The contract's logical type of a column."""
    kind = values.dtype.kind if hasattr(values.dtype, "kind") else "O"
    return {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "timestamp"}.get(kind, "text")


def as_frame(value: Any) -> pd.DataFrame:
    """A result as a table: a named index becomes columns, a scalar a single cell."""
    if isinstance(value, pd.DataFrame):
        frame = value
    elif isinstance(value, pd.Series):
        frame = value.to_frame(value.name if value.name is not None else "value")
    else:
        return pd.DataFrame({"value": pd.Series([value], dtype=None if np.isscalar(value) else object)})
    if isinstance(frame.index, pd.RangeIndex):
        return frame
    if frame.index.name is None and not isinstance(frame.index, pd.MultiIndex) and frame.index.dtype.kind in "iu":
        return frame.reset_index(drop=True)
    return frame.reset_index()


def as_result(value: Any, max_rows: int) -> dict[str, Any]:
    """Columns, at most `max_rows` rows, and how many there were."""
    frame = as_frame(value)
    shown = frame.head(max_rows)
    columns = [
        {"name": str(name), "type": column_type(shown.iloc[:, position])} for position, name in enumerate(shown.columns)
    ]
    rows = [[cell(value) for value in row] for row in shown.itertuples(index=False, name=None)]
    return {"columns": columns, "rows": rows, "row_count": len(frame), "truncated": len(frame) > max_rows}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """One request: load the tables, run the code, shape the outcome."""
    printed = io.StringIO()
    try:
        tables = {table["name"]: load_table(table["file"], table["columns"]) for table in request["tables"]}
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            result = as_result(evaluate(request["code"], tables), request["max_rows"])
        outcome: dict[str, Any] = {"ok": True, "result": result}
    except MemoryError:
        outcome = {"ok": False, "code": "python_out_of_memory", "detail": "The code needs more memory than it may use."}
    except BaseException as error:
        last = traceback.format_exception_only(error)[-1].strip()
        outcome = {"ok": False, "code": "python_failed", "detail": last[:2000]}
    return {"id": request["id"], "stdout": printed.getvalue()[:PRINTED], **outcome}


def main() -> None:
    """Answers requests until the input ends."""
    limit_process()
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    channel.write('{"ready":true}\n')
    channel.flush()
    for line in sys.stdin:
        channel.write(json.dumps(answer(json.loads(line))) + "\n")
        channel.flush()


if __name__ == "__main__":
    main()

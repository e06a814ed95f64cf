"""What a calculation gave, in the form of the wire."""

import datetime
import decimal
import math
from typing import Any

import numpy as np
import pandas as pd

EXACT_INTEGER = 2**53
#: One cell; a longer text is cut, so that a table of megabytes per cell does not fill the channel.
CELL_CHARACTERS = 32_000


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
    return str(value)[:CELL_CHARACTERS]


def column_type(values: pd.Series) -> str:
    """The contract's logical type of a column."""
    kind = values.dtype.kind if hasattr(values.dtype, "kind") else "O"
    return {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "timestamp"}.get(kind, "text")


def as_frame(value: Any) -> pd.DataFrame:
    """A result as a table: a named index becomes columns, arrays and lists too, a scalar a single cell."""
    if isinstance(value, pd.DataFrame):
        frame = value
    elif isinstance(value, pd.Series):
        frame = value.to_frame(value.name if value.name is not None else "value")
    elif isinstance(value, np.ndarray) and value.ndim in (1, 2):
        frame = pd.DataFrame(value, columns=["value"] if value.ndim == 1 else None)
    elif isinstance(value, dict) and value:
        return pd.DataFrame({"name": [str(name) for name in value], "value": list(value.values())})
    elif isinstance(value, (list, tuple, set)) and value:
        return pd.DataFrame({"value": pd.Series(list(value), dtype=None)})
    else:
        return pd.DataFrame({"value": pd.Series([value], dtype=None if np.isscalar(value) else object)})
    if isinstance(frame.index, pd.RangeIndex):
        return frame
    if frame.index.name is None and not isinstance(frame.index, pd.MultiIndex) and frame.index.dtype.kind in "iu":
        return frame.reset_index(drop=True)
    # A name that is a column already would stop reset_index, and an unnamed index of labels is worth keeping.
    return frame.reset_index(names=_index_names(frame))


def _index_names(frame: pd.DataFrame) -> list[str]:
    taken = {str(name) for name in frame.columns}
    names = []
    for position, name in enumerate(frame.index.names):
        free = str(name) if name is not None else ("index" if frame.index.nlevels == 1 else f"level_{position}")
        while free in taken:
            free += "_"
        taken.add(free)
        names.append(free)
    return names


def as_result(value: Any, max_rows: int) -> dict[str, Any]:
    """Columns, at most `max_rows` rows, and how many there were."""
    frame = as_frame(value)
    shown = frame.head(max_rows)
    columns = [
        {"name": str(name), "type": column_type(shown.iloc[:, position])} for position, name in enumerate(shown.columns)
    ]
    rows = [[cell(value) for value in row] for row in shown.itertuples(index=False, name=None)]
    return {"columns": columns, "rows": rows, "row_count": len(frame), "truncated": len(frame) > max_rows}

"""Tables of a request as data frames: loaded when first used, and only the columns that the code names."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


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


def named_columns(tree: ast.AST, table: str, present: list[str]) -> list[str] | None:
    """Columns of `table` that the code can touch; None (all) as soon as one use of the table does not name its own.

    Only `table["a"]`, `table[["a", "b"]]` and `table.a` name columns; anything else (a call on the whole table, an
    alias, a loop over it) may see every column.
    """
    found: set[str] = set()
    named: set[ast.Name] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=ast.Name(id=name) as use, slice=index, ctx=ast.Load()) if name == table:
                texts = _constant_texts(index)
            case ast.Attribute(value=ast.Name(id=name) as use, attr=attribute) if name == table:
                texts = [attribute] if attribute in present and not hasattr(pd.DataFrame, attribute) else None
            case _:
                continue
        if texts is None or any(text not in present for text in texts):
            return None
        found.update(texts)
        named.add(use)
    uses = {node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == table}
    return [name for name in present if name in found] if uses == named else None


def _constant_texts(index: ast.expr) -> list[str] | None:
    items = index.elts if isinstance(index, ast.List) else [index]
    texts = [item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    return texts if len(texts) == len(items) else None


class Tables(Mapping[str, pd.DataFrame]):
    """The tables of a request by name; `df` is the first one too."""

    def __init__(self, tables: list[dict[str, Any]], tree: ast.AST) -> None:
        self._sources = {table["name"]: table for table in tables}
        if tables and "df" not in self._sources:
            self._sources["df"] = tables[0]
        self._tree = tree
        # `tables["name"]` hides which columns are used, so the analysis counts only where nobody says `tables`.
        self._whole = any(isinstance(node, ast.Name) and node.id == "tables" for node in ast.walk(tree))
        self._loaded: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._loaded:
            source = self._sources[name]
            self._loaded[name] = load_table(source["file"], self._columns(name, source))
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def used(self) -> dict[str, pd.DataFrame]:
        """The tables that the code names directly."""
        names = {node.id for node in ast.walk(self._tree) if isinstance(node, ast.Name)}
        return {name: self[name] for name in self._sources if name in names}

    def _columns(self, name: str, source: dict[str, Any]) -> list[str] | None:
        if source["columns"] is not None or self._whole:
            return source["columns"]
        return named_columns(self._tree, name, pq.read_schema(source["file"]).names)

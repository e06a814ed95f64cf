"""One request: load the tables, run the code, shape the outcome."""

import ast
import contextlib
import io
import linecache
import traceback
from typing import Any

import numpy as np
import pandas as pd

from sandbox.charts import Charts
from sandbox.results import as_result
from sandbox.static_check import refusals
from sandbox.tables import Tables

PRINTED_CHARACTERS = 64 << 10
_NAME = "<code>"


class _Printed(io.TextIOBase):
    """Standard output up to a limit; the rest is counted, not kept."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._left = PRINTED_CHARACTERS
        self.dropped = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        kept = text[: self._left]
        self._left -= len(kept)
        self.dropped += len(text) - len(kept)
        if kept:
            self._parts.append(kept)
        return len(text)

    def text(self) -> str:
        return "".join(self._parts)


def evaluate(tree: ast.Module, names: dict[str, Any]) -> tuple[Any, bool]:
    """Executes the code; the value of its last expression, and whether it ends with one."""
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, _NAME, "exec"), names)  # noqa: S102 # nosec B102 - running code is the purpose; the process is the wall
    if last is None:
        return None, False
    return eval(compile(ast.Expression(last.value), _NAME, "eval"), names), True  # noqa: S307 # nosec B307 - as above


def _failure(error: BaseException) -> dict[str, Any]:
    """What the person's own code did wrong, with its line; nothing of this program's files."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _NAME]
    line = error.lineno if isinstance(error, SyntaxError) else frames[-1].lineno if frames else None
    detail = traceback.format_exception_only(error)[-1].strip()[:2000]
    return {"ok": False, "code": "python_failed", "detail": detail, "line": line}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Runs `request["code"]` and returns stdout with a result, or what went wrong."""
    printed = _Printed()
    charts = Charts(request["max_rows"])
    try:
        outcome = _run(request, printed, charts)
    except MemoryError:
        outcome = {"ok": False, "code": "python_out_of_memory", "detail": "The code needs more memory than it may use."}
    except BaseException as error:  # SystemExit and KeyboardInterrupt of the code are its failures too
        outcome = _failure(error)
    linecache.clearcache()
    return {"id": request["id"], "stdout": printed.text(), "stdout_dropped": printed.dropped, **outcome}


def _run(request: dict[str, Any], printed: _Printed, charts: Charts) -> dict[str, Any]:
    tree = ast.parse(request["code"], _NAME)
    refused = refusals(tree) if request["explain"] else []
    if refused:
        return {
            "ok": False,
            "code": "python_refused",
            "detail": "The code reaches for what is not there.",
            "refusals": refused,
        }
    tables = Tables(request["tables"], tree)
    names: dict[str, Any] = {
        "__name__": "__main__", "pd": pd, "np": np, "chart": charts.add, "tables": tables,
        "file_path": request["file"], **tables.used(),
    }  # fmt: skip
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        value, ends_with_value = evaluate(tree, names)
        if ends_with_value and charts.is_chart(value):
            charts.add(value)
            value = None
        shown = ends_with_value and value is not None
        result = as_result(value, request["max_rows"]) if shown else None
    return {"ok": True, "result": result, "charts": charts.made}

"""Says what code will not be able to do, before it runs. Only an explanation: the walls do not depend on it."""

import ast
from typing import Any

#: Modules that reach for what is not there: files, processes, network, other code.
_OUT_OF_REACH = {
    "network": {"socket", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "asyncio"},
    "process": {"subprocess", "multiprocessing", "pty", "signal", "concurrent"},
    "system": {"os", "sys", "shutil", "ctypes", "cffi", "mmap", "resource", "importlib", "tempfile", "glob", "pathlib"},
}
_REASONS = {
    "network": "there is no network here",
    "process": "no other process can be started here",
    "system": "the system is out of reach here; the data are in the tables, `file_path` names the original file",
    "file": "files cannot be written here; return the table instead",
}
_WRITERS = {"to_csv", "to_excel", "to_parquet", "to_json", "to_pickle", "to_feather", "to_html", "to_sql", "to_hdf"}


def refusals(tree: ast.AST) -> list[dict[str, Any]]:
    """What the code reaches for in vain: `line` (1-based), `what` it says, and `why` that cannot be."""
    found = [refusal for node in ast.walk(tree) if (refusal := _refusal(node)) is not None]
    return sorted(found, key=lambda refusal: refusal["line"])[:20]


def _refusal(node: ast.AST) -> dict[str, Any] | None:
    match node:
        case ast.Import(names=names):
            return next((found for name in names if (found := _of_module(node, name.name))), None)
        case ast.ImportFrom(module=str(module)):
            return _of_module(node, module)
        case ast.Call(func=ast.Name(id="open"), args=arguments) if _writes(node, arguments):
            return _entry(node, "open", "file")
        case ast.Call(func=ast.Attribute(attr=method), args=[_, *_]) if method in _WRITERS:
            return _entry(node, f".{method}", "file")
    return None


def _of_module(node: ast.stmt, module: str) -> dict[str, Any] | None:
    first = module.split(".")[0]
    kind = next((kind for kind, modules in _OUT_OF_REACH.items() if first in modules), None)
    return None if kind is None else _entry(node, f"import {module}", kind)


def _writes(call: ast.Call, arguments: list[ast.expr]) -> bool:
    modes = [*arguments[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and set(str(mode.value)) & set("wax+") for mode in modes)


def _entry(node: ast.stmt | ast.expr, what: str, kind: str) -> dict[str, Any]:
    return {"line": node.lineno, "what": what, "why": _REASONS[kind]}

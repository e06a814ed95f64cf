"""Charts that code asks for: a small Vega-Lite description with its data beside it, checked again by the server."""

from typing import Any

import pandas as pd

from sandbox.results import as_result

MAX_CHARTS = 10
MAX_POINTS = 5_000


class Charts:
    """Collects the charts of one request."""

    def __init__(self, max_rows: int) -> None:
        self._max_rows = min(max_rows, MAX_POINTS)
        self.made: list[dict[str, Any]] = []

    @staticmethod
    def is_chart(value: Any) -> bool:
        """A dictionary with a mark and an encoding is a Vega-Lite chart."""
        return isinstance(value, dict) and "mark" in value and "encoding" in value

    def add(self, spec: dict[str, Any], data: pd.DataFrame | None = None) -> None:
        """Adds a chart: `spec` with mark, encoding and optionally title, over `data` or over its own `data.values`.

        Raises:
            ValueError: for more than 10 charts, or a description without mark, encoding or data.
        """
        if not self.is_chart(spec):
            raise ValueError("a chart needs a mark and an encoding")
        if len(self.made) >= MAX_CHARTS:
            raise ValueError(f"at most {MAX_CHARTS} charts")
        if data is None:
            values = spec.get("data", {}).get("values")
            if values is None:
                raise ValueError("a chart needs data: chart(spec, frame)")
            data = pd.DataFrame(values)
        kept = {key: spec[key] for key in ("mark", "encoding", "title") if key in spec}
        self.made.append({"spec": kept, "data": as_result(data, self._max_rows)})

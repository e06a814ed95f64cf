"""Runs pandas code over Parquet tables inside the sandbox: one JSON line in, one JSON line out.

The first line names the walls. The process then gives up everything it does not need, loads its libraries once, says
that it is ready, and answers requests. Standard output is the result channel, so code that prints writes into a buffer.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from sandbox.confine import Walls, after_libraries, before_libraries

WARM_UP = """
import io
frame = pd.read_csv(io.StringIO("a,b\\n1,x\\n2,y\\n"))
frame[frame["a"] > 1].groupby("b")["a"].sum()
"""


def main() -> None:
    """Answers requests until the input ends."""
    before_libraries(Walls(**json.loads(sys.stdin.readline())))
    from sandbox.calculation import answer

    after_libraries()
    # The first use of pandas prepares much that later ones find; better now than while somebody waits.
    answer({"id": 0, "code": WARM_UP, "tables": [], "file": None, "max_rows": 10, "explain": True})
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    channel.write('{"ready":true}\n')
    channel.flush()
    for line in sys.stdin:
        channel.write(json.dumps(answer(json.loads(line))) + "\n")
        channel.flush()


if __name__ == "__main__":
    main()

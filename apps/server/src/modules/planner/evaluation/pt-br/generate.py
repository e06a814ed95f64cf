"""Writes the tables and questions.jsonl: run with a Python that has pandas. Golds never come from the planner."""

import json

import numpy as np
import pandas as pd
import tables

tables.write()

import frames
import questions_first  # noqa: F401
import questions_second  # noqa: F401


def plain(value: object) -> object:
    if isinstance(value, np.bool_ | bool):
        return bool(value)
    if isinstance(value, np.integer | int):
        return int(value)
    if isinstance(value, np.floating | float):
        return round(float(value), 9)
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    return str(value)


def main() -> None:
    with (frames.FOLDER / "questions.jsonl").open("w", encoding="utf-8") as file:
        for number, (table, question, gold) in enumerate(frames.QUESTIONS, start=1):
            refuse = gold is frames.REFUSE
            answer = [] if refuse else [plain(value) for value in (gold if isinstance(gold, list) else [gold])]
            entry = {"id": f"pt{number:03d}", "table": f"{table}.csv", "question": question, "answer": answer}
            file.write(json.dumps(entry | ({"refuse": True} if refuse else {}), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

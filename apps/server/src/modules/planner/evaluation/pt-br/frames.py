"""The tables as pandas reads them, with short names, and the list that questions are added to."""

from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent
REFUSE = object()


def frame(name: str, dates: list[str]) -> pd.DataFrame:
    table = pd.read_csv(FOLDER / "tables" / f"{name}.csv", sep=";", encoding="latin-1", decimal=",", thousands=".")
    for column in dates:
        table[column] = pd.to_datetime(table[column], format="%d/%m/%Y")
    return table


p = frame("pedidos", ["dt_pedido"])
f = frame("folha_servidores", ["Data de admissão"])
c = frame("cidades", [])
d = frame("despesas", ["Data de vencimento", "Data de pagamento"])
b = frame("boletim", [])
k = frame("consultas", ["data"])

QUESTIONS: list[tuple[str, str, object]] = []


def on(table: str):
    """Questions over one table: each a text and its gold, a value or a list of values; REFUSE where no answer is right."""

    def ask(question: str, gold: object) -> None:
        QUESTIONS.append((table, question, gold))

    return ask


def top(series: pd.Series, count: int = 1) -> list:
    """Keys with the largest values."""
    return list(series.sort_values(ascending=False).index[:count])


def low(series: pd.Series, count: int = 1) -> list:
    return list(series.sort_values().index[:count])


def pairs(series: pd.Series) -> list:
    """Keys and figures of groups, one after another."""
    return [cell for pair in series.items() for cell in pair]

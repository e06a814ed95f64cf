"""Tables of invented Brazilian offices, as such files come: latin-1, semicolons, decimal commas, days first."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"
FIRST = [
    "Ana",
    "Beatriz",
    "Caio",
    "Daniela",
    "Eduardo",
    "Fábia",
    "Gustavo",
    "Heloísa",
    "Igor",
    "Joana",
    "Kléber",
    "Larissa",
    "Márcio",
    "Nádia",
    "Otávio",
    "Patrícia",
    "Renato",
    "Sônia",
    "Tiago",
    "Vânia",
]
LAST = [
    "Almeida",
    "Barros",
    "Cardoso",
    "Dantas",
    "Esteves",
    "Farias",
    "Gonçalves",
    "Henriques",
    "Lacerda",
    "Magalhães",
    "Nogueira",
    "Pacheco",
    "Queiroz",
    "Rezende",
    "Sampaio",
    "Teles",
    "Uchôa",
    "Vilela",
]


def people(rng: random.Random, count: int) -> list[str]:
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    rng.shuffle(names)
    return names[:count]


def day(rng: random.Random, first: date, days: int) -> date:
    return first + timedelta(days=rng.randrange(days))


def money(value: float) -> str:
    whole, cents = f"{value:.2f}".split(".")
    groups = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    return ".".join([whole, *groups]) + "," + cents


def comma(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def br(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def pedidos(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    places = [
        ("Fortaleza", "CE"),
        ("Maceió", "AL"),
        ("Goiânia", "GO"),
        ("Belém", "PA"),
        ("Joinville", "SC"),
        ("Niterói", "RJ"),
        ("Uberlândia", "MG"),
        ("Ribeirão Preto", "SP"),
    ]
    goods = [
        ("Rede de dormir", "Casa", 129.9),
        ("Panela de pressão", "Cozinha", 189.5),
        ("Garrafa térmica", "Cozinha", 79.9),
        ("Ventilador de mesa", "Eletro", 159.0),
        ("Liquidificador", "Eletro", 219.9),
        ("Cafeteira", "Eletro", 249.0),
        ("Jogo de lençóis", "Casa", 99.9),
        ("Fogareiro", "Camping", 139.0),
        ("Barraca", "Camping", 399.9),
    ]
    clients = people(rng, 60)
    rows = []
    for number in range(240):
        city, state = rng.choice(places)
        product, category, price = rng.choice(goods)
        quantity = rng.choice([1, 1, 1, 2, 2, 3, 4, 6])
        status = rng.choice(["Entregue"] * 6 + ["Em trânsito", "Cancelado", "Devolvido"])
        rating = "" if status != "Entregue" or rng.random() < 0.25 else str(rng.choice([1, 2, 3, 4, 4, 5, 5, 5]))
        freight = 0 if quantity * price > 500 else rng.choice([12.9, 19.9, 24.5, 31.0])
        rows.append(
            [
                str(70001 + number),
                br(day(rng, date(2023, 1, 1), 730)),
                rng.choice(clients),
                city,
                state,
                product,
                category,
                str(quantity),
                money(price),
                money(quantity * price),
                money(freight),
                rng.choice(["Pix", "Boleto", "Cartão de crédito", "Cartão de débito"]),
                status,
                rating,
            ]
        )
    return [
        "nr_pedido",
        "dt_pedido",
        "cliente",
        "cidade",
        "uf",
        "produto",
        "categoria",
        "qtd",
        "vl_unitario",
        "vl_total",
        "frete",
        "forma_pgto",
        "situacao",
        "avaliacao",
    ], rows


def folha(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    jobs = [
        ("Analista", 6200),
        ("Técnico", 3900),
        ("Motorista", 2800),
        ("Engenheiro", 9800),
        ("Procurador", 14500),
        ("Auxiliar", 2100),
    ]
    offices = ["Saúde", "Educação", "Obras", "Finanças", "Meio Ambiente"]
    rows = []
    for number, name in enumerate(people(rng, 150)):
        job, base = rng.choice(jobs)
        salary = base * rng.uniform(0.85, 1.4)
        bonus = "" if rng.random() < 0.4 else money(rng.uniform(150, 1800))
        rows.append(
            [
                str(3100 + number * 7),
                name,
                job,
                rng.choice(offices),
                br(day(rng, date(1998, 2, 1), 9500)),
                money(salary),
                bonus,
                rng.choice(["Médio", "Superior", "Superior", "Pós-graduação", "Fundamental"]),
                rng.choice(["F", "M"]),
                str(rng.randint(21, 67)),
            ]
        )
    return [
        "Matrícula",
        "Nome do servidor",
        "Cargo",
        "Lotação",
        "Data de admissão",
        "Salário base",
        "Gratificação",
        "Escolaridade",
        "Sexo",
        "Idade",
    ], rows


def cidades(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    stems = ["Água", "Serra", "Lagoa", "Pedra", "Campo", "Monte", "Barra", "Vila", "Porto", "Poço", "Riacho", "Ilha"]
    names = sorted(
        {
            f"{stem} {tail}".replace("|", " ")
            for stem in stems
            for tail in ["Branca", "do Norte", "Formosa", "Alegre", "Verde", "Grande", "da Mata", "Nova"]
        }
    )
    rng.shuffle(names)
    regions = ["Sertão", "Litoral", "Agreste", "Zona da Mata"]
    mayors = people(rng, 90)
    rows = []
    for number, name in enumerate(names[:80]):
        population = int(rng.lognormvariate(9.8, 0.9))
        rows.append(
            [
                str(2600100 + number * 13),
                name,
                rng.choice(regions),
                f"{population:,}".replace(",", "."),
                comma(rng.uniform(60, 2400), 1),
                money(rng.uniform(7000, 62000)),
                comma(rng.uniform(0.52, 0.81), 3),
                mayors[number],
                rng.choice(["PDA", "MNB", "UPS", "AVB"]),
                str(rng.choice([1889, 1911, 1934, 1953, 1958, 1963, 1988, 1993])),
            ]
        )
    return [
        "cod_ibge",
        "município",
        "região",
        "população",
        "área (km²)",
        "PIB per capita (R$)",
        "IDHM",
        "prefeito",
        "partido",
        "ano de instalação",
    ], rows


def despesas(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    suppliers = [
        "Papelaria Aurora",
        "Energia do Vale",
        "Construtora Pedra Alta",
        "Transportes Rocha",
        "Limpeza Total Ltda",
        "Gráfica São Jorge",
        "Águas Claras S.A.",
        "TI Soluções",
    ]
    kinds = [
        "Material de escritório",
        "Energia elétrica",
        "Obras",
        "Frete",
        "Limpeza",
        "Impressão",
        "Água e esgoto",
        "Software",
    ]
    rows = []
    for number in range(180):
        which = rng.randrange(8)
        due = day(rng, date(2024, 1, 5), 350)
        paid = None if rng.random() < 0.18 else due + timedelta(days=rng.choice([-5, -2, 0, 0, 0, 3, 12]))
        fine = 0 if paid is None or paid <= due else round(rng.uniform(15, 240), 2)
        rows.append(
            [
                f"D{number + 1:04d}",
                br(due),
                suppliers[which],
                kinds[which],
                money(rng.lognormvariate(7, 1)),
                br(paid) if paid else "",
                rng.choice(["Administrativo", "Comercial", "Produção", "Logística"]),
                money(fine),
                "sim" if paid else "não",
            ]
        )
    return [
        "Documento",
        "Data de vencimento",
        "Fornecedor",
        "Tipo de despesa",
        "Valor (R$)",
        "Data de pagamento",
        "Centro de custo",
        "Multa",
        "Pago",
    ], rows


def boletim(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    rows = []
    for student in people(rng, 45):
        group = rng.choice(["6º A", "6º B", "7º A", "7º B"])
        shift = "manhã" if group.endswith("A") else "tarde"
        for subject in ["Matemática", "Português", "Ciências", "História"]:
            first, second = (min(10, max(0, round(rng.gauss(6.4, 1.9), 1))) for _ in range(2))
            mean = (first + second) / 2
            rows.append(
                [
                    student,
                    group,
                    shift,
                    subject,
                    comma(first, 1),
                    comma(second, 1),
                    str(rng.randint(0, 14)),
                    "Aprovado" if mean >= 6 else "Recuperação" if mean >= 4 else "Reprovado",
                ]
            )
    return ["aluno", "turma", "turno", "disciplina", "nota 1º bimestre", "nota 2º bimestre", "faltas", "situação"], rows


def consultas(rng: random.Random) -> tuple[list[str], list[list[str]]]:
    doctors = [
        ("Dra. Lúcia Prado", "Cardiologia"),
        ("Dr. Ênio Matos", "Ortopedia"),
        ("Dra. Íris Couto", "Pediatria"),
        ("Dr. João Vidal", "Dermatologia"),
        ("Dra. Marta Reis", "Pediatria"),
    ]
    patients = people(rng, 70)
    rows = []
    for number in range(200):
        doctor, field = rng.choice(doctors)
        plan = rng.choice(["VidaBoa", "SaúdeMais", "Particular", "ClínicaCard"])
        price = {"Particular": 320, "VidaBoa": 110, "SaúdeMais": 135, "ClínicaCard": 98}[plan] + rng.choice(
            [0, 0, 40, 75]
        )
        rows.append(
            [
                br(day(rng, date(2024, 2, 1), 300)),
                f"{rng.randint(7, 18):02d}:{rng.choice(['00', '20', '40'])}",
                rng.choice(patients),
                doctor,
                field,
                plan,
                money(price),
                str(rng.randint(2, 95)),
                rng.choice(["sim", "não", "não"]),
                "" if rng.random() < 0.12 else rng.choice(["compareceu", "compareceu", "compareceu", "faltou"]),
            ]
        )
    return [
        "data",
        "hora",
        "paciente",
        "médico",
        "especialidade",
        "convênio",
        "valor da consulta",
        "tempo de espera (min)",
        "retorno",
        "comparecimento",
    ], rows


TABLES = {
    "pedidos": pedidos,
    "folha_servidores": folha,
    "cidades": cidades,
    "despesas": despesas,
    "boletim": boletim,
    "consultas": consultas,
}


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, make in TABLES.items():
        header, rows = make(random.Random(f"datapilot {name}"))
        with (FOLDER / f"{name}.csv").open("w", encoding="latin-1", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows(rows)


if __name__ == "__main__":
    write()

import type { SampleTable } from './catalog-of.ts'

/** Sales of a chain of shops: accents, abbreviations, a money column, missing sellers. */
export const VENDAS: SampleTable = {
  name: 'vendas',
  columns: [
    { name: 'NR_PEDIDO', type: 'integer' }, { name: 'DT_VENDA', type: 'date' }, { name: 'NM_LOJA', type: 'text' }, { name: 'cidade', type: 'text' }, { name: 'UF', type: 'text' },
    { name: 'categoria', type: 'text' }, { name: 'produto', type: 'text' }, { name: 'vendedor', type: 'text' }, { name: 'QTD', type: 'integer' }, { name: 'VL_TOTAL', type: 'number', unit: 'R$' },
    { name: 'forma_pagamento', type: 'text' }, { name: 'status', type: 'text' },
  ],
  rows: [
    [1001, '2023-11-03', 'Centro', 'São Paulo', 'SP', 'Alimentos', 'Café torrado', 'Ana Lima', 10, 250.5, 'Pix', 'pago'],
    [1002, '2023-11-17', 'Norte Shopping', 'Rio de Janeiro', 'RJ', 'Bebidas', 'Suco de uva', 'Bruno Reis', 4, 48, 'Dinheiro', 'pago'],
    [1003, '2023-12-02', 'Centro', 'São Paulo', 'SP', 'Limpeza', 'Sabão em pó', 'Ana Lima', 7, 139.3, 'Cartão de crédito', 'cancelado'],
    [1004, '2023-12-21', 'Savassi', 'Belo Horizonte', 'MG', 'Alimentos', 'Açúcar', 'Carla Dias', 20, 98, 'Pix', 'pago'],
    [1005, '2024-01-05', 'Centro', 'São Paulo', 'SP', 'Bebidas', 'Água mineral', 'Diego Souza', 30, 75, 'Dinheiro', 'pago'],
    [1006, '2024-01-09', 'Barra', 'Rio de Janeiro', 'RJ', 'Alimentos', 'Café torrado', 'Bruno Reis', 12, 310.8, 'Cartão de crédito', 'pendente'],
    [1007, '2024-01-22', 'Boa Viagem', 'Recife', 'PE', 'Alimentos', 'Feijão preto', 'Elisa Ramos', 15, 134.85, 'Pix', 'pago'],
    [1008, '2024-02-10', 'Savassi', 'Belo Horizonte', 'MG', 'Bebidas', 'Suco de uva', 'Carla Dias', 6, 72, 'Pix', 'pago'],
    [1009, '2024-02-14', 'Boa Viagem', 'Recife', 'PE', 'Limpeza', 'Detergente', 'Elisa Ramos', 50, 122.5, 'Dinheiro', 'cancelado'],
    [1010, '2024-03-01', 'Centro', 'São Paulo', 'SP', 'Alimentos', 'Açúcar', null, 25, 122.4, 'Pix', 'pago'],
    [1011, '2024-03-15', 'Barra', 'Rio de Janeiro', 'RJ', 'Alimentos', 'Feijão preto', 'Bruno Reis', 40, 359.6, 'Cartão de débito', 'pago'],
    [1012, '2024-03-28', 'Savassi', 'Belo Horizonte', 'MG', 'Limpeza', 'Sabão em pó', 'Carla Dias', 9, 179.1, 'Cartão de crédito', 'pago'],
    [1013, '2024-04-04', 'Centro', 'São Paulo', 'SP', 'Alimentos', 'Café torrado', 'Ana Lima', 18, 450.9, 'Cartão de crédito', 'pago'],
    [1014, '2024-04-19', 'Norte Shopping', 'Rio de Janeiro', 'RJ', 'Bebidas', 'Água mineral', null, 60, 150, 'Dinheiro', 'pendente'],
    [1015, '2024-05-02', 'Boa Viagem', 'Recife', 'PE', 'Bebidas', 'Suco de uva', 'Elisa Ramos', 11, 132, 'Pix', 'pago'],
    [1016, '2024-05-30', 'Centro', 'São Paulo', 'SP', 'Limpeza', 'Detergente', 'Diego Souza', 33, 80.85, 'Pix', 'pago'],
  ],
}

/** Staff of a city hall: headers as public files abbreviate them, codes that must not be added up. */
export const SERVIDORES: SampleTable = {
  name: 'servidores',
  columns: [
    { name: 'CD_MATRICULA', type: 'integer' }, { name: 'NM_SERVIDOR', type: 'text' }, { name: 'DS_CARGO', type: 'text' }, { name: 'DS_SECRETARIA', type: 'text' }, { name: 'SG_SEXO', type: 'text' },
    { name: 'idade', type: 'integer' }, { name: 'DT_ADMISSAO', type: 'date' }, { name: 'VR_SALARIO', type: 'number', unit: 'R$' },
  ],
  rows: [
    [501, 'Maria da Conceição', 'Professora', 'Educação', 'F', 45, '2005-03-01', 5200],
    [502, 'João Batista', 'Motorista', 'Saúde', 'M', 51, '1999-08-15', 3100],
    [503, 'Luíza Andrade', 'Médica', 'Saúde', 'F', 38, '2016-02-10', 14500],
    [504, 'Pedro Álvares', 'Professor', 'Educação', 'M', 29, '2020-01-20', 4800],
    [505, 'Tereza Cristina', 'Enfermeira', 'Saúde', 'F', 42, '2010-06-30', 6900],
    [506, 'Antônio Carlos', 'Contador', 'Fazenda', 'M', 57, '1994-11-05', 9800],
    [507, 'Joana d’Arc', 'Auditora', 'Fazenda', 'F', 48, '2001-04-17', 17250],
    [508, 'Severino Ramos', 'Motorista', 'Educação', 'M', 60, '1990-09-09', 2900],
    [509, 'Beatriz Nunes', 'Médica', 'Saúde', 'F', 33, '2019-07-01', 13900],
    [510, 'Rui Barbosa', 'Professor', 'Educação', 'M', 36, '2014-02-03', 5000],
  ],
}

/** Towns, two of which share a name. */
export const MUNICIPIOS: SampleTable = {
  name: 'municipios',
  columns: [
    { name: 'codigo_ibge', type: 'integer' }, { name: 'nome', type: 'text' }, { name: 'uf', type: 'text' }, { name: 'regiao', type: 'text' }, { name: 'populacao', type: 'integer' }, { name: 'area_km2', type: 'number' }, { name: 'fundacao', type: 'integer' },
  ],
  rows: [
    [1200401, 'Rio Branco', 'AC', 'Norte', 364756, 8834.9, 1882],
    [5107206, 'Rio Branco', 'MT', 'Centro-Oeste', 4543, 562.8, 1979],
    [2611606, 'Recife', 'PE', 'Nordeste', 1488920, 218.8, 1537],
    [2927408, 'Salvador', 'BA', 'Nordeste', 2417678, 693.4, 1549],
    [3304557, 'Rio de Janeiro', 'RJ', 'Sudeste', 6211223, 1200.3, 1565],
    [3550308, 'São Paulo', 'SP', 'Sudeste', 11451245, 1521.2, 1554],
    [3106200, 'Belo Horizonte', 'MG', 'Sudeste', 2315560, 331.4, 1897],
    [3162500, 'São João del-Rei', 'MG', 'Sudeste', 90225, 1452, 1713],
    [4106902, 'Curitiba', 'PR', 'Sul', 1773718, 434.9, 1693],
    [4314902, 'Porto Alegre', 'RS', 'Sul', 1332845, 495.4, 1772],
  ],
}

/** A race calendar in English: a number as header word, text with numbers, a row order that matters. */
export const RACES: SampleTable = {
  name: 'races',
  columns: [
    { name: 'Round', type: 'integer' }, { name: 'Race', type: 'text' }, { name: 'Circuit', type: 'text' }, { name: 'Country', type: 'text' }, { name: 'Winner', type: 'text' }, { name: 'Team', type: 'text' }, { name: 'Laps', type: 'integer' }, { name: 'Attendance', type: 'text' },
  ],
  rows: [
    [1, 'Winter Cup', 'Lakeside', 'Canada', 'Nora Bell', 'Falcon', 52, '12,400'],
    [2, 'Desert Prize', 'Red Mesa', 'United States', 'Tom Hardy', 'Orion', 61, '30,150'],
    [3, 'Spring Trophy', 'Old Mill', 'United Kingdom', 'Nora Bell', 'Falcon', 48, '22,000'],
    [4, 'Coastal Grand Prix', 'Bay Park', 'United States', 'Ivo Santos', 'Comet', 70, '41,900'],
    [5, 'Alpine Run', 'Hochberg', 'Austria', 'Lena Koch', 'Orion', 44, '18,750'],
    [6, 'Harvest Cup', 'Lakeside', 'Canada', 'Ivo Santos', 'Comet', 52, '15,300'],
    [7, 'Night Race', 'Marina', 'Singapore', 'Nora Bell', 'Falcon', 62, '55,020'],
  ],
}

/** Invoices with two amounts: which one is `o valor`? */
export const NOTAS: SampleTable = {
  name: 'notas',
  columns: [{ name: 'emissor', type: 'text' }, { name: 'cidade', type: 'text' }, { name: 'valor_bruto', type: 'number' }, { name: 'valor_liquido', type: 'number' }],
  rows: [
    ['Padaria Sol', 'Natal', 100, 91.5],
    ['Oficina Lua', 'Natal', 250, 230],
    ['Livraria Mar', 'Belém', 80, 72.25],
  ],
}

/** Names and cells that break careless SQL and Python. */
export const ESTRANHA: SampleTable = {
  name: 'estranha',
  columns: [{ name: 'select', type: 'integer' }, { name: `pre"ço d'água`, type: 'text' }],
  rows: [
    [-1, `d'Arc "2"`],
    [2, 'a\\b'],
    [3, "'); DROP TABLE estranha; --"],
  ],
}

export const SAMPLES = { estranha: ESTRANHA, notas: NOTAS, vendas: VENDAS, servidores: SERVIDORES, municipios: MUNICIPIOS, races: RACES }

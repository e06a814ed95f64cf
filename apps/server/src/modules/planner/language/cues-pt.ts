import type { CueTable } from './cues.ts'

/** Portuguese phrases, folded (without accents). */
export const CUES_PT: CueTable = {
  count: `
    quantos, quantas, qtos, qtas, qnts, quants, numero de, quantidade de, qtd de, qtde de, numero total de, quantidade total de, contagem,
    contagem de, conte, contar, quantas vezes, quantos sao, quantas sao, total de registros, numero de registros,
    quantos diferentes, numero de vezes, quantidade, quantos foram, quantas foram, quantos existem,
    quantas existem, quantos ha, quantas ha`,
  total: 'numero total de, quantidade total de',
  sum: `
    soma, somando, soma de, soma total, somatorio, somatorio de, total, total de, ao todo, no total, somar, some, somados,
    somadas, juntos, juntas, totais, valor total, montante, somando, totaliza`,
  mean: `
    media, medio, em media, media de, medias, medios, media aritmetica, valor medio, ticket medio, preco medio`,
  median: 'mediana, mediano, mediana de, valor mediano',
  max: 'maximo, maxima, valor maximo, pico',
  min: 'minimo, minima, valor minimo',
  range: `
    amplitude, diferenca entre o maior e o menor, diferenca entre a maior e a menor, diferenca entre o menor e o maior,
    diferenca entre a menor e a maior, diferenca entre o maximo e o minimo`,
  standard_deviation: 'desvio padrao, desvio',
  population: 'desvio padrao populacional, variancia populacional, populacional',
  variance: 'variancia',
  quartile_low: 'primeiro quartil, quartil inferior, percentil 25',
  quartile_high: 'terceiro quartil, quartil superior, percentil 75',
  percentile: 'percentil, quantil',
  skewness: 'assimetria',
  kurtosis: 'curtose',
  correlation: `
    correlacao, correlacao de pearson, coeficiente de correlacao, correlacionados, correlacionadas`,
  distinct: 'diferentes, distintos, distintas, unicos, unicas, quantos diferentes',
  most: `
    maior, maiores, mais, mais alto, mais alta, mais altos, mais altas, mais cara, mais caro, mais caros,
    mais caras, mais longo, mais longa, maior numero de, maior quantidade de, mais frequente, mais frequentes,
    mais comum, mais comuns, mais elevado, mais elevada, melhor, melhores, mais velho, mais velha, mais pesado,
    mais populoso, mais populosa, mais vezes, que mais, quem mais, mais aparece`,
  least: `
    menor, menores, menos, mais baixo, mais baixa, mais baixos, mais baixas, mais barato, mais barata,
    mais baratos, mais baratas, mais curto, mais curta, menor numero de, menor quantidade de, menos frequente,
    menos comum, pior, piores, mais novo, mais nova, mais jovem, mais leve, que menos, menos vezes`,
  top: 'top, primeiros, primeiras, os maiores, as maiores, maiores, melhores',
  bottom: 'menores, piores, ultimos, ultimas, os menores, as menores',
  latest: 'mais recente, mais recentes, ultima data, data mais recente',
  earliest: 'mais antigo, mais antiga, mais antigos, mais antigas, primeira data, data mais antiga',
  first: 'primeiro, primeira, inicial',
  last: 'ultimo, ultima, final',
  next: `
    proximo, proxima, proximo depois de, logo depois de, logo apos, depois de, depois do, depois da, apos,
    seguinte a, seguinte, logo depois do, logo depois da, logo abaixo de, abaixo de, posterior a, logo apos o,
    logo apos a`,
  previous: `
    anterior, anterior a, logo antes de, logo antes do, logo antes da, antes de, antes do, antes da, antes,
    acima de, precede`,
  group: `
    por, para cada, cada, em cada, de cada, agrupado por, agrupada por, agrupados por, agrupadas por, segundo,
    conforme, a cada, separado por, dividido por, separados por, de acordo com`,
  share: `
    percentual, percentual de, porcentagem, porcentagem de, por cento, proporcao, proporcao de, participacao,
    participacao de, fracao, fatia, parcela, qual percentual, que porcentagem, que percentual, fracao de,
    percentagem, percentagem de`,
  difference: `
    diferenca, diferenca entre, diferenca de, quanto a mais, quantos a mais, quantas a mais, quantos mais`,
  ratio: 'razao, razao entre, quantas vezes maior',
  growth: `
    crescimento, variacao percentual, crescimento percentual, variacao, aumento, cresceu, evolucao`,
  more: 'mais, maior, menos, menor, melhor, superior, inferior',
  not: `
    nao, exceto, sem, diferente de, diferentes de, fora, menos o, menos a, excluindo, sem contar, nunca, sem ser,
    alem de, fora de, nem, tirando, desconsiderando`,
  null: `
    faltando, faltantes, faltante, ausente, ausentes, nulo, nulos, nula, nulas, vazio, vazios, vazia, vazias,
    em branco, nao informado, nao informada, nao informados, sem informacao, nao preenchido, nao preenchida,
    nao preenchidos, valores ausentes, valores nulos, valores faltantes`,
  or: 'ou',
  list: `
    liste, listar, mostre, mostrar, me mostre, me diga, diga, exiba, quais sao, quais foram, apresente, informe,
    lista de, lista, de o, traga, encontre, me de, nomes de todos, nomes de todas, calcule, calcular`,
  gt: `
    mais de, mais que, mais do que, maior que, maior do que, maiores que, maiores do que, acima de, acima do,
    acima da, superior a, superiores a, superior ao, depois de, apos, a partir do dia seguinte a, passa de,
    passam de, ultrapassa, ultrapassam, excede, excedem, maior de, posterior a, posteriores a, com mais de`,
  ge: `
    pelo menos, no minimo, ao menos, a partir de, maior ou igual a, maiores ou iguais a, igual ou superior a,
    igual ou maior que, desde, nao menos que, nao menos de, maior ou igual que, iguais ou superiores a`,
  lt: `
    menos de, menos que, menos do que, menor que, menor do que, menores que, menores do que, abaixo de,
    abaixo do, abaixo da, inferior a, inferiores a, inferior ao, antes de, anterior a, anteriores a, menor de,
    com menos de`,
  le: `
    no maximo, ate, menor ou igual a, menores ou iguais a, igual ou inferior a, nao mais que, nao mais de, ate o,
    igual ou menor que, menor ou igual que, nao passa de, nao passam de, nao ultrapassa, nao ultrapassam,
    ao maximo`,
  between: 'entre, de, desde',
  or_more: 'ou mais, ou maior, ou superior, para cima, em diante, ou acima',
  or_less: 'ou menos, ou menor, ou inferior, para baixo, ou abaixo',
  contains: `
    contem, contenha, contenham, contendo, que contem, com a palavra, inclui, tem a palavra, com o termo,
    no nome, que contenham`,
  starts: `
    comeca com, comecam com, comecando com, iniciam com, inicia com, termina com, terminam com, terminando em,
    termina em, terminam em, comecem com, terminem com`,
  eq: 'igual a, iguais a, exatamente, igual',
  who: 'quem',
  where: 'onde, em que lugar, em qual lugar',
  when: 'quando, em que data, em qual data, que dia, em que dia',
  running: 'acumulado, acumulada, total acumulado, valor acumulado, soma acumulada, acumulados',
  change:
    'mes a mes, ano a ano, em relacao ao mes anterior, em relacao ao ano anterior, sobre o mes anterior, variacao mensal',
  which: 'qual, quais, que, o que',
  how_much: 'quanto, quanta, quanto tempo, qto, qnto',
  same: 'mesmo, mesma, mesmos, mesmas',
  unsupported: `
    consecutivos, consecutivas, seguidos, seguidas, media movel, p valor, regressao, anova,
    outlier, outliers, distribuicao normal, normalidade, treine, normalize, cluster, agrupamento, hipotese,
    teste t, qui quadrado, tendencia, metade, dobro, mais ao sul, mais ao norte,
    mais a leste, mais a oeste, semelhante a, parecido com`,
  prediction: `
    prever, previsao, preveja, sera, serao, vai ser, vao ser, vai vender, projecao, projete, estimativa, estime,
    proximo ano, ano que vem, mes que vem, proximo mes, vai, vamos, vao`,
  cause: `
    por que, porque, por qual motivo, motivo, causa, causou, razao pela qual, devo, devemos, recomende,
    recomenda, deveria, deveriamos, como posso, como podemos, explique, como melhorar`,
}

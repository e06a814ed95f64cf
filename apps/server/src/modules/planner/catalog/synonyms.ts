import { nounKey } from '../language/stem.ts'

/** Each line: words of both languages that people use for one notion. A link over it is weaker than one over the word itself. */
const GROUPS = `
city town cidade municipio municipality
state estado uf province provincia
country nation nationality pais nacionalidade nacao
region regiao
location place venue site where local lugar ground stadium arena estadio cidade
stadium arena venue ground field estadio
home hometown residence
name nome
date day data dia dated
year ano season
month mes
week semana
time tempo hora duration length duracao
price preco cost custo valor
value valor amount montante quantia gasto gastou gastamos gastaram vale valem valia valiam worth
price preco custa custam custou cost costs
cost custo despesa gasto expense spending spent gastou
revenue receita faturamento sales vendas valor faturou renda
sale venda vendas vendido vendeu sold faturamento pedido
profit lucro
salary salario wage pay remuneracao earnings earn ganha vencimento
money prize winnings earnings earned premio won
quantity quantidade qtd unidades units amount volume
customer client cliente comprador buyer
product produto item artigo mercadoria
order pedido compra purchase
category categoria tipo type kind classe
type tipo kind
seller vendedor salesperson vendedora
supplier fornecedor
status situacao state
despesa valor gasto expense amount
age idade old older oldest velho velha jovem young youngest anos
price preco valor custo caro cara caros caras barato barata baratos baratas expensive cheap cheapest
population populacao populoso populosa populous
height altura alto alta tall taller tallest
weight peso pesado pesada heavy heaviest
duration duracao longo longa long longest length comprimento
sale sales venda vendas vendeu vendido vendida sold valor faturamento
hired admissao admitido admitida admitidos contratado contratados
years year ano anos age idade
sex gender sexo genero
department departamento setor secretaria dept
employee funcionario colaborador empregado servidor
job position cargo funcao role occupation ocupacao profissao
points pontos score pontuacao scored scoring
score result placar resultado scoreline
result outcome resultado
goals gols
wins won win victories vitorias venceu ganhou winner
winner vencedor won win champion campeao
losses lost loss defeats derrotas loser
draws ties drawn empates
game match games matches jogo partida played
team club time equipe clube side squad
player jogador jogadora athlete atleta
opponent adversario against versus vs rival faced
position place rank finish posicao colocacao classificacao standing placed finished
rank ranking position posicao colocacao
school college university escola faculdade universidade attended attend
student aluno estudante
teacher professor docente
course curso disciplina subject materia
grade nota score mark
party partido political
candidate candidato
votes votos voto
population populacao people habitantes inhabitants residents moradores living
patient paciente
doctor medico
hospital clinica
disease doenca diagnostico diagnosis
population pop
film movie filme title titulo
title titulo name
show series programme program serie programa
episode episodio
song track single musica cancao
artist singer cantor artista band banda performer
album disco
author writer written wrote autor escritor escrito
director directed diretor dirigido direcao
producer produced produtor
actor actress cast ator atriz starring played
character role personagem
language lingua idioma
attendance crowd publico attended spectators people
capacity capacidade seats
launched launch lancamento released release aired air premiered premiere
built constructed construction completed completion built
driver piloto drivers
car vehicle carro veiculo automovel
constructor manufacturer made fabricante marca brand make maker
engine motor
laps voltas
height altura tall elevation
weight peso heavy
length comprimento long
distance distancia miles km
speed velocidade
depth profundidade
temperature temperatura
rain precipitacao chuva precipitation
humidity umidade
wind vento
founded established fundacao foundation founded fundado
born birth nascimento birthdate
died death morte
chassis chassi
race corrida prova
circuit track circuito
tournament event championship torneio competition competicao campeonato
event evento
pick draft selected
school escola
address endereco
phone telefone
email mail
neighborhood bairro district distrito
district distrito bairro county
description descricao
code codigo
number numero no
percentage percentual porcentagem percent pct taxa rate share
rate taxa
payment pagamento paid pago
method metodo forma
store loja shop filial branch unidade
discount desconto
stock estoque
bank banco
account conta
expense despesa
budget orcamento
contract contrato
company empresa firm companhia
branch filial
series serie
asset bem bens patrimonio
declared declarado
incumbent representative
network channel station emissora broadcaster canal
frequency frequencia
viewers audiencia audience watched
writer written
medal medalha
gold ouro
silver prata
bronze
lane raia
partner parceiro
surface superficie
coach treinador manager tecnico
owner dono proprietario
president presidente
governor governador
mayor prefeito
airport aeroporto
river rio
mountain montanha peak
area tamanho size extensao
size tamanho
color cor colour
date when
purchase compra
inflation ipca inflacao indice
index indice
exchange cambio dolar cotacao
death obitos mortes deaths
cases casos
enrollment matricula matriculas
school escola
weekday dia
hour hora
delivery entrega
shipping frete
freight frete
rating nota avaliacao
review avaliacao
`
  .trim()
  .split('\n')
  .map((line) => [...new Set(line.split(' ').map(nounKey))])

const RELATED = new Map<string, Set<string>>()
for (const group of GROUPS) {
  for (const word of group) RELATED.set(word, new Set([...(RELATED.get(word) ?? []), ...group]))
}

/** True when the two words (as noun keys) are listed as names of one notion. */
export function areRelated(a: string, b: string): boolean {
  return RELATED.get(a)?.has(b) ?? false
}

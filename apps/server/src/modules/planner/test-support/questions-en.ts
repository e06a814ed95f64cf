import type { Case } from './questions-pt.ts'
import { RACES, VENDAS, MUNICIPIOS } from './sample-tables.ts'
import { column, countBy, mean, objects, sum, sumBy, top } from './truth.ts'

const r = objects(RACES)
const v = objects(VENDAS)
const m = objects(MUNICIPIOS)

const races = (question: string, truth: Case['truth']): Case => ({ table: 'races', question, truth })
const vendas = (question: string, truth: Case['truth']): Case => ({ table: 'vendas', question, truth })
const municipios = (question: string, truth: Case['truth']): Case => ({ table: 'municipios', question, truth })

export const QUESTIONS_EN: readonly Case[] = [
  // Counting
  races('How many races are there?', [7]),
  races('How many races did Nora Bell win?', [3]),
  races('How many different teams won?', [3]),
  races('How many races had more than 50 laps?', [5]),
  races('How many races were not held in Canada?', [5]),
  // Lookups
  races('Who won the Spring Trophy?', ['Nora Bell']),
  races('Which circuit hosted the Alpine Run?', ['Hochberg']),
  races('What was the attendance at Bay Park?', ['41,900']),
  races('In which country is the Marina circuit?', ['Singapore']),
  races('How many laps did the Night Race have?', [62]),
  races('What is the name of the race in round 4?', ['Coastal Grand Prix']),
  races('Which races were held in the United States?', ['Desert Prize', 'Coastal Grand Prix']),
  // Extremes, row relations, comparisons
  races('Which race had the highest attendance?', ['Night Race']),
  races('What is the highest number of laps?', [70]),
  races('What is the fewest laps in a race won by Nora Bell?', [48]),
  races('Which race had the fewest laps?', ['Alpine Run']),
  races('What was the first race?', ['Winter Cup']),
  races('What race comes after the Alpine Run?', ['Harvest Cup']),
  races('What was the last race won by Ivo Santos?', ['Harvest Cup']),
  races('Which race had more laps, the Winter Cup or the Alpine Run?', ['Winter Cup']),
  races('What is the difference in laps between the Night Race and the Alpine Run?', [18, 62, 44]),
  // Groups and figures
  races('Who won the most races?', ['Nora Bell', 3]),
  races('Number of races per country', [...countBy(r, 'Country')].flat()),
  races('What is the average number of laps?', [mean(r, column('Laps'))]),
  races('What is the total number of laps driven in Canada?', [
    sum(
      r.filter((row) => row.Country === 'Canada'),
      column('Laps'),
    ),
  ]),
  races(
    'average laps by team',
    [...countBy(r, 'Team').keys()].flatMap((team) => [
      team,
      mean(
        r.filter((row) => row.Team === team),
        column('Laps'),
      ),
    ]),
  ),
  races('What percentage of races was won by Falcon?', [3 / 7, 3, 7]),
  // English over Portuguese headers
  vendas('What is the total value of sales in Recife?', [
    sum(
      v.filter((row) => row.cidade === 'Recife'),
      column('VL_TOTAL'),
    ),
  ]),
  vendas('How many orders were made in January 2024?', [3]),
  vendas('Top 2 cities by total value', top(sumBy(v, 'cidade', column('VL_TOTAL')), 2)),
  vendas(
    'average quantity per category',
    [...countBy(v, 'categoria').keys()].flatMap((name) => [
      name,
      mean(
        v.filter((row) => row.categoria === name),
        column('QTD'),
      ),
    ]),
  ),
  municipios('What is the population of Porto Alegre?', [1332845]),
  municipios('Which municipality has the largest area?', ['Rio Branco']),
  municipios(
    'What is the average population by region?',
    [...countBy(m, 'regiao').keys()].flatMap((name) => [
      name,
      mean(
        m.filter((row) => row.regiao === name),
        column('populacao'),
      ),
    ]),
  ),
  // Refusals
  races('What was the prize money of the Spring Trophy?', 'decline'),
  races('Why did Nora Bell win the Night Race?', 'decline'),
  races('Who will win the next race?', 'decline'),
  races('Who won the Summer Classic?', 'decline'),
  races('How many races were held in 2019?', 'decline'),
  vendas('What is the correlation between age and salary?', 'decline'),
  municipios('What is the population of Rio Branco?', 'clarify'),
]

import type { Language } from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import type { DeclineReason } from '../interpret/decline.ts'
import { formatCell } from './format.ts'

const REASONS: Readonly<Record<DeclineReason, Readonly<Record<Language, string>>>> = {
  not_understood: {
    pt: 'Não entendi a pergunta a partir das colunas e dos valores destes dados.',
    en: 'I could not read the question from the columns and values of this data.',
  },
  too_long: {
    pt: 'A pergunta é longa demais para eu ler. Pergunte uma coisa de cada vez.',
    en: 'The question is too long for me to read. Please ask one thing at a time.',
  },
  unsure: {
    pt: 'Não tenho certeza de como ler a pergunta, por isso prefiro não responder.',
    en: 'I am not sure how to read the question, so I would rather not answer.',
  },
  no_measure: {
    pt: 'A pergunta pede uma ordem sem dizer por qual medida.',
    en: 'The question asks for an order without saying by which figure.',
  },
  prediction: {
    pt: 'A pergunta pede uma previsão, e estes dados só dizem o que já aconteceu.',
    en: 'The question asks for a prediction; this data only says what has happened.',
  },
  cause: {
    pt: 'A pergunta pede uma causa ou recomendação, que os dados sozinhos não dão.',
    en: 'The question asks for a cause or advice, which the data alone cannot give.',
  },
  unsupported: { pt: 'Ainda não sei fazer esse cálculo.', en: 'I cannot do this calculation yet.' },
  period_not_in_data: { pt: 'Os dados não têm o período pedido.', en: 'The data does not have the period asked for.' },
  value_not_in_data: {
    pt: 'Não encontrei nos dados o valor citado.',
    en: 'I did not find the quoted value in the data.',
  },
  empty: { pt: 'Nenhuma linha atende ao que foi pedido.', en: 'No row matches what was asked.' },
}

const MAX_WORDS = 6
const MAX_COLUMNS = 12

function quoted(words: readonly string[]): string {
  return [...new Set(words)]
    .slice(0, MAX_WORDS)
    .map((word) => `“${word}”`)
    .join(', ')
}

/** `Há: valor, quantidade, …`: what could have been asked for instead. */
function columnsIn({ columns }: CatalogTable, language: Language): string {
  const shown = columns.slice(0, MAX_COLUMNS).map(({ label }) => label)
  const more = columns.length > shown.length ? (language === 'pt' ? ' e outras' : ' and others') : ''
  return `${language === 'pt' ? 'Há as colunas:' : 'The columns are:'} ${shown.join(', ')}${more}.`
}

/** `data_venda vai de 01/01/2024 a 31/12/2024.` */
function rangesOf({ columns }: CatalogTable, language: Language): string {
  return columns
    .filter(({ dated, min, max }) => dated === 'native' && min !== null && max !== null)
    .slice(0, 3)
    .map(({ label, type, min, max }) => {
      const [from, to] = [min, max].map((cell) =>
        formatCell(typeof cell === 'string' ? cell.slice(0, 10) : cell, { type, unit: null, ordinal: true }, language),
      )
      return language === 'pt'
        ? `${label} vai de ${from ?? ''} a ${to ?? ''}.`
        : `${label} goes from ${from ?? ''} to ${to ?? ''}.`
    })
    .join(' ')
}

/**
 * Why the question is not answered, in words.
 *
 * @param detail words of the question that stood in the way.
 * @param table what the data has instead; null when no table was chosen.
 */
export function refusalText(
  reason: DeclineReason,
  detail: readonly string[],
  language: Language,
  table: CatalogTable | null = null,
): string {
  const words = quoted(detail)
  const parts: string[] = []
  if ((reason === 'unsure' || reason === 'not_understood') && words !== '' && table)
    parts.push(
      language === 'pt' ? `Não encontrei coluna nem valor para ${words}.` : `I found no column or value for ${words}.`,
    )
  else {
    parts.push(REASONS[reason][language])
    if (words !== '') parts.push(`${language === 'pt' ? 'Palavras em questão:' : 'Words in question:'} ${words}.`)
  }
  if (table && reason === 'period_not_in_data') parts.push(rangesOf(table, language))
  else if (
    table &&
    (reason === 'unsure' || reason === 'not_understood' || reason === 'no_measure' || reason === 'value_not_in_data')
  )
    parts.push(columnsIn(table, language))
  return parts.filter((part) => part !== '').join(' ')
}

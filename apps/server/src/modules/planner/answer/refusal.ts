import type { Language } from '@datapilot/contracts'
import type { DeclineReason } from '../interpret/decline.ts'

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

/** Why the question is not answered, in words; `detail` are the words of the question that stood in the way. */
export function refusalText(reason: DeclineReason, detail: readonly string[], language: Language): string {
  const words = [...new Set(detail)]
    .slice(0, 6)
    .map((word) => `“${word}”`)
    .join(', ')
  if (words === '') return REASONS[reason][language]
  return `${REASONS[reason][language]} ${language === 'pt' ? 'Palavras em questão:' : 'Words in question:'} ${words}.`
}

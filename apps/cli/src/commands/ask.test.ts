import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Answer } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { run } from './ask.ts'

const SALES = [
  'data;cidade;valor',
  '05/01/2024;São Paulo;1.234,50',
  '06/02/2024;Recife;100,00',
  '07/02/2024;São Paulo;65,50',
].join('\n')

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapilot-ask-'))
  await writeFile(join(folder, 'vendas.csv'), Buffer.from(SALES, 'latin1'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function printed(args: readonly string[]): Promise<{ code: number; lines: string[] }> {
  const chunks: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    chunks.push(String(chunk))
    return true
  })
  try {
    const code = await run(args)
    return {
      code,
      lines: chunks
        .join('')
        .split('\n')
        .filter((line) => line !== ''),
    }
  } finally {
    write.mockRestore()
  }
}

describe('datapilot ask', () => {
  it('answers a question about a file, as JSON of the contract', async () => {
    const { code, lines } = await printed([
      join(folder, 'vendas.csv'),
      '-q',
      'Qual a soma do valor em São Paulo?',
      '--json',
    ])
    const answer = Answer.parse(JSON.parse(lines[0] ?? ''))
    expect(code).toBe(0)
    expect(answer).toMatchObject({
      status: 'answered',
      reading: 'soma de valor onde cidade = São Paulo',
      rows_read: 3,
      rows_excluded: 1,
    })
    expect(Number(answer.value)).toBe(1300)
    expect(answer.sql).toContain('sum("valor")')
  })

  it('answers a batch in the order of its lines, a bad line among them', async () => {
    const batch = join(folder, 'in.jsonl')
    const lines = [
      { id: 'b', file: 'vendas.csv', question: 'Quantas linhas?' },
      { id: 'a', file: 'missing.csv', question: 'Quantas linhas?' },
      { id: 7, file: 'vendas.csv' },
      { id: 'c', file: 'vendas.csv', question: 'total do valor por cidade' },
    ]
    await writeFile(
      batch,
      [
        ...lines.slice(0, 2).map((line) => JSON.stringify(line)),
        'no json',
        '',
        ...lines.slice(2).map((line) => JSON.stringify(line)),
      ].join('\n'),
    )
    const answers = (await printed(['--batch', batch, '--json'])).lines.map((line) => Answer.parse(JSON.parse(line)))
    expect(answers.map(({ id, status }) => [id, status])).toEqual([
      ['b', 'answered'],
      ['a', 'error'],
      ['3', 'error'],
      ['7', 'error'],
      ['c', 'answered'],
    ])
    expect(answers[1]?.text).toContain('file_missing')
    expect(answers[4]?.rows.map(([city, total]) => [city, Number(total)])).toEqual([
      ['Recife', 100],
      ['São Paulo', 1300],
    ])
  })

  it('says how it is called when it is called wrongly', async () => {
    await expect(run([join(folder, 'vendas.csv')])).rejects.toThrow(UsageError)
    await expect(run(['-q', 'Quantas linhas?'])).rejects.toThrow(UsageError)
  })
})

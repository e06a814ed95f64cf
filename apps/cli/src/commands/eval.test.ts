import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { run } from './eval.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapilot-eval-'))
  await writeFile(join(folder, 'cities.csv'), 'city,country,people\nLima,Peru,100\nQuito,Ecuador,80\nCusco,Peru,20\n')
  const questions = [
    { table: 'cities.csv', question: 'What is the country of Quito?', answer: ['Ecuador'] },
    { table: 'cities.csv', question: 'What is the country of Lima?', answer: ['Chile'] },
    { table: 'cities.csv', question: 'Why is Lima large?', answer: ['unknown'] },
    {
      id: 3,
      file_name: 'cities.csv',
      question: 'What is the mean of people?',
      constraints: '',
      format: '',
      answers: [['mean', '66.67']],
    },
  ]
  await writeFile(join(folder, 'questions.jsonl'), questions.map((question) => JSON.stringify(question)).join('\n'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

it('counts right, declined and wrong and lists what is wrong', async () => {
  const chunks: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => chunks.push(String(chunk)) > 0)
  const code = await run([folder, '--errors', '--json']).finally(() => {
    write.mockRestore()
  })
  const figures: unknown = JSON.parse(chunks.at(-1) ?? '')
  expect(code).toBe(0)
  expect(figures).toMatchObject({ questions: 4, right: 50, declined: 25, wrong: 25, error: 0 })
  expect(chunks[0]).toContain('What is the country of Lima?')
})

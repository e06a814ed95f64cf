import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { format, resolveConfig } from 'prettier'
import { ROOT } from './tasks.mjs'

const DOCUMENT = 'docs/api/openapi.json'
const TYPES = 'apps/web/src/platform/client/schema.d.ts'

/**
 * Writes the API's document and the clients' types from the routes; with `--check` only says whether they are what the
 * routes say.
 */
const output = execFileSync(process.execPath, ['apps/server/src/app/print-openapi.ts'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'inherit'],
})
const made = {
  [DOCUMENT]: output,
  [TYPES]: astToString(await openapiTypescript(output, { alphabetize: true })),
}
for (const [path, text] of Object.entries(made)) {
  const wanted = await format(text, { ...(await resolveConfig(path)), filepath: path })
  if (process.argv.includes('--check')) {
    if (read(path) === wanted) continue
    console.error(`${path} is not what the routes say: run npm run api:generate`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, wanted)
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

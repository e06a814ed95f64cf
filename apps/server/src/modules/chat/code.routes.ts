import { CodeResult, ExecuteCode } from '@datapilot/contracts'
import type { App } from '../../platform/http/app.ts'
import { untilClosed } from '../../platform/http/until-closed.ts'
import type { CodeService } from './code.service.ts'

const execute = { tags: ['chat'], body: ExecuteCode, response: { 200: CodeResult } }
const config = { permission: 'code.run' } as const

/** Runs Python over a chat's dataset; under its canonical path, and under the one that the design documents name. */
export function registerCodeRoute(app: App, path: '/code-executions' | '/execute_code', code: CodeService): void {
  app.post(path, { schema: execute, config }, (request, reply) =>
    code.execute(request.actor, request.body, untilClosed(reply)),
  )
}

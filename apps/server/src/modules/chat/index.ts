import type { ServerModule } from '../../platform/module.ts'
import { SummarySigner } from './chat-summary.ts'
import { registerChatDocumentRoutes, registerChatRoutes } from './chat.routes.ts'
import { type ChatDependencies, ChatService } from './chat.service.ts'
import { registerCodeRoute } from './code.routes.ts'
import { type CodeDependencies, CodeService } from './code.service.ts'

export type { ChatDataset, ChatDatasets } from './chat.ports.ts'

/** Conversations about datasets: routes and persistence around the answer loop. */
export function createChatModule(
  parts: Omit<ChatDependencies, 'signer'> & Pick<CodeDependencies, 'python'> & { readonly secret: string },
): ServerModule {
  const { secret, python, ...rest } = parts
  const chats = new ChatService({ ...rest, signer: new SummarySigner(secret) })
  const code = new CodeService({ ...rest, python })
  return {
    name: 'chat',
    routes: (app) => {
      registerChatRoutes(app, chats)
      registerCodeRoute(app, '/code-executions', code)
    },
    documentRoutes: (app) => {
      registerChatDocumentRoutes(app, chats)
      registerCodeRoute(app, '/execute_code', code)
    },
  }
}

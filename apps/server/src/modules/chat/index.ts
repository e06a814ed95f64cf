import type { ServerModule } from '../../platform/module.ts'
import { SummarySigner } from './chat-summary.ts'
import { registerChatDocumentRoutes, registerChatRoutes } from './chat.routes.ts'
import { type ChatDependencies, ChatService } from './chat.service.ts'
import { registerCodeRoute } from './code.routes.ts'
import { type CodeDependencies, CodeService } from './code.service.ts'
import { registerReceiptRoutes } from './receipt.routes.ts'
import { type ReceiptDependencies, ReceiptService } from './receipt.service.ts'

export type { ChatDataset, ChatDatasets } from './chat.ports.ts'

/** Everything the conversations need of the rest of the server. */
export type ChatParts = Omit<ChatDependencies, 'signer'> &
  Pick<CodeDependencies, 'python'> &
  Pick<ReceiptDependencies, 'evidenceSql'> & {
    /** Signs the summaries that clients keep. */
    readonly secret: string
    readonly analyticalEngine: ReceiptDependencies['engine']
  }

/** Conversations about datasets: routes and persistence around the answer loop. */
export function createChatModule(parts: ChatParts): ServerModule {
  const { secret, python, evidenceSql, analyticalEngine, ...rest } = parts
  const { database, datasets } = rest
  const chats = new ChatService({ ...rest, signer: new SummarySigner(secret) })
  const code = new CodeService({ database, datasets, python })
  const receipts = new ReceiptService({ database, datasets, python, evidenceSql, engine: analyticalEngine })
  return {
    name: 'chat',
    routes: (app) => {
      registerChatRoutes(app, chats)
      registerCodeRoute(app, '/code-executions', code)
      registerReceiptRoutes(app, receipts)
    },
    documentRoutes: (app) => {
      registerChatDocumentRoutes(app, chats)
      registerCodeRoute(app, '/execute_code', code)
    },
  }
}

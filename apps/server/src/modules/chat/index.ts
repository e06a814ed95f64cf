import type { ServerModule } from '../../platform/module.ts'
import { SummarySigner } from './chat-summary.ts'
import { registerChatDocumentRoutes, registerChatRoutes } from './chat.routes.ts'
import { type ChatDependencies, ChatService } from './chat.service.ts'

export type { ChatDataset, ChatDatasets } from './chat.ports.ts'

/** Conversations about datasets: routes and persistence around the answer loop. */
export function createChatModule(parts: Omit<ChatDependencies, 'signer'> & { readonly secret: string }): ServerModule {
  const { secret, ...rest } = parts
  const chats = new ChatService({ ...rest, signer: new SummarySigner(secret) })
  return {
    name: 'chat',
    routes: (app) => {
      registerChatRoutes(app, chats)
    },
    documentRoutes: (app) => {
      registerChatDocumentRoutes(app, chats)
    },
  }
}

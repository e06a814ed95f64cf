export { default as AskPanel } from './AskPanel.vue'
export { default as ChatLink } from './ChatLink.vue'
export { chatRoutes } from './chat.pages.ts'
export { useChats } from './chats.store.ts'

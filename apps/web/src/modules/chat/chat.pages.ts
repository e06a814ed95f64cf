import type { RouteRecordRaw } from 'vue-router'

const sidebar = () => import('./ChatSidebar.vue')

export const chatRoutes: RouteRecordRaw[] = [
  {
    path: '/chats',
    components: { default: () => import('./ChatsPage.vue'), sidebar },
    meta: { nav: 'chats', title: 'shell.chats' },
  },
  {
    path: '/chats/:id',
    components: { default: () => import('./ChatPage.vue'), sidebar },
    props: { default: true, sidebar: false },
    meta: { nav: 'chats', title: 'shell.chats', asksBelow: true },
  },
]

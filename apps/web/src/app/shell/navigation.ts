import { Activity, House, MessageSquare, Table2 } from '@lucide/vue'
import type { Component } from 'vue'
import { page } from '../../platform/client/urls.ts'

export interface NavigationEntry {
  id: 'home' | 'chats' | 'datasets' | 'analyses'
  to: string
  icon: Component
}

/** The entries of sidebar, rail and tab bar, in this order; their names are `shell.<id>`. */
export const navigation: readonly NavigationEntry[] = [
  { id: 'home', to: page.home, icon: House },
  { id: 'chats', to: page.chats, icon: MessageSquare },
  { id: 'datasets', to: page.datasets, icon: Table2 },
  { id: 'analyses', to: page.analyses(), icon: Activity },
]

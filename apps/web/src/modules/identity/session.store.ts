import type { Language, Me, Permission } from '@datapilot/contracts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { ApiError } from '../../platform/client/problem.ts'
import { setLanguage } from '../../platform/i18n/index.ts'
import { identityApi } from './identity.api.ts'

/** Who is signed in, and in which organization; null before sign-in. */
export const useSession = defineStore('session', () => {
  const me = shallowRef<Me | null>(null)
  const organizationId = computed(() => me.value?.organization.id ?? '')

  async function open(next: Me): Promise<void> {
    me.value = next
    if (next.user.language) await setLanguage(next.user.language)
  }

  /** Asks the server who is calling. False when nobody is signed in; other failures are thrown. */
  async function restore(): Promise<boolean> {
    try {
      await open(await identityApi.me())
      return true
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return false
      throw error
    }
  }

  async function signOut(): Promise<void> {
    await identityApi.signOut()
    me.value = null
  }

  async function switchOrganization(id: string): Promise<void> {
    await open(await identityApi.switchOrganization(id))
  }

  async function changeLanguage(language: Language): Promise<void> {
    await setLanguage(language)
    if (me.value) me.value = await identityApi.updateMe({ language })
  }

  const may = (permission: Permission): boolean => me.value?.permissions.includes(permission) ?? false

  return { me, organizationId, open, restore, signOut, switchOrganization, changeLanguage, may }
})

import type { Role } from '@datapilot/contracts'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

const ROLES: readonly Role[] = ['viewer', 'member', 'admin', 'owner']

/** Roles with their names, least first. */
export function useRoleOptions(): ComputedRef<{ value: Role; label: string }[]> {
  const { t } = useI18n()
  return computed(() => ROLES.map((role) => ({ value: role, label: t(`role.${role}`) })))
}

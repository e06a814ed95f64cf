import { defineAsyncComponent } from 'vue'

/** The parts of the settings that are about people and their access, loaded when they are opened. */
export const settingsSections = {
  account: defineAsyncComponent(() => import('./AccountSettings.vue')),
  organization: defineAsyncComponent(() => import('./OrganizationSettings.vue')),
  members: defineAsyncComponent(() => import('./MemberSettings.vue')),
  keys: defineAsyncComponent(() => import('./ApiKeySettings.vue')),
}

export { default as PreferenceBar } from './PreferenceBar.vue'
export { identityRoutes } from './identity.pages.ts'
export { useSession } from './session.store.ts'

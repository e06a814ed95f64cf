export { identityRoutes } from './identity.pages.ts'
export { useSession } from './session.store.ts'
export { settingsSections } from './settings/sections.ts'

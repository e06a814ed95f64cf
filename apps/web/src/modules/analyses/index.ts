export { analysisRoutes } from './analyses.pages.ts'
export { default as RetentionSettings } from './settings/RetentionSettings.vue'

import { createPinia } from 'pinia'
import { createApp } from 'vue'
import AppRoot from './app/AppRoot.vue'
import { createAppRouter } from './app/router.ts'
import { i18n, preferredLanguage, setLanguage } from './platform/i18n/index.ts'
import { restoreTheme } from './platform/theme.ts'
import './ui/styles/main.css'

restoreTheme()
await setLanguage(preferredLanguage())
createApp(AppRoot).use(createPinia()).use(i18n).use(createAppRouter()).mount('#app')

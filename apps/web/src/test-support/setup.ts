import { config } from '@vue/test-utils'
import { i18n, setLanguage } from '../platform/i18n/index.ts'

await setLanguage('pt')
config.global.plugins = [i18n]

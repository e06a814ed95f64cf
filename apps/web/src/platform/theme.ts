import { ref } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const STORAGE_KEY = 'datapilot.theme'

function stored(): Theme {
  const value = localStorage.getItem(STORAGE_KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

export const theme = ref<Theme>('system')

/** `system` leaves the choice to `color-scheme: light dark`; the others force one. */
export function applyTheme(next: Theme): void {
  theme.value = next
  if (next === 'system') {
    localStorage.removeItem(STORAGE_KEY)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(STORAGE_KEY, next)
    document.documentElement.dataset.theme = next
  }
}

export function restoreTheme(): void {
  applyTheme(stored())
}

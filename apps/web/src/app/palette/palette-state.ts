import { ref } from 'vue'

/** Whether the palette is open: the sidebar's entry and the shortcut share it. */
export const paletteOpen = ref(false)

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent)
export const PALETTE_KEYS = MAC ? '⌘ K' : 'Ctrl K'

export function isPaletteShortcut(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === 'k' && (MAC ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey
}

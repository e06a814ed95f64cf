import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether a media query matches, kept up to date while the calling component lives. */
export function useMedia(query: string): Ref<boolean> {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const update = (event: MediaQueryListEvent): void => {
    matches.value = event.matches
  }
  list.addEventListener('change', update)
  onScopeDispose(() => list.removeEventListener('change', update))
  return matches
}

export const usePhone = (): Ref<boolean> => useMedia('(max-width: 639px)')
export const useTablet = (): Ref<boolean> => useMedia('(max-width: 1023px)')
export const usePanelClosed = (): Ref<boolean> => useMedia('(max-width: 1279px)')

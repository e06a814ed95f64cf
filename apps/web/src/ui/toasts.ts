import { ref } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'neutral' | 'bad'
  action?: { label: string; run: () => void }
}

export const toasts = ref<Toast[]>([])

let next = 1

/** Shows one line at the bottom; with an action it stays long enough to be used (10 s, else 5 s). */
export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = next++
  toasts.value = [...toasts.value.slice(-2), { ...toast, id }]
  setTimeout(() => dismissToast(id), toast.action ? 10_000 : 5_000)
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

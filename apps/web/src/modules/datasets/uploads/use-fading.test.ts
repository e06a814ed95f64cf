import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, nextTick, ref } from 'vue'
import { useFading } from './use-fading.ts'

describe('finished uploads', () => {
  const finished = ref<number[]>([])
  const held = ref(false)
  const dismiss = vi.fn((id: number) => (finished.value = finished.value.filter((other) => other !== id)))
  let host: ReturnType<typeof mount>

  beforeEach(() => {
    vi.useFakeTimers()
    finished.value = []
    held.value = false
    dismiss.mockClear()
    host = mount(
      defineComponent({
        setup: () =>
          useFading(
            () => finished.value,
            () => held.value,
            dismiss,
          ),
        render: () => null,
      }),
    )
  })
  afterEach(() => {
    host.unmount()
    vi.useRealTimers()
  })

  it('go after six seconds, each by its own time', async () => {
    finished.value = [1]
    await nextTick()
    vi.advanceTimersByTime(4_000)
    finished.value = [1, 2]
    await nextTick()
    vi.advanceTimersByTime(2_500)
    expect(dismiss.mock.calls).toEqual([[1]])
    vi.advanceTimersByTime(4_000)
    expect(dismiss.mock.calls).toEqual([[1], [2]])
  })

  it('stay while they are held, and then have their six seconds again', async () => {
    finished.value = [1]
    await nextTick()
    held.value = true
    await nextTick()
    vi.advanceTimersByTime(60_000)
    expect(dismiss).not.toHaveBeenCalled()
    held.value = false
    await nextTick()
    vi.advanceTimersByTime(6_000)
    expect(dismiss).toHaveBeenCalledWith(1)
  })
})

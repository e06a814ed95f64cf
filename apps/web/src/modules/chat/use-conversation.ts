import type { Chat, ChatMessage, Problem } from '@datapilot/contracts'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { isAborted, networkProblem, toProblem } from '../../platform/client/problem.ts'
import { chatApi } from './chat.api.ts'
import { withStep, type ShownStep } from './steps.ts'

/** A question that is being answered, or whose answer failed. */
export interface OpenQuestion {
  text: string
  steps: ShownStep[]
  partial: string
  problem: Problem | null
}

/** One conversation: its messages, the question under way, and how to ask, stop and try again. */
export function useConversation() {
  const chat = shallowRef<Chat | null>(null)
  const messages = shallowRef<ChatMessage[]>([])
  const question = shallowRef<OpenQuestion | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let controller: AbortController | null = null
  const running = computed(() => question.value !== null && question.value.problem === null)

  async function load(id: string): Promise<void> {
    stop()
    question.value = null
    loading.value = true
    try {
      const loaded = await chatApi.get(id)
      chat.value = loaded
      messages.value = loaded.history
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    } finally {
      loading.value = false
    }
  }

  async function ask(text: string): Promise<void> {
    const id = chat.value?.chat_id
    if (!id || running.value) return
    const mine = new AbortController()
    controller = mine
    question.value = { text, steps: [], partial: '', problem: null }
    try {
      await follow(id, text, mine.signal)
    } catch (error) {
      if (mine.signal.aborted || isAborted(error)) await settle(id)
      else fail(toProblem(error))
    }
  }

  async function follow(id: string, text: string, signal: AbortSignal): Promise<void> {
    for await (const event of chatApi.ask(id, text, signal)) {
      const present = question.value
      if (!present || signal.aborted) return
      if (event.type === 'step') question.value = { ...present, steps: withStep(present.steps, event) }
      else if (event.type === 'text') question.value = { ...present, partial: event.text }
      else if (event.type === 'error') {
        fail({ ...networkProblem(event.detail), code: event.code })
        return
      } else {
        messages.value = [...messages.value, userMessage(text), event.message]
        question.value = null
        return
      }
    }
    fail(networkProblem('stream ended'))
  }

  /** After a stop the server's history says what stands; the question is kept there or not. */
  async function settle(id: string): Promise<void> {
    question.value = null
    const loaded = await chatApi.get(id).catch(() => null)
    if (loaded && chat.value?.chat_id === id) messages.value = loaded.history
  }

  function fail(why: Problem): void {
    if (question.value) question.value = { ...question.value, problem: why }
  }

  function stop(): void {
    controller?.abort()
    controller = null
  }

  async function retry(): Promise<void> {
    const text = question.value?.text
    question.value = null
    if (text) await ask(text)
  }

  onScopeDispose(stop)

  return { chat, messages, question, problem, loading, running, load, ask, stop, retry }
}

function userMessage(content: string): ChatMessage {
  return {
    id: crypto.randomUUID(),
    role: 'user',
    content,
    answer: null,
    receipt: null,
    choices: [],
    follow_ups: [],
    created_at: new Date().toISOString(),
  }
}

import { parentPort } from 'node:worker_threads'
import type { ThreadReply } from './planner-thread.ts'
import { createMemory, nextCalls, type Turn } from './turn.ts'

const memory = createMemory()

function reply({ id, turn }: { id: number; turn: Turn }): ThreadReply {
  try {
    return { id, calls: nextCalls(turn, memory) }
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (message: { id: number; turn: Turn }) => parentPort?.postMessage(reply(message)))

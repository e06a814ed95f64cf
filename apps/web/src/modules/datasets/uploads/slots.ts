/** At most `count` of the given tasks run at the same time; the others wait in the order they came. */
export function createSlots(count: number): { run: <T>(task: () => Promise<T>) => Promise<T> } {
  let free = count
  const queue: (() => void)[] = []

  async function run<T>(task: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await task()
    } finally {
      const next = queue.shift()
      if (next) next()
      else free += 1
    }
  }

  return { run }
}

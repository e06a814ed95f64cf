import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'

/** What a figure has to be read with: processor, memory, kernel, Node and how busy the machine was. */
export function machineFacts(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  const load = loadavg().map((value) => value.toFixed(1)).join(' ') // prettier-ignore
  return `${model}, ${availableParallelism()} cores, ${memory} GiB, Linux ${release()}, Node ${process.version}, load ${load}`
}

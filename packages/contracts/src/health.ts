import { z } from 'zod'

/** One dependency of the server. `off` means switched off by the machine or the configuration, said in `detail`. */
export const HealthCheck = z.object({
  status: z.enum(['ok', 'degraded', 'failed', 'off']),
  detail: z.string(),
  elapsed_ms: z.number(),
})
export type HealthCheck = z.infer<typeof HealthCheck>

export const Health = z.object({
  status: z.enum(['ok', 'degraded', 'failed']),
  version: z.string(),
  uptime_s: z.number(),
  checks: z.record(z.string(), HealthCheck),
})
export type Health = z.infer<typeof Health>

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { ChatSummary, type Language, type Profile } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { ChatDataset } from './chat.ports.ts'

/** A client may keep a summary for a working day. */
const VALID_MS = 12 * 60 * 60 * 1000
/** Columns beyond this are left out: the summary is a cache of the overview, not of the profile. */
const MAX_COLUMNS = 500

type Unsigned = Omit<ChatSummary, 'signature'>

/** What a signature is bound to besides the bytes it covers. */
export interface SummaryBinding {
  readonly actor: Pick<Actor, 'organizationId' | 'userId'>
  readonly chatId: string
}

/** JSON with sorted keys, so that a client that re-serialises the summary sends back the same bytes. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

/** The overview of a dataset that a chat starts from, without any value of the data. */
export function summarize(dataset: ChatDataset, profile: Profile, questions: readonly string[], now: Date): Unsigned {
  return {
    dataset_id: dataset.id,
    name: dataset.name,
    table_name: dataset.tableName,
    version: dataset.version,
    exact: profile.exact,
    rows: profile.exact ? profile.rows : null,
    columns: profile.columns.slice(0, MAX_COLUMNS).map(({ name, type, kind, missing_share, distinct }) => ({
      name,
      type,
      kind,
      missing_share,
      distinct,
    })),
    starter_questions: [...questions],
    expires_at: new Date(now.getTime() + VALID_MS).toISOString(),
  }
}

/** Signs and checks the summaries that clients cache (HMAC-SHA-256, RFC 2104). */
export class SummarySigner {
  readonly #key: Buffer
  readonly #keyId: string

  /** @param secret the installation's secret; the signing key is derived from it (HKDF, RFC 5869). */
  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'datapilot chat summary', 32))
    this.#keyId = createHmac('sha256', this.#key).update('key id').digest('hex').slice(0, 8)
  }

  sign(summary: Unsigned, binding: SummaryBinding): ChatSummary {
    return { ...summary, signature: this.#signature(summary, binding) }
  }

  /** The summary when its signature, binding and expiry hold; null otherwise, so that it is loaded again. */
  verify(sent: unknown, binding: SummaryBinding, version: number, now: Date): ChatSummary | null {
    const parsed = ChatSummary.safeParse(sent)
    if (!parsed.success) return null
    const { signature, ...summary } = parsed.data
    const expected = Buffer.from(this.#signature(summary, binding))
    const given = Buffer.from(signature)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
    return summary.version === version && new Date(summary.expires_at) > now ? parsed.data : null
  }

  #signature(summary: Unsigned, { actor, chatId }: SummaryBinding): string {
    const bound = [this.#keyId, actor.organizationId, actor.userId, chatId, canonical(summary)].join('\n')
    return `${this.#keyId}.${createHmac('sha256', this.#key).update(bound).digest('base64url')}`
  }
}

/** The language of the starter questions when nobody has said one. */
export const DEFAULT_LANGUAGE: Language = 'pt'

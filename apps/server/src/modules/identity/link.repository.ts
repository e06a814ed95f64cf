import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { type AccountStore } from './account.repository.ts'
import { oneTimeLink } from './identity.table.ts'

export type LinkKind = 'sign_in' | 'reset'

/** Stores a link's hash; an older link of the same kind for the same person stops working. */
export async function replaceLink(
  store: AccountStore,
  link: { kind: LinkKind; userId: string; tokenHash: string; expiresAt: Date },
): Promise<void> {
  await deleteLinks(store, link.userId, link.kind)
  await store.delete(oneTimeLink).where(lt(oneTimeLink.expiresAt, sql`now()`))
  await store.insert(oneTimeLink).values(link)
}

export async function deleteLinks(store: AccountStore, userId: string, kind: LinkKind): Promise<void> {
  await store.delete(oneTimeLink).where(and(eq(oneTimeLink.userId, userId), eq(oneTimeLink.kind, kind)))
}

/** Uses a link up and says for whom; null when it does not work. One statement, so that it works once. */
export async function takeLink(store: AccountStore, kind: LinkKind, tokenHash: string): Promise<string | null> {
  const [row] = await store
    .delete(oneTimeLink)
    .where(and(eq(oneTimeLink.tokenHash, tokenHash), eq(oneTimeLink.kind, kind), gt(oneTimeLink.expiresAt, sql`now()`)))
    .returning({ userId: oneTimeLink.userId })
  return row?.userId ?? null
}

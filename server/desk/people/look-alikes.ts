import { lookAlikeOf, skeletonOf, type KnownHandle } from '#domain/people/look-alike.ts'
import type { OrgTx } from '#server/store/database.ts'
import { handlesLike } from '#server/store/own-handles.ts'

type Handle = { id: string; kind: string; network: string; address: string; skeleton: string | null }

/** Of some accounts those that can be taken for another that is known, each with the one it looks like. */
export async function lookAlikes(
  tx: OrgTx,
  accounts: readonly Handle[],
): Promise<ReadonlyMap<string, KnownHandle>> {
  const handles = accounts.filter(({ kind }) => kind === 'handle')
  if (handles.length === 0) return new Map()
  const known = await handlesLike(
    tx,
    handles.map(({ skeleton, address }) => skeleton ?? skeletonOf(address)),
  )
  return lookAlikesAmong(handles, known)
}

/** Of some accounts those that can be taken for one of these handles. */
export function lookAlikesAmong(
  accounts: readonly Handle[],
  known: readonly KnownHandle[],
): ReadonlyMap<string, KnownHandle> {
  return new Map(
    accounts
      .filter(({ kind }) => kind === 'handle')
      .flatMap((handle) => {
        const like = lookAlikeOf(handle, known)
        return like ? [[handle.id, like] as const] : []
      }),
  )
}

import { Unavailable } from '#domain/unavailable.ts'
import type { Desk } from '#server/desk/desk.ts'
import { keepItem, keepItems, type KeptItem, type RawItem } from '#server/desk/items/keep-item.ts'

/** How many are kept in one transaction. */
const together = 16

/** A commit waits for others no longer than the one before it took, and so many milliseconds at most. */
const longestWait = 20

type Waiting = { raw: RawItem; kept: (item: KeptItem) => void; failed: (fault: unknown) => void }

/** What is to be kept for an organisation. */
type Queue = {
  waiting: Waiting[]
  isWorking: boolean
  /** How many are being kept right now. */
  underWay: number
  /** How many were to be kept at one time, at most: since the last transaction began, and before each of the last two. */
  most: number
  lately: [number, number]
  /** How many milliseconds the last transaction took. */
  took: number
  hurry?: () => void
}

/**
 * Keeps what arrives: what comes while others of its organisation are being committed is kept in the next transaction, all of
 * it together, and each source is answered after that. Where several came at once just before, who was answered then is about to
 * send again: the next commit waits a moment for as many. Whoever sends alone waits for nobody.
 */
export function keepTogether(desk: Desk): (org: string, raw: RawItem) => Promise<KeptItem> {
  const queues = new Map<string, Queue>()
  const keepAll = async (org: string, queue: Queue) => {
    queue.isWorking = true
    while (queue.waiting.length > 0) {
      await othersFor(queue)
      const group = queue.waiting.splice(0, together)
      queue.lately = [queue.lately[1], queue.most]
      queue.most = 0
      queue.underWay = group.length
      const began = performance.now()
      await keepGroup(desk, org, group)
      queue.took = performance.now() - began
      queue.underWay = 0
    }
    queue.isWorking = false
  }
  return (org, raw) =>
    new Promise((kept, failed) => {
      const queue = queues.get(org) ?? atRest()
      queues.set(org, queue)
      queue.waiting.push({ raw, kept, failed })
      queue.most = Math.max(queue.most, queue.waiting.length + queue.underWay)
      if (!queue.isWorking) void keepAll(org, queue)
      else if (isEnough(queue)) queue.hurry?.()
    })
}

const atRest = (): Queue => ({
  waiting: [],
  isWorking: false,
  underWay: 0,
  most: 0,
  lately: [1, 1],
  took: 0,
})

const isEnough = ({ waiting, lately }: Queue) => waiting.length >= Math.min(together, Math.max(...lately))

/** Resolves when as many wait as were there at one time just before, or the moment for which one waits for them is over. */
async function othersFor(queue: Queue): Promise<void> {
  if (isEnough(queue)) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.min(queue.took, longestWait))
    queue.hurry = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  delete queue.hurry
}

/** Where they cannot be kept together each is kept alone, so that none is refused for another's sake. */
async function keepGroup(desk: Desk, org: string, group: readonly Waiting[]): Promise<void> {
  try {
    const items = await keepItems(
      desk,
      org,
      group.map(({ raw }) => raw),
    )
    for (const [nth, item] of items.entries()) group[nth]?.kept(item)
  } catch (fault) {
    if (fault instanceof Unavailable || group.length === 1) for (const { failed } of group) failed(fault)
    else await Promise.all(group.map(({ raw, kept, failed }) => keepItem(desk, org, raw).then(kept, failed)))
  }
}

import type { z } from 'zod'
import type { sampleSetAside } from '#contract/keeping.ts'
import { isChannel } from '#domain/channel.ts'
import { lookedAt, sampleOf, type SampledItem } from '#server/store/looked-at.ts'
import { beginningOf } from '../cases/beginning-of.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { wasCaseView } from '../cases/was-case-view.ts'

const aDay = 12
const lookedAtFor = Temporal.Duration.from({ hours: 24 * 30 })

/**
 * The day's sample of what was set aside in the last week: the same twelve for every colleague who sees the same until midnight UTC, so that
 * what one has looked at nobody looks at again.
 */
export const showSetAsideSample = (
  desk: Desk,
  { org, sees }: Agent,
): Promise<z.input<typeof sampleSetAside.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const start = desk.now().toZonedDateTimeISO('UTC').startOfDay()
    const day = {
      name: start.toPlainDate().toString(),
      start: start.toInstant(),
      since: start.subtract({ days: 7 }).toInstant(),
    }
    const sample = await sampleOf(tx, day, { limit: aDay, sees })
    const items = sample.filter(({ looked_at: lookedAtBy }) => lookedAtBy === null)
    const names = await namesOf(tx)
    return {
      items: await Promise.all(items.map((item) => shown(item, names))),
      size: sample.length,
      ...(await lookedAt(tx, desk.now().subtract(lookedAtFor))),
    }
  })

const shown = async (row: SampledItem, names: Names) => ({
  id: row.id,
  channel: isChannel(row.channel) ? row.channel : ('other' as const),
  receivedAt: row.received_at.toString(),
  because: row.because,
  wasCase: wasCaseView(row.was_case, names),
  ...(await beginningOf(row.form, row.head)),
})

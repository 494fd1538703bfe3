import type { z } from 'zod'
import type { ClosingView } from '#contract/closing-view.ts'
import type { Case } from '#domain/case/case.ts'
import { lacksFor, type Ground, type Lack } from '#domain/case/closing.ts'
import type { House } from '#domain/case/house.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readElsewhere } from '#server/store/settling-rules.ts'
import type { Names } from '../names.ts'

type View = z.input<typeof ClosingView>

/** How far a case is from being settled, and what is missing to close it by each ground. */
export async function showClosing(
  tx: OrgTx,
  kase: Case,
  { house, names, now }: { house: House; names: Names; now: Temporal.Instant },
): Promise<View> {
  const { word, attempts = [], felt = {}, toldNo, closed } = kase
  const lacks = (ground: Ground) => lacksFor(kase, ground, house, now).map(lackView)
  return {
    word: word ? { says: word.says, way: word.way, at: word.at.toString(), by: word.by } : null,
    attempts: attempts.map(({ way, at }) => ({ way, at: at.toString() })),
    felt,
    toldNo: toldNo
      ? { decision: toldNo.decision, at: toldNo.at.toString(), isDisputed: toldNo.dispute !== undefined }
      : null,
    elsewhere: await readElsewhere(tx),
    closed: closed ? { at: closed.at.toString(), by: names(closed.by.replace(/^member:/, '')) } : null,
    lacks: {
      word: lacks('word'),
      silence: lacks('silence'),
      deadlock: lacks('deadlock'),
      'asks-nothing': lacks('asks-nothing'),
      'nobody-to-ask': lacks('nobody-to-ask'),
    },
  }
}

function lackView(lack: Lack): View['lacks']['word'][number] {
  if (lack.lack === 'silence') return { ...lack, until: lack.until.toString() }
  if (lack.lack === 'attempts') return { ...lack, countsFrom: lack.countsFrom?.toString() ?? null }
  return lack
}

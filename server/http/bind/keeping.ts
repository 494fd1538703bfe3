import type { FastifyInstance } from 'fastify'
import * as keeping from '#contract/keeping.ts'
import type { Desk } from '#server/desk/desk.ts'
import { findPersons, listErasures } from '#server/desk/people/find-persons.ts'
import { lookAtItem } from '#server/desk/items/look-at-item.ts'
import { setRetention, showRetention, showWhatWouldGo } from '#server/desk/people/retention.ts'
import { setCaseAside } from '#server/desk/cases/set-case-aside.ts'
import { setItemAside } from '#server/desk/items/set-item-aside.ts'
import { showDoubts } from '#server/desk/replies/show-doubts.ts'
import { showSetAsideSample } from '#server/desk/items/show-set-aside-sample.ts'
import { serve } from '../serve.ts'

/** Binds what is decided about items and replies in doubt, how long words are kept, and who was erased. */
export function bindKeeping(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, keeping.listDoubts, (_, agent) => showDoubts(desk, agent))
  serve(app, desk, keeping.sampleSetAside, (_, agent) => showSetAsideSample(desk, agent))
  serve(app, desk, keeping.lookAtItem, (look, agent) => lookAtItem(desk, agent, look))
  serve(app, desk, keeping.setItemAside, (asked, agent) => setItemAside(desk, agent, asked))
  serve(app, desk, keeping.setCaseAside, (asked, agent) => setCaseAside(desk, agent, asked))
  serve(app, desk, keeping.readRetention, (_, agent) => showRetention(desk, agent))
  serve(app, desk, keeping.setRetention, (rule, agent) => setRetention(desk, agent, rule))
  serve(app, desk, keeping.whatWouldGo, (asked, agent) => showWhatWouldGo(desk, agent, asked))
  serve(app, desk, keeping.findPersons, (asked, agent) => findPersons(desk, agent, asked))
  serve(app, desk, keeping.listErasures, (_, agent) => listErasures(desk, agent))
}

import type { FastifyInstance } from 'fastify'
import * as lookup from '#contract/lookup.ts'
import type { Desk } from '#server/desk/desk.ts'
import { lookUp } from '#server/desk/people/look-up.ts'
import { openReach } from '#server/desk/claims/open-reach.ts'
import { enterOwnHandle, removeOwnHandle, showOwnHandles } from '#server/desk/posts/own-handles.ts'
import { shareAccount } from '#server/desk/people/share-account.ts'
import { showLookups } from '#server/desk/people/show-lookups.ts'
import { refuseHurry } from '../refuse-hurry.ts'
import { serve } from '../serve.ts'

/** Binds looking people up, their reach, and whose an account is. */
export function bindLookup(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, lookup.lookUp, (asked, agent) => {
    refuseHurry(desk, agent)
    return lookUp(desk, agent, asked)
  })
  serve(app, desk, lookup.openReach, (asked, agent) => {
    refuseHurry(desk, agent)
    return openReach(desk, agent, asked)
  })
  serve(app, desk, lookup.listLookups, (asked, agent) => showLookups(desk, agent, asked))
  serve(app, desk, lookup.shareAccount, (said, agent) => shareAccount(desk, agent, said))
  serve(app, desk, lookup.listOwnHandles, (_, agent) => showOwnHandles(desk, agent))
  serve(app, desk, lookup.enterOwnHandle, (entered, agent) => enterOwnHandle(desk, agent, entered))
  serve(app, desk, lookup.removeOwnHandle, (own, agent) => removeOwnHandle(desk, agent, own))
}

import type { FastifyInstance } from 'fastify'
import * as notices from '#contract/notices.ts'
import { Refusal } from '#domain/refusal.ts'
import { answerPage } from '#server/desk/notices/answer-page.ts'
import { addBrowser, removeBrowser } from '#server/desk/sign-in/browsers.ts'
import type { Agent } from '#server/desk/command.ts'
import type { Desk } from '#server/desk/desk.ts'
import { examineEvidence } from '#server/desk/claims/examine-evidence.ts'
import { setNotices, showNotices } from '#server/desk/notices/notice-settings.ts'
import { setPager, showPager, tryPager } from '#server/desk/notices/pager.ts'
import { showPage, showPages } from '#server/desk/notices/show-pages.ts'
import { tryNotices } from '#server/desk/notices/try-notices.ts'
import { browserOf } from '../browser-of.ts'
import { openPaces, type Pace } from '../paces.ts'
import { serve } from '../serve.ts'

/** Whoever tries something out sends by it: a few at once, and then one in twenty seconds. */
const ofTrying: Pace = { atOnce: 5, eachSecond: 0.05 }

/** Binds how colleagues are told, who is called to a danger, and that evidence was looked at. */
export function bindNotices(app: FastifyInstance, desk: Desk): void {
  const paces = openPaces(() => desk.now().epochMilliseconds / 1000)
  const refuseHurry = ({ org, handle }: Agent) => {
    const wait = paces.take(`${org} ${handle}`, ofTrying)
    if (wait > 0)
      throw new Refusal('too-many', 'You have tried this several times. Try again in a moment.', {
        retryAfterSeconds: wait,
      })
  }
  serve(app, desk, notices.showNotices, (_, agent) => showNotices(desk, agent))
  serve(app, desk, notices.setNotices, (wanted, agent) => setNotices(desk, agent, wanted))
  serve(app, desk, notices.addBrowser, (asked, agent, request) => {
    refuseHurry(agent)
    return addBrowser(desk, agent, asked, browserOf(request.headers['user-agent']))
  })
  serve(app, desk, notices.removeBrowser, (asked, agent) => removeBrowser(desk, agent, asked))
  serve(app, desk, notices.tryNotices, (_, agent) => {
    refuseHurry(agent)
    return tryNotices(desk, agent)
  })
  serve(app, desk, notices.listPages, (_, agent) => showPages(desk, agent))
  serve(app, desk, notices.openPage, (asked, agent) => showPage(desk, agent, asked))
  serve(app, desk, notices.answerPage, (asked, agent) => answerPage(desk, agent, asked))
  serve(app, desk, notices.showPager, (_, agent) => showPager(desk, agent))
  serve(app, desk, notices.setPager, (asked, agent) => setPager(desk, agent, asked))
  serve(app, desk, notices.tryPager, (_, agent) => {
    refuseHurry(agent)
    return tryPager(desk, agent)
  })
  serve(app, desk, notices.examineEvidence, (asked, agent) => examineEvidence(desk, agent, asked))
}

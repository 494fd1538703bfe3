import type { FastifyInstance } from 'fastify'
import * as remedies from '#contract/remedies.ts'
import type { Desk } from '#server/desk/desk.ts'
import { proposeRemedy } from '#server/desk/remedies/propose-remedy.ts'
import { saveRemedyRules, showRemedyRules } from '#server/desk/remedies/remedy-rules.ts'
import { showAuthority } from '#server/desk/cases/show-authority.ts'
import { showLedger, takeLedgerAlong } from '#server/desk/remedies/show-ledger.ts'
import { showRemedies, weighRemedy } from '#server/desk/remedies/show-remedies.ts'
import { showWaitingRemedies } from '#server/desk/remedies/show-waiting-remedies.ts'
import { approveRemedy, declineRemedy, giveRemedy } from '#server/desk/remedies/sign-remedy.ts'
import { reverseRemedy, withdrawRemedy } from '#server/desk/remedies/take-remedy-back.ts'
import { serve } from '../serve.ts'

/** Binds remedies: on a case, waiting for a signature, and in the books. */
export function bindRemedies(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, remedies.showRemedies, (asked, agent) => showRemedies(desk, agent, asked))
  serve(app, desk, remedies.weighRemedy, (asked, agent) => weighRemedy(desk, agent, asked))
  serve(app, desk, remedies.proposeRemedy, (wish, agent) => proposeRemedy(desk, agent, wish))
  serve(app, desk, remedies.approveRemedy, (asked, agent) => approveRemedy(desk, agent, asked))
  serve(app, desk, remedies.declineRemedy, (asked, agent) => declineRemedy(desk, agent, asked))
  serve(app, desk, remedies.giveRemedy, (asked, agent) => giveRemedy(desk, agent, asked))
  serve(app, desk, remedies.withdrawRemedy, (asked, agent) => withdrawRemedy(desk, agent, asked))
  serve(app, desk, remedies.reverseRemedy, (asked, agent) => reverseRemedy(desk, agent, asked))
  serve(app, desk, remedies.listWaitingRemedies, (asked, agent) => showWaitingRemedies(desk, agent, asked))
  serve(app, desk, remedies.showLedger, (asked, agent) => showLedger(desk, agent, asked))
  serve(app, desk, remedies.takeLedgerAlong, (asked, agent) => takeLedgerAlong(desk, agent, asked))
  serve(app, desk, remedies.showAuthority, (asked, agent) => showAuthority(desk, agent, asked))
  serve(app, desk, remedies.showRemedyRules, (_, agent) => showRemedyRules(desk, agent))
  serve(app, desk, remedies.saveRemedyRules, (rules, agent) => saveRemedyRules(desk, agent, rules))
}

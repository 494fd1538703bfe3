import type { FastifyInstance } from 'fastify'
import * as claims from '#contract/claims.ts'
import { checkClaim } from '#server/desk/claims/check-claim.ts'
import { decideClaim } from '#server/desk/claims/decide-claim.ts'
import type { Desk } from '#server/desk/desk.ts'
import { issueClaimCode } from '#server/desk/claims/issue-claim-code.ts'
import { makeClaim } from '#server/desk/claims/make-claim.ts'
import { offerSignIn } from '#server/desk/claims/offer-sign-in.ts'
import { showClaims } from '#server/desk/claims/show-claims.ts'
import { withdrawClaim } from '#server/desk/claims/withdraw-claim.ts'
import { serveSignIns } from '../sign-in-routes.ts'
import { serve } from '../serve.ts'

/** Binds what customers say of themselves, and the pages by which they sign in with a network to show it. */
export function bindClaims(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, claims.listClaims, (asked, agent) => showClaims(desk, agent, asked))
  serve(app, desk, claims.makeClaim, (claim, agent) => makeClaim(desk, agent, claim))
  serve(app, desk, claims.issueClaimCode, (asked, agent) => issueClaimCode(desk, agent, asked))
  serve(app, desk, claims.offerSignIn, (asked, agent) => offerSignIn(desk, agent, asked))
  serve(app, desk, claims.checkClaim, (asked, agent) => checkClaim(desk, agent, asked))
  serve(app, desk, claims.decideClaim, (found, agent) => decideClaim(desk, agent, found))
  serve(app, desk, claims.withdrawClaim, (asked, agent) => withdrawClaim(desk, agent, asked))
  // Within a scope of its own: everywhere else a body is JSON.
  void app.register((scope) => serveSignIns(scope, desk))
}

import type { FastifyInstance } from 'fastify'
import * as guard from '#contract/guard.ts'
import { dismissDanger } from '#server/desk/cases/danger.ts'
import type { Desk } from '#server/desk/desk.ts'
import { saveGuard, showGuard } from '#server/desk/replies/guard-rules.ts'
import { serve } from '../serve.ts'

/** Binds the guard of replies, and what a colleague makes of words of danger. */
export function bindGuard(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, guard.readGuard, (_, agent) => showGuard(desk, agent))
  serve(app, desk, guard.saveGuard, (given, agent) => saveGuard(desk, agent, given))
  serve(app, desk, guard.dismissDanger, (asked, agent) => dismissDanger(desk, agent, asked))
}

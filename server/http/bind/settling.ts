import type { FastifyInstance } from 'fastify'
import * as settling from '#contract/settling.ts'
import type { Desk } from '#server/desk/desk.ts'
import { noteWord } from '#server/desk/settling/hear-customer.ts'
import { noteAttempt } from '#server/desk/settling/note-attempt.ts'
import { saveSettling, showSettling } from '#server/desk/settling/settling-rules.ts'
import { showKept } from '#server/desk/cases/show-kept.ts'
import { tellNo } from '#server/desk/settling/tell-no.ts'
import { verifyCase } from '#server/desk/settling/verify-case.ts'
import { writeDeed } from '#server/desk/settling/write-deed.ts'
import { serve } from '../serve.ts'

/** Binds the way from a deed to the customer's word that it is settled, and how well promises are kept. */
export function bindSettling(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, settling.writeDeed, (deed, agent) => writeDeed(desk, agent, deed))
  serve(app, desk, settling.noteWord, (noted, agent) => noteWord(desk, agent, noted))
  serve(app, desk, settling.noteAttempt, (tried, agent) => noteAttempt(desk, agent, tried))
  serve(app, desk, settling.tellNo, (no, agent) => tellNo(desk, agent, no))
  serve(app, desk, settling.verifyCase, (looked, agent) => verifyCase(desk, agent, looked))
  serve(app, desk, settling.readSettling, (_, agent) => showSettling(desk, agent))
  serve(app, desk, settling.saveSettling, (given, agent) => saveSettling(desk, agent, given))
  serve(app, desk, settling.showKept, (asked, agent) => showKept(desk, agent, asked))
}

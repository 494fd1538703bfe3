import type { FastifyInstance } from 'fastify'
import * as queue from '#contract/queue.ts'
import type { Desk } from '#server/desk/desk.ts'
import { showCounts } from '#server/desk/cases/show-counts.ts'
import { endSnooze, snooze } from '#server/desk/cases/snooze.ts'
import { endView, keepView, moveView, showViews } from '#server/desk/cases/views.ts'
import { serve } from '../serve.ts'

/** Binds what a colleague does to their queue: laying cases aside, counting them, and keeping views. */
export function bindQueue(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, queue.snooze, (asked, agent) => snooze(desk, agent, asked))
  serve(app, desk, queue.endSnooze, (asked, agent) => endSnooze(desk, agent, asked))
  serve(app, desk, queue.counts, (_, agent) => showCounts(desk, agent))
  serve(app, desk, queue.listViews, (_, agent) => showViews(desk, agent))
  serve(app, desk, queue.keepView, (view, agent) => keepView(desk, agent, view))
  serve(app, desk, queue.moveView, (asked, agent) => moveView(desk, agent, asked))
  serve(app, desk, queue.endView, (asked, agent) => endView(desk, agent, asked))
}

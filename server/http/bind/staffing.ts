import type { FastifyInstance } from 'fastify'
import * as staffing from '#contract/staffing.ts'
import type { Desk } from '#server/desk/desk.ts'
import { changeAbsence, enterAbsence, withdrawAbsence } from '#server/desk/colleagues/enter-absence.ts'
import { keepHoliday, withdrawHoliday } from '#server/desk/colleagues/keep-holiday.ts'
import { showStaffing } from '#server/desk/colleagues/show-staffing.ts'
import { staffRung } from '#server/desk/colleagues/staff-rung.ts'
import { serve } from '../serve.ts'

/** Binds who stands where, and who is away. */
export function bindStaffing(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, staffing.showStaffing, (_, agent) => showStaffing(desk, agent))
  serve(app, desk, staffing.staffRung, (asked, agent) => staffRung(desk, agent, asked))
  serve(app, desk, staffing.keepHoliday, (asked, agent) => keepHoliday(desk, agent, asked))
  serve(app, desk, staffing.withdrawHoliday, (asked, agent) => withdrawHoliday(desk, agent, asked))
  serve(app, desk, staffing.enterAbsence, (asked, agent) => enterAbsence(desk, agent, asked))
  serve(app, desk, staffing.changeAbsence, (asked, agent) => changeAbsence(desk, agent, asked))
  serve(app, desk, staffing.withdrawAbsence, (asked, agent) => withdrawAbsence(desk, agent, asked))
}

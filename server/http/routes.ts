import type { FastifyInstance } from 'fastify'
import * as cases from '#contract/cases.ts'
import * as deskCalls from '#contract/desk.ts'
import * as items from '#contract/items.ts'
import * as people from '#contract/people.ts'
import * as onCase from '#server/desk/cases/case-commands.ts'
import { confirmLink, proposeLink, refuseLink, undoLink } from '#server/desk/people/decide-link.ts'
import type { Desk } from '#server/desk/desk.ts'
import { erasePerson } from '#server/desk/people/erase-person.ts'
import {
  acceptEscalation,
  declineEscalation,
  escalate,
  returnEscalation,
} from '#server/desk/cases/escalate.ts'
import { takeItem } from '#server/desk/items/take-item.ts'
import { merge, undoMerge } from '#server/desk/cases/merge.ts'
import { keepPromise, promise } from '#server/desk/cases/promise.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { confirmArrival, giveReplyAgain } from '#server/desk/replies/settle-sending.ts'
import { showCase } from '#server/desk/cases/show-case.ts'
import { showEarlier } from '#server/desk/cases/show-earlier.ts'
import { showCases } from '#server/desk/cases/show-cases.ts'
import { showAudit, showDecision, showItems, showMembers, showPolicy } from '#server/desk/cases/show-desk.ts'
import { showMe } from '#server/desk/set-up/show-me.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { split } from '#server/desk/cases/split.ts'
import { takeBackItem } from '#server/desk/items/take-back-item.ts'
import { openItem, retryItem } from '#server/desk/items/understand-item.ts'
import { bindAccounts } from './bind/accounts.ts'
import { bindByHand } from './bind/by-hand.ts'
import { bindCalls } from './bind/calls.ts'
import { bindClaims } from './bind/claims.ts'
import { bindRemedies } from './bind/remedies.ts'
import { bindConnections } from './bind/connections.ts'
import { bindForms } from './bind/forms.ts'
import { bindGuard } from './bind/guard.ts'
import { bindKeeping } from './bind/keeping.ts'
import { bindLookup } from './bind/lookup.ts'
import { bindNetworks } from './bind/networks.ts'
import { bindNotices } from './bind/notices.ts'
import { bindPolicy } from './bind/policy.ts'
import { bindPublicAddress } from './bind/public-address.ts'
import { bindQueue } from './bind/queue.ts'
import { bindSettling } from './bind/settling.ts'
import { bindRoom } from './bind/room.ts'
import { bindStaffing } from './bind/staffing.ts'
import { bindWelcome } from './bind/welcome.ts'
import { bindWriting } from './bind/writing.ts'
import { serve } from './serve.ts'

/** Binds every endpoint of the contract to the desk function that answers it. */
export function bindRoutes(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, items.postItem, (item, agent) => takeItem(desk, agent, item))
  serve(app, desk, items.listItems, (asked, agent) => showItems(desk, agent, asked))
  serve(app, desk, items.retryItem, (item, agent) => retryItem(desk, agent, item))
  serve(app, desk, items.openItem, (item, agent) => openItem(desk, agent, item))
  serve(app, desk, items.takeBackItem, (item, agent) => takeBackItem(desk, agent, item))

  serve(app, desk, cases.listCases, (asked, agent) => showCases(desk, agent, asked))
  serve(app, desk, cases.openCase, (asked, agent) => showCase(desk, agent, asked))
  serve(app, desk, cases.earlierOnCase, (asked, agent) => showEarlier(desk, agent, asked))
  serve(app, desk, cases.sendReply, (reply, agent) => sendReply(desk, agent, reply))
  serve(app, desk, cases.giveReplyAgain, (answer, agent) => giveReplyAgain(desk, agent, answer))
  serve(app, desk, cases.confirmArrival, (answer, agent) => confirmArrival(desk, agent, answer))
  serve(app, desk, cases.escalate, (asked, agent) => escalate(desk, agent, asked))
  serve(app, desk, cases.acceptEscalation, (answer, agent) => acceptEscalation(desk, agent, answer))
  serve(app, desk, cases.declineEscalation, (answer, agent) => declineEscalation(desk, agent, answer))
  serve(app, desk, cases.returnEscalation, (answer, agent) => returnEscalation(desk, agent, answer))
  serve(app, desk, cases.promise, (given, agent) => promise(desk, agent, given))
  serve(app, desk, cases.keepPromise, (kept, agent) => keepPromise(desk, agent, kept))
  serve(app, desk, cases.enterFacts, (entered, agent) => onCase.enterFacts(desk, agent, entered))
  serve(app, desk, cases.withdrawFailure, (asked, agent) => onCase.withdrawFailure(desk, agent, asked))
  serve(app, desk, cases.assign, (given, agent) => onCase.assign(desk, agent, given))
  serve(app, desk, cases.writeNote, (note, agent) => onCase.writeNote(desk, agent, note))
  serve(app, desk, cases.resolve, (resolved, agent) => resolve(desk, agent, resolved))
  serve(app, desk, cases.reopen, (asked, agent) => onCase.reopen(desk, agent, asked))
  serve(app, desk, cases.merge, (asked, agent) => merge(desk, agent, asked))
  serve(app, desk, cases.undoMerge, (asked, agent) => undoMerge(desk, agent, asked))
  serve(app, desk, cases.split, (asked, agent) => split(desk, agent, asked))

  serve(app, desk, people.whoAmI, (_, agent) => showMe(desk, agent))
  serve(app, desk, people.listMembers, (_, agent) => showMembers(desk, agent))
  serve(app, desk, people.proposeLink, (proposal, agent) => proposeLink(desk, agent, proposal))
  serve(app, desk, people.confirmLink, (answer, agent) => confirmLink(desk, agent, answer))
  serve(app, desk, people.refuseLink, (answer, agent) => refuseLink(desk, agent, answer))
  serve(app, desk, people.undoLink, (answer, agent) => undoLink(desk, agent, answer))
  serve(app, desk, people.erasePerson, (asked, agent) => erasePerson(desk, agent, asked))

  serve(app, desk, deskCalls.audit, (_, agent) => showAudit(desk, agent))
  serve(app, desk, deskCalls.policyInForce, (_, agent) => showPolicy(desk, agent))
  serve(app, desk, deskCalls.decide, (asked, agent) => showDecision(desk, agent, asked))

  bindAccounts(app, desk)
  bindByHand(app, desk)
  bindCalls(app, desk)
  bindClaims(app, desk)
  bindRemedies(app, desk)
  bindConnections(app, desk)
  bindNetworks(app, desk)
  bindNotices(app, desk)
  bindForms(app, desk)
  bindGuard(app, desk)
  bindKeeping(app, desk)
  bindPublicAddress(app, desk)
  bindLookup(app, desk)
  bindPolicy(app, desk)
  bindQueue(app, desk)
  bindSettling(app, desk)
  bindRoom(app, desk)
  bindStaffing(app, desk)
  bindWelcome(app, desk)
  bindWriting(app, desk)
}

import type { FastifyInstance } from 'fastify'
import * as calls from '#contract/calls.ts'
import * as card from '#contract/card.ts'
import * as dossier from '#contract/dossier.ts'
import * as telephones from '#contract/telephones.ts'
import type { Desk } from '#server/desk/desk.ts'
import { setExtensions, showExtensions } from '#server/desk/line/extensions.ts'
import { hearOfCall, whoseTelephone } from '#server/desk/line/hear-of-call.ts'
import { openPanel, renewPanel, setPanel, showPanel } from '#server/desk/line/line-panel.ts'
import { noteOnCall } from '#server/desk/line/note-on-call.ts'
import { endCall, popCall } from '#server/desk/line/pop-call.ts'
import { showCalls } from '#server/desk/line/show-calls.ts'
import { showCard } from '#server/desk/people/show-card.ts'
import { showDossier } from '#server/desk/people/show-dossier.ts'
import {
  addTelephone,
  changeTelephone,
  renewTelephoneSecret,
  showTelephones,
} from '#server/desk/line/telephones.ts'
import { testTelephone } from '#server/desk/line/test-telephone.ts'
import { refuseHurry } from '../refuse-hurry.ts'
import { serve, serveAnyone } from '../serve.ts'
import { serveSigned } from '../serve-signed.ts'

/** Binds calls, the card of who calls, the dossier that goes along, and the telephone systems that tell of them. */
export function bindCalls(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, calls.listCalls, (_, agent) => showCalls(desk, agent))
  serve(app, desk, calls.popCall, (asked, agent) => {
    refuseHurry(desk, agent, 'card')
    return popCall(desk, agent, asked)
  })
  serve(app, desk, calls.endCall, (asked, agent) => endCall(desk, agent, asked))
  serve(app, desk, calls.noteOnCall, (asked, agent) => noteOnCall(desk, agent, asked))
  serve(app, desk, calls.showExtensions, (_, agent) => showExtensions(desk, agent))
  serve(app, desk, calls.setExtensions, (asked, agent) => setExtensions(desk, agent, asked))
  serve(app, desk, card.showCard, (asked, agent) => {
    // Who is on the line is looked up for each call; anybody else is looked up by choice.
    if (asked.call === undefined) refuseHurry(desk, agent, 'card')
    return showCard(desk, agent, asked)
  })
  serve(app, desk, dossier.showDossier, (asked, agent) => showDossier(desk, agent, asked))

  serve(app, desk, telephones.listTelephones, (_, agent) => showTelephones(desk, agent))
  serve(app, desk, telephones.addTelephone, (asked, agent) => addTelephone(desk, agent, asked))
  serve(app, desk, telephones.testTelephone, (asked, agent) => testTelephone(desk, agent, asked))
  serve(app, desk, telephones.changeTelephone, (asked, agent) => changeTelephone(desk, agent, asked))
  serve(app, desk, telephones.renewTelephoneSecret, (asked, agent) =>
    renewTelephoneSecret(desk, agent, asked),
  )
  serve(app, desk, telephones.showPanel, (_, agent) => showPanel(desk, agent))
  serve(app, desk, telephones.setPanel, (asked, agent) => setPanel(desk, agent, asked))
  serve(app, desk, telephones.renewPanel, (_, agent) => renewPanel(desk, agent))
  serveAnyone(app, telephones.openPanel, (asked) => openPanel(desk, asked))

  serveSigned(app, calls.hearOfCall, {
    largest: 16_384,
    signedBy: (connectionId, signature, body) => whoseTelephone(desk, { connectionId, signature, body }),
    answer: (told, org) => hearOfCall(desk, org, told),
  })
}

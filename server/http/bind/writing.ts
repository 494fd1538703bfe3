import type { FastifyInstance } from 'fastify'
import * as writing from '#contract/writing.ts'
import { beHere } from '#server/desk/cases/be-here.ts'
import { describePerson } from '#server/desk/people/describe-person.ts'
import type { Desk } from '#server/desk/desk.ts'
import { removeDraftFile } from '#server/desk/replies/draft-files.ts'
import { saveDraft, showDraft } from '#server/desk/replies/drafts.ts'
import { seeMentions, showMentions } from '#server/desk/cases/mentions.ts'
import { approveSigning, askSignature, editSigning, endSigning } from '#server/desk/replies/signings.ts'
import { endTemplate, saveTemplate, showTemplates } from '#server/desk/replies/templates.ts'
import { withdrawEscalation } from '#server/desk/cases/withdraw-escalation.ts'
import { withdrawPromise } from '#server/desk/cases/withdraw-promise.ts'
import { withdrawReply } from '#server/desk/replies/withdraw-reply.ts'
import { serve } from '../serve.ts'

export function bindWriting(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, writing.readDraft, (asked, agent) => showDraft(desk, agent, asked))
  serve(app, desk, writing.saveDraft, (draft, agent) => saveDraft(desk, agent, draft))
  serve(app, desk, writing.dropDraftFile, (asked, agent) => removeDraftFile(desk, agent, asked))
  serve(app, desk, writing.withdrawReply, (asked, agent) => withdrawReply(desk, agent, asked))
  serve(app, desk, writing.withdrawEscalation, (asked, agent) => withdrawEscalation(desk, agent, asked))
  serve(app, desk, writing.withdrawPromise, (asked, agent) => withdrawPromise(desk, agent, asked))
  serve(app, desk, writing.beHere, (said, agent) => beHere(desk, agent, said))
  serve(app, desk, writing.listTemplates, (_, agent) => showTemplates(desk, agent))
  serve(app, desk, writing.saveTemplate, (template, agent) => saveTemplate(desk, agent, template))
  serve(app, desk, writing.endTemplate, (asked, agent) => endTemplate(desk, agent, asked))
  serve(app, desk, writing.askSignature, (asked, agent) => askSignature(desk, agent, asked))
  serve(app, desk, writing.editSigning, (given, agent) => editSigning(desk, agent, given))
  serve(app, desk, writing.approveSigning, (given, agent) => approveSigning(desk, agent, given))
  serve(app, desk, writing.endSigning, (given, agent) => endSigning(desk, agent, given))
  serve(app, desk, writing.listMentions, (asked, agent) => showMentions(desk, agent, asked))
  serve(app, desk, writing.seeMentions, (asked, agent) => seeMentions(desk, agent, asked))
  serve(app, desk, writing.describePerson, (given, agent) => describePerson(desk, agent, given))
}

import type { FastifyInstance } from 'fastify'
import * as policy from '#contract/policy.ts'
import * as comment from '#contract/policy-comment.ts'
import * as override from '#contract/policy-override.ts'
import * as reason from '#contract/policy-reason.ts'
import * as trial from '#contract/policy-trial.ts'
import * as rehearsal from '#contract/rehearsal.ts'
import { approvePolicy } from '#server/desk/policy/approve-policy.ts'
import { checkPolicy } from '#server/desk/policy/check-policy.ts'
import { answerComment, commentOnRule, listComments } from '#server/desk/policy/comment-on-rule.ts'
import type { Desk } from '#server/desk/desk.ts'
import { savePolicyDraft } from '#server/desk/policy/draft-policy.ts'
import { explainCase } from '#server/desk/cases/explain-case.ts'
import { endOverride, listCurrentOverrides, overrideProof } from '#server/desk/policy/override-proof.ts'
import { rehearsePolicy, showRehearsal, showRehearsals } from '#server/desk/policy/rehearse-policy.ts'
import { sendPolicyBack } from '#server/desk/policy/send-policy-back.ts'
import {
  diffPolicyVersions,
  exportPolicy,
  showPolicyVersion,
  showPolicyVersions,
} from '#server/desk/policy/show-policy-versions.ts'
import { submitPolicy } from '#server/desk/policy/submit-policy.ts'
import { takeOverCases } from '#server/desk/cases/take-over-cases.ts'
import { breakTrialOff, showTrials, startTrial } from '#server/desk/policy/try-on-new-cases.ts'
import { tryPolicy } from '#server/desk/policy/try-policy.ts'
import { withdrawPolicy } from '#server/desk/policy/withdraw-policy.ts'
import { serve } from '../serve.ts'

/** Binds the life of the policy: written, checked, approved, rehearsed, tried, explained. */
export function bindPolicy(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, policy.listPolicyVersions, (asked, agent) => showPolicyVersions(desk, agent, asked))
  serve(app, desk, policy.readPolicyVersion, (asked, agent) => showPolicyVersion(desk, agent, asked))
  serve(app, desk, policy.exportPolicy, (asked, agent) => exportPolicy(desk, agent, asked))
  serve(app, desk, policy.diffPolicies, (asked, agent) => diffPolicyVersions(desk, agent, asked))
  serve(app, desk, policy.savePolicyDraft, (draft, agent) => savePolicyDraft(desk, agent, draft))
  serve(app, desk, policy.checkPolicy, (given) => checkPolicy(given))
  serve(app, desk, policy.submitPolicy, (asked, agent) => submitPolicy(desk, agent, asked))
  serve(app, desk, policy.approvePolicy, (asked, agent) => approvePolicy(desk, agent, asked))
  serve(app, desk, policy.sendPolicyBack, (asked, agent) => sendPolicyBack(desk, agent, asked))
  serve(app, desk, policy.withdrawPolicy, (asked, agent) => withdrawPolicy(desk, agent, asked))
  serve(app, desk, policy.takeOverCases, (asked, agent) => takeOverCases(desk, agent, asked))

  serve(app, desk, override.overridePolicy, (given, agent) => overrideProof(desk, agent, given))
  serve(app, desk, override.endOverride, (asked, agent) => endOverride(desk, agent, asked))
  serve(app, desk, override.listOverrides, (_, agent) => listCurrentOverrides(desk, agent))
  serve(app, desk, comment.commentOnRule, (said, agent) => commentOnRule(desk, agent, said))
  serve(app, desk, comment.listComments, (asked, agent) => listComments(desk, agent, asked))
  serve(app, desk, comment.answerComment, (answer, agent) => answerComment(desk, agent, answer))

  serve(app, desk, reason.tryPolicy, (asked, agent) => tryPolicy(desk, agent, asked))
  serve(app, desk, reason.explainCase, (asked, agent) => explainCase(desk, agent, asked))
  serve(app, desk, rehearsal.rehearsePolicy, (asked, agent) => rehearsePolicy(desk, agent, asked))
  serve(app, desk, rehearsal.readRehearsal, (asked, agent) => showRehearsal(desk, agent, asked))
  serve(app, desk, rehearsal.listRehearsals, (asked, agent) => showRehearsals(desk, agent, asked))
  serve(app, desk, trial.startTrial, (asked, agent) => startTrial(desk, agent, asked))
  serve(app, desk, trial.listTrials, (_, agent) => showTrials(desk, agent))
  serve(app, desk, trial.breakTrialOff, (asked, agent) => breakTrialOff(desk, agent, asked))
}

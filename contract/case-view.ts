import { z } from 'zod'
import { channels } from '#domain/channel.ts'
import { dangers } from '#domain/danger/danger-words.ts'
import { stages } from '#domain/case/stage.ts'
import { personalKinds } from '#domain/guard/personal-span.ts'
import { AccountView, LinkSource } from './account-view.ts'
import { ClosingView } from './closing-view.ts'
import { instant, Named } from './endpoint.ts'

export const CaseRow = z.object({
  id: z.uuid(),
  number: z.int(),
  subject: z.string(),
  person: Named.nullable(),
  channel: z.enum(channels),
  severity: z.int(),
  rung: Named,
  owner: Named,
  state: z
    .enum(['open', 'closed', 'merged', 'taken-back'])
    .describe('“taken-back” never was a case: it is in no list and counts nowhere.'),
  stage: z.enum(stages),
  turn: z.enum(['ours', 'customers']),
  isPublic: z.boolean(),
  failures: z.int(),
  /** The next date owed, what kind of date it is, and since when it runs (for drawing the time left). */
  nextDueAt: instant.nullable(),
  nextDue: z.object({ kind: z.string(), setAt: instant, near: z.boolean() }).nullable(),
  offeredTo: Named.nullable(),
  meanwhile: z
    .object({ kind: z.string() })
    .nullable()
    .describe(
      'While somebody is asked to take it, the kind of the date that its owner owes all the same; null where nothing is left but to wait for them.',
    ),
  /** Until when it is kept out of the queue. */
  snoozedUntil: instant.nullable(),
  /** What a command on it carries, so that it is refused when the case moved meanwhile. */
  seq: z.int(),
  position: z.string().describe('Give it as `after` to go on from here.'),
})

export const DeadlineView = z.object({
  id: z.string(),
  kind: z.enum([
    'acknowledge-by',
    'act-by',
    'next-update-by',
    'follow-up-by',
    'accept-by',
    'promise',
    'in-doubt-by',
    'sign-by',
    'close-by',
  ]),
  state: z.enum(['running', 'paused', 'met', 'missed', 'withdrawn']),
  setAt: instant,
  dueAt: instant,
  near: z.boolean(),
  endedAt: instant.nullable(),
  isStillOwed: z.boolean().describe('It was missed, and what was due then has still not been done.'),
  /** What was promised and by whom, for a promise. */
  promise: z.object({ giver: Named, what: z.string() }).nullable(),
})

export const MessageView = z.object({
  id: z.uuid(),
  itemId: z.uuid().nullable(),
  direction: z.enum(['in', 'out', 'note']),
  channel: z.enum(channels),
  from: z.object({ name: z.string(), address: z.string().nullable() }),
  at: instant,
  isPublic: z.boolean(),
  subject: z.string(),
  body: z.string(),
  isErased: z.boolean().describe('Its words were erased: by the rule for keeping, or with its person.'),
  /** The body cut into what a reader wants to see and what is folded away; nothing is lost. */
  parts: z.array(z.object({ kind: z.enum(['said', 'quoted', 'signature']), text: z.string() })),
  /** Cleaned; remote images off. */
  html: z.string().nullable(),
  attachments: z.array(z.object({ part: z.int(), name: z.string(), type: z.string(), size: z.int() })),
  /** How far an outbound message has come, and why it is where it is. */
  delivery: z
    .object({
      state: z.enum(['queued', 'doing', 'done', 'refused', 'in-doubt', 'withdrawn']),
      because: z.string().nullable(),
      /** Until when a reply that waits can be taken back; null when it cannot. */
      sendsAt: instant.nullable(),
      /** A colleague gives it themselves: the desk sends nothing, and writes it down then. */
      byHand: z.boolean(),
    })
    .nullable(),
  holds: z
    .array(z.enum(personalKinds))
    .describe('Kinds of personal data in a message of the customer’s that everybody can read.'),
  /** Of a post on a network that the desk looks after: where people read it, and what its author has done with it since. */
  post: z
    .object({
      url: z.string().nullable(),
      state: z.enum(['there', 'edited', 'deleted']),
      changedAt: instant.nullable(),
    })
    .nullable(),
  /** The handles of the colleagues that a note names. */
  mentions: z.array(z.string()),
  provenance: z
    .object({ wrote: Named, edited: z.array(Named), approved: Named, as: Named, sent: Named })
    .nullable()
    .describe(
      'Of a reply that went out under the name of somebody who approved it: whose hands it went through.',
    ),
  /** The case that the message came to, where it was merged from another. */
  caseId: z.uuid(),
})

export const EventView = z.object({
  caseId: z.uuid(),
  seq: z.int(),
  type: z.string(),
  at: instant,
  by: z.string(),
  data: z
    .record(z.string(), z.unknown())
    .describe('How many follow the customer is `closed` for whoever has not looked on this case.'),
  /** A colleague's words that belong to it, unless they were erased. */
  remark: z.string().nullable(),
})

export const CaseView = CaseRow.omit({ position: true }).extend({
  seq: z.int(),
  openedAt: instant,
  policy: z.int(),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .describe('`followers` is `closed` for whoever has not looked how far the voice carries.'),
  danger: z
    .object({ messageId: z.uuid(), words: z.array(z.enum(dangers)) })
    .nullable()
    .describe(
      'A message speaks of danger, and nobody has said yet whether it is one: policy takes it for one.',
    ),
  unexamined: z
    .array(z.uuid())
    .describe('Messages about a danger whose files nobody has said yet that they looked at.'),
  safeReply: z
    .string()
    .nullable()
    .describe('Where a public message holds personal data: how a public reply without it may begin.'),
  /** The names of others who wrote on the case: not to be told in public. */
  otherNames: z.array(z.string()),
  failureChain: z.array(z.object({ at: instant, reason: z.string(), about: z.string() })),
  missed: z.int(),
  contacts: z.int(),
  mayBeSetAside: z
    .boolean()
    .describe(
      'Nothing has been done on it yet, and it tells of no harm: a colleague may say that it is no complaint.',
    ),
  isUnanswered: z
    .boolean()
    .describe('The customer has had no answer since they last wrote, and none is on its way.'),
  duties: z.object({
    severity: z.int(),
    rung: z.string(),
    clocks: z.record(z.string(), z.union([z.string(), z.boolean()])),
    entitlement: z.object({ remedy: z.string(), upTo: z.number() }),
    conduct: z.record(z.string(), z.unknown()),
    comms: z.boolean(),
    /** Which row of which table gave it, and the principle it rests on, in words. */
    why: z.array(z.object({ table: z.string(), row: z.string(), because: z.string().nullable() })),
  }),
  ladder: z.array(Named.extend({ title: z.string() })),
  offer: z
    .object({
      id: z.string(),
      rung: Named,
      to: Named,
      from: Named,
      trigger: z.string(),
      acceptBy: instant,
      remark: z.string().nullable(),
    })
    .nullable(),
  /** The accepted escalation that a return would give back. */
  taken: z.object({ id: z.string(), from: Named }).nullable(),
  accounts: z.array(AccountView),
  /** Telephone numbers that they gave in a form, and have not called from. */
  numbersGiven: z.array(z.object({ address: z.string(), messageId: z.uuid() })),
  /** Links of accounts to this person, and to other cases, that somebody may confirm, refuse or undo. */
  links: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['account', 'case']),
      state: z.enum(['proposed', 'confirmed', 'refused', 'undone']),
      evidence: z.string(),
      strength: z.enum(['strong', 'medium', 'weak']),
      source: LinkSource,
      at: instant.describe('When it was proposed.'),
      person: z
        .object({ id: z.uuid(), name: z.string().nullable() })
        .nullable()
        .describe('Whose an account is by it; without a name for whoever may not see their cases.'),
      caseId: z.uuid().nullable(),
      caseNumber: z.int().nullable(),
      accountId: z.uuid().nullable(),
      address: z.string().nullable(),
    }),
  ),
  /** To whom a reply goes: the account that wrote last; null where nobody can be answered. */
  replyTo: z
    .object({
      name: z.string(),
      address: z.string().nullable(),
      channel: z.enum(channels),
      canBePublic: z.boolean(),
      byHand: z.boolean(),
      network: z
        .object({
          name: z.string(),
          title: z.string(),
          as: z.string().describe('Our handle there.'),
          room: z.object({
            characters: z.int(),
            bytes: z.int(),
            counts: z.enum(['graphemes', 'code-points']).optional(),
          }),
          mostParts: z.int(),
        })
        .nullable()
        .describe('Where a public reply is posted by the desk itself; null: a colleague posts it there.'),
    })
    .nullable(),
  /** What is good to know about the person; a language or zone that nobody knows is null. */
  aboutPerson: z
    .object({
      language: z.string().nullable(),
      zone: z.string().nullable(),
      goodToKnow: z.string().nullable(),
      otherCases: z.array(
        z.object({
          id: z.uuid(),
          number: z.int(),
          subject: z.string(),
          state: z.string(),
          openedAt: instant,
        }),
      ),
    })
    .nullable(),
  mergedInto: z.uuid().nullable(),
  tookOver: z.array(z.object({ id: z.uuid(), number: z.int() })),
  closing: ClosingView,
  deadlines: z.array(DeadlineView),
  messages: z.array(MessageView).describe('The newest 100, oldest first.'),
  /** Replies that wait for somebody's name. */
  signings: z.array(
    z.object({
      id: z.uuid(),
      signer: Named,
      wrote: Named,
      edited: z.array(Named),
      body: z.string(),
      visibility: z.enum(['private', 'public']),
      asks: z.boolean(),
      version: z.int(),
      isApproved: z.boolean().describe('Its signer has approved exactly these words.'),
      askedAt: instant,
    }),
  ),
  events: z.array(EventView).describe('The newest 200, newest first.'),
  earlier: z
    .string()
    .nullable()
    .describe(
      'Where its timeline goes on: what to ask GET /cases/:caseId/earlier for; null where all is told.',
    ),
})

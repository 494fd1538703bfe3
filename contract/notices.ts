import { z } from 'zod'
import { noticeKinds } from '#domain/notice/notice.ts'
import { noticeLanguages } from '#domain/notice/notice-words.ts'
import { HoursLine } from '#domain/policy/staffing.ts'
import { deskRoles } from '#domain/role.ts'
import { command, endpoint, instant, Named } from './endpoint.ts'

const kind = z.enum(noticeKinds)
const hours = z.object({ zone: z.string().min(1).max(100), lines: z.array(HoursLine).min(1).max(14) })

const NoticesView = z.object({
  hours: hours.nullable().describe('Your own hours; null: those of the rota.'),
  zone: z.string(),
  works: z.boolean().describe('Whether you are at work now, as far as telling you goes.'),
  nextBegin: instant.nullable().describe('When the next digest would come.'),
  onCall: z.boolean().describe('Whether you are on duty now, and would be paged for a danger.'),
  onlyDigest: z.array(kind).describe('What only the digest tells.'),
  byMail: z.boolean(),
  language: z.enum(noticeLanguages),
  email: z.string().nullable(),
  hasRelay: z.boolean().describe('Whether mail can leave this desk at all.'),
  sender: z
    .string()
    .nullable()
    .describe(
      'From which address the desk writes of itself; null where no connection has one that a relay takes.',
    ),
  hasLink: z.boolean().describe('Whether links of the desk open anywhere but on its own machine.'),
  mailTrouble: z.string().nullable().describe('Why the newest mail to you has not left.'),
  pushKey: z.string().describe('By what a browser knows this desk (RFC 8292).'),
  browsers: z.array(
    z.object({
      id: z.uuid(),
      browser: z.string().nullable(),
      system: z.string().nullable(),
      since: instant,
      lastAt: instant.nullable(),
    }),
  ),
  waiting: z.array(
    z.object({
      id: z.uuid(),
      caseId: z.uuid(),
      number: z.int(),
      kind,
      at: instant,
    }),
  ),
})

export const showNotices = endpoint({
  method: 'GET',
  path: '/me/notices',
  summary: 'How you are told, when, in which browsers, and what waits to be told.',
  who: deskRoles,
  input: z.object({}),
  output: NoticesView,
})

export const setNotices = endpoint({
  method: 'POST',
  path: '/me/notices',
  summary:
    'Say when and how you want to be told. Whoever is on call is paged for a danger whatever this says.',
  who: deskRoles,
  input: z.object({
    hours: hours.nullable(),
    onlyDigest: z.array(kind).max(noticeKinds.length),
    byMail: z.boolean(),
    language: z.enum(noticeLanguages),
  }),
  output: NoticesView,
})

const endpointOfBrowser = z.url({ protocol: /^https?$/ }).max(2000)

export const addBrowser = endpoint({
  method: 'POST',
  path: '/me/browsers',
  summary: 'Be told in this browser, by web push. What it gives is what `PushSubscription.toJSON()` answers.',
  who: deskRoles,
  input: z.object({
    endpoint: endpointOfBrowser,
    keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
    replaces: endpointOfBrowser.optional().describe('The address that this browser had before.'),
  }),
  output: z.object({ id: z.uuid() }),
})

export const removeBrowser = endpoint({
  method: 'POST',
  path: '/me/browsers/:browserId/remove',
  summary: 'Be told in a browser no more.',
  who: deskRoles,
  input: z.object({ browserId: z.uuid() }),
  output: z.object({ browserId: z.uuid() }),
})

export const tryNotices = endpoint({
  method: 'POST',
  path: '/me/notices/test',
  summary: 'Send yourself a test by every way that there is.',
  who: deskRoles,
  input: z.object({}),
  output: z.object({ ways: z.int().describe('By how many ways it leaves.') }),
})

const PageView = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  number: z.int(),
  subject: z.string(),
  state: z
    .enum(['calling', 'unanswered', 'answered', 'over'])
    .describe('Unanswered: whoever could be called has been, or nobody is on call.'),
  openedAt: instant,
  nextAt: instant
    .nullable()
    .describe(
      'When somebody is called next; while it is silent, when it is seen whether anybody is on duty.',
    ),
  calls: z.array(z.object({ to: Named, rung: z.string(), round: z.int(), at: instant })),
  answeredBy: Named.nullable(),
  answeredAt: instant.nullable(),
})

export const listPages = endpoint({
  method: 'GET',
  path: '/pages',
  summary: 'The dangers for which somebody is being called and that nobody has taken.',
  who: deskRoles,
  input: z.object({}),
  output: z.object({ pages: z.array(PageView) }),
})

export const openPage = endpoint({
  method: 'GET',
  path: '/pages/:pageId',
  summary: 'One page: the case, who was called when, and who has it.',
  who: deskRoles,
  input: z.object({ pageId: z.uuid() }),
  output: PageView,
})

export const answerPage = endpoint({
  method: 'POST',
  path: '/pages/:pageId/answer',
  summary:
    'Say that you have it: nobody else is called, and the case is yours, on the rung by which you were called. A person says so.',
  who: deskRoles,
  scope: 'cases',
  input: z.object({ pageId: z.uuid() }),
  output: z.object({ pageId: z.uuid(), caseId: z.uuid(), by: z.string() }),
})

const PagerView = z.object({
  url: z.string().nullable(),
  isOn: z.boolean(),
  lastAt: instant.nullable(),
  lastTrouble: z.string().nullable(),
})

export const showPager = endpoint({
  method: 'GET',
  path: '/pager',
  summary: 'The gateway that rings pagers or telephones when somebody on call is paged.',
  who: ['admin'],
  input: z.object({}),
  output: PagerView,
})

export const setPager = endpoint({
  method: 'POST',
  path: '/pager',
  summary: 'Connect the gateway that rings pagers or telephones. Its messages are signed.',
  who: ['admin'],
  input: z.object({
    url: z.url({ protocol: /^https?$/ }).max(500),
    isOn: z.boolean(),
    renew: z.boolean().default(false).describe('A new secret; the first one is made when there is none.'),
  }),
  output: z.object({
    pager: PagerView,
    secret: z.string().nullable().describe('What we sign with. It is shown this once.'),
  }),
})

export const tryPager = endpoint({
  method: 'POST',
  path: '/pager/test',
  summary: 'Ring the gateway once as a test.',
  who: ['admin'],
  scope: 'settings',
  input: z.object({}),
  output: z.object({ works: z.boolean(), says: z.string() }),
})

export const examineEvidence = endpoint({
  method: 'POST',
  path: '/cases/:caseId/evidence',
  summary: 'Say that you have looked at the files of a customer’s message.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid(), messageId: z.uuid(), ...command }),
  output: z.object({ caseId: z.uuid(), seq: z.int(), id: z.string() }),
})

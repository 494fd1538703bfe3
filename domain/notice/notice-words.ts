import type { ClockKind } from '../case/deadline.ts'
import type { NoticeAbout, NoticeKind } from './notice.ts'

/** The languages in which colleagues are told outside the screens. */
export const noticeLanguages = ['en', 'de'] as const
export type NoticeLanguage = (typeof noticeLanguages)[number]

/** Words of a notice. They hold numbers, dates and codes, and nothing that anybody wrote. */
type Words = {
  case: (number: number) => string
  kinds: Readonly<Record<NoticeKind, string>>
  clocks: Readonly<Partial<Record<ClockKind, string>>>
  due: (when: string) => string
  digest: (count: number) => string
  more: (count: number) => string
  open: string
  page: (number: number) => string
  pageAsks: string
  pageAgain: string
  /** Where the desk does not know its own address. */
  pageWithoutLink: (number: number) => string
  have: string
  test: string
  testSays: string
}

const words: Readonly<Record<NoticeLanguage, Words>> = {
  en: {
    case: (number) => `Case ${number}`,
    kinds: {
      danger: 'somebody may come to harm',
      offered: 'is offered to you',
      assigned: 'is yours now',
      approval: 'waits for your approval',
      'date-near': 'a date comes near',
      'promise-near': 'a promise of yours falls due',
      'date-missed': 'a date was missed',
      'customer-wrote': 'the customer has written',
      mentioned: 'a colleague has mentioned you',
    },
    clocks: {
      'acknowledge-by': 'answer',
      'act-by': 'first action',
      'next-update-by': 'next update',
      'follow-up-by': 'ask again',
      'accept-by': 'take it or decline',
      'in-doubt-by': 'settle what is in doubt',
      'close-by': 'close it',
      promise: 'promise',
    },
    due: (when) => `by ${when}`,
    digest: (count) => (count === 1 ? 'One thing waited for you' : `${count} things waited for you`),
    more: (count) => `and ${count} more`,
    open: 'Open the desk',
    page: (number) => `Danger: case ${number}`,
    pageAsks: 'You are on call. Say that you have it, or the next is called.',
    pageAgain: 'Nobody has answered yet.',
    pageWithoutLink: (number) =>
      `Sign in to the desk. Above everything else stands case ${number}: press “Answer”, then “I have it”.`,
    have: 'I have it',
    test: 'A test',
    testSays: 'This is how you are told. Nothing has happened.',
  },
  de: {
    case: (number) => `Fall ${number}`,
    kinds: {
      danger: 'jemand kann zu Schaden kommen',
      offered: 'wird Ihnen angeboten',
      assigned: 'ist jetzt Ihrer',
      approval: 'wartet auf Ihre Freigabe',
      'date-near': 'eine Frist rückt näher',
      'promise-near': 'eine Zusage von Ihnen wird fällig',
      'date-missed': 'eine Frist wurde versäumt',
      'customer-wrote': 'die Kundin oder der Kunde hat geschrieben',
      mentioned: 'jemand hat Sie erwähnt',
    },
    clocks: {
      'acknowledge-by': 'Antwort',
      'act-by': 'erste Maßnahme',
      'next-update-by': 'nächste Nachricht',
      'follow-up-by': 'nachfragen',
      'accept-by': 'annehmen oder ablehnen',
      'in-doubt-by': 'Zweifelhaftes klären',
      'close-by': 'abschließen',
      promise: 'Zusage',
    },
    due: (when) => `bis ${when}`,
    digest: (count) => (count === 1 ? 'Eines hat auf Sie gewartet' : `${count} Dinge haben auf Sie gewartet`),
    more: (count) => `und ${count} weitere`,
    open: 'Zur Arbeit',
    page: (number) => `Gefahr: Fall ${number}`,
    pageAsks:
      'Sie haben Bereitschaft. Sagen Sie, dass Sie es übernehmen, sonst wird die nächste Person gerufen.',
    pageAgain: 'Noch hat niemand geantwortet.',
    pageWithoutLink: (number) =>
      `Melden Sie sich an. Über allem anderen steht Fall ${number}: „Antwort“, dann „Ich habe ihn“.`,
    have: 'Ich übernehme',
    test: 'Ein Test',
    testSays: 'So wird Ihnen Bescheid gesagt. Es ist nichts geschehen.',
  },
}

/** The words of a language. */
export const wordsIn = (language: NoticeLanguage): Words => words[language]

/** One notice in a line: "Case 1042: a date comes near (answer, by Mon 14:30)". */
export function noticeLine(
  { kind, about }: { kind: NoticeKind; about: NoticeAbout },
  { language, zone }: { language: NoticeLanguage; zone: string },
): string {
  const said = words[language]
  const clock = about.clock && said.clocks[about.clock]
  const due = about.dueAt === undefined ? undefined : said.due(whenIn(about.dueAt, language, zone))
  const more = [clock, due].filter((part) => part !== undefined)
  return `${said.case(about.number)}: ${said.kinds[kind]}${more.length > 0 ? ` (${more.join(', ')})` : ''}`
}

/** A time as somebody's own clock says it: "Mon 14:30". */
function whenIn(instant: string, language: NoticeLanguage, zone: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const days = language === 'de' ? daysDe : daysEn
  const minute = String(at.minute).padStart(2, '0')
  return `${days[at.dayOfWeek - 1] ?? ''} ${String(at.hour).padStart(2, '0')}:${minute}`
}

const daysEn = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const daysDe = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So']

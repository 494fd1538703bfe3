import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { formLanguages } from '#contract/forms.ts'

const keys = [
  'optional',
  'name',
  'email',
  'emailHint',
  'phone',
  'order',
  'topic',
  'topicNone',
  'words',
  'wordsHint',
  'files',
  'filesHint',
  'filesKept',
  'trap',
  'send',
  'sending',
  'again',
  'missingName',
  'missingEmail',
  'missingWords',
  'wrongEmail',
  'wrongPhone',
  'tooLong',
  'refusedFile',
  'tooLarge',
  'old',
  'tooMany',
  'takenTitle',
  'takenNumber',
  'takenWaiting',
  'takenLink',
  'takenLinkHint',
  'takenUrgent',
  'receiptTitle',
  'receiptArrived',
  'receiptLink',
  'receiptAnswer',
  'privacy',
  'closedTitle',
  'closedText',
  'noneTitle',
  'noneText',
  'previewText',
  'statusTitle',
  'statusTitleNone',
  'statusReceived',
  'statusSoon',
  'statusJoined',
  'statusOpen',
  'statusTheirs',
  'statusClosed',
  'statusOwner',
  'nextAnswer',
  'nextAct',
  'nextUpdate',
  'nextPromise',
  'statusWritten',
  'statusNext',
  'nextLate',
  'addMore',
  'addLabel',
  'addHint',
  'addSend',
  'addDone',
  'statusPrivate',
  'settledTitle',
  'saySettled',
  'sayNot',
  'sayDisagree',
  'sayNobody',
  'saidSettled',
  'saidNot',
  'saidDisagree',
  'saidNobody',
  'saidDone',
] as const

/** What the public pages can say. */
export type PageWord = (typeof keys)[number]

/** Says something in a language, with what is filled in. */
export type SayOnPage = (word: PageWord, values?: Readonly<Record<string, string | number>>) => string

const Catalogue = z.strictObject(
  // The names are these keys and no others; the compiler does not follow that through `fromEntries`.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Object.fromEntries(keys.map((key) => [key, z.string()])) as Record<PageWord, z.ZodString>,
)

const folder = new URL('../../../packs/forms/', import.meta.url)

const catalogues = new Map(
  formLanguages.map((language) => [
    language,
    Catalogue.parse(parse(readFileSync(new URL(`${language}.yaml`, folder), 'utf8'))),
  ]),
)

/** The voice of the public pages in a language. */
export function voiceOf(language: (typeof formLanguages)[number]): SayOnPage {
  const words = catalogues.get(language)
  if (!words) throw new RangeError('Every language of the pages has its words.')
  return (word, values = {}) =>
    words[word].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The language that is asked for, or that of the form. */
export const spokenOn = (
  asked: unknown,
  otherwise: (typeof formLanguages)[number],
): (typeof formLanguages)[number] => formLanguages.find((known) => known === asked) ?? otherwise

import { z } from 'zod'
import { firstWords } from '#domain/text/first-words.ts'
import { doubtAbout, linksIn } from '#domain/form/doubt.ts'
import { Refusal } from '#domain/refusal.ts'
import type { HandedOver } from '#server/channels/handed-over.ts'
import { formAt, readForm, type FormRow } from '#server/store/forms.ts'
import { homeCountry } from '#server/store/home-country.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { saveStatusLink } from '#server/store/status-links.ts'
import { listedCase } from '#server/store/case-list.ts'
import { dropWaitingFiles, waitingFiles, type WaitingFileRow } from '#server/store/waiting-files.ts'
import type { Desk } from '../desk.ts'
import { isFresh, isProof, readStamp, stampFor, type Stamp } from './form-stamp.ts'
import type { FormLanguage } from './form-view.ts'
import { readPhoneNumber } from '../people/phone-number.ts'
import { sendReceipt } from './send-receipt.ts'
import { statusDigest, statusToken } from './status-link.ts'
import { sentAs, takeFromPage } from '../items/take-from-page.ts'
import { sendingsOf, visitsOf } from '../cases/visits-of.ts'
import { keepWaiting, type WaitingFile } from '../replies/waiting-files.ts'

/** A form that anybody may fill in, and whose it is. */
export type PublicForm = { org: string; organisation: string; form: FormRow }

/** What somebody filled in, as the page sent it. */
export type Filled = {
  name: string
  email: string
  phone: string
  order: string
  topic: string
  words: string
  stamp: string
  proof: string
  /** The field that no person sees. */
  trap: string
  zone: string
  files: readonly { name: string; bytes: Uint8Array }[]
}

export type Field = 'name' | 'email' | 'phone' | 'words' | 'files' | 'page'

/** What is wrong with a field, for the page to say in its language; with the name of the file that it is about. */
export type Fault = {
  field: Field
  what: 'missing' | 'wrong' | 'too-long' | 'refused-file' | 'too-large' | 'old' | 'too-many'
  file?: string
}

export type Submitted =
  | { kind: 'again'; faults: Fault[]; stamp: string; kept: WaitingFile[] }
  | { kind: 'taken'; outcome: string; number: number | null; token: string }

/** The form at an address, if there is one. */
export async function publicForm(desk: Desk, slug: string): Promise<PublicForm | undefined> {
  const found = await desk.db.asWorker((tx) => formAt(tx, slug))
  return (
    found &&
    desk.db.withOrg(found.org_id, async (tx) => {
      const form = await readForm(tx, found.id)
      return form && { org: tx.org, organisation: (await thisOrganisation(tx)).name, form }
    })
  )
}

const mostWithinHour = 40
const mostLetters = { name: 200, email: 320, phone: 60, words: 10_000 }

/**
 * Takes what somebody sent by a form. What is not complete comes back with all that was filled in, files too; what is
 * suspicious is kept with an owner; everything else is a case like any other.
 */
export async function submitForm(
  desk: Desk,
  { org, form }: PublicForm,
  filled: Filled,
  from: { address: string; language: FormLanguage },
): Promise<Submitted> {
  const stamp = readStamp(desk, form.id, filled.stamp)
  const usable = stamp && isFresh(desk, stamp) ? stamp : restamped(desk, form, stamp)
  const withinHour = Math.max(
    await visitsOf(desk, 'form', from.address),
    // The work that a page asks for is done once, whoever sends it however often.
    await sendingsOf(desk, usable.nonce),
  )
  const faults = [
    ...(withinHour > mostWithinHour ? [{ field: 'page', what: 'too-many' } as const] : []),
    ...(usable === stamp ? [] : [{ field: 'page', what: 'old' } as const]),
    ...faultsIn(filled),
    ...(withinHour > mostWithinHour ? [] : await keepFiles(desk, org, usable, filled.files)),
  ]
  const kept = await desk.db.withOrg(org, (tx) => waitingFiles(tx, holderOf(usable)))
  if (faults.length > 0) {
    // What was already told is not told again as too fast.
    return { kind: 'again', faults, stamp: stampFor(desk, form.id, usable), kept: kept.map(withoutBytes) }
  }
  const doubt = doubtAbout({
    took: usable.issuedAt.until(desk.now()),
    isTrapFilled: filled.trap !== '',
    isProved: isProof(usable.nonce, filled.proof, form.difficulty),
    links: linksIn(filled.words),
    withinHour,
  })
  return take(
    desk,
    org,
    form,
    usable,
    await itemOf(desk, org, form, filled, { kept, doubt, stamp: usable, language: from.language }),
    from.language,
  )
}

/** A page that was open too long, or that we did not write, is stamped anew, and may be sent again at once. */
function restamped(desk: Desk, form: FormRow, old: Stamp | null): Stamp {
  const fresh = readStamp(desk, form.id, stampFor(desk, form.id))
  if (!fresh) throw new Error('We can read what we have just written.')
  return { nonce: old?.nonce ?? fresh.nonce, issuedAt: fresh.issuedAt.subtract({ seconds: 3 }) }
}

const holderOf = ({ nonce }: Stamp) => `form:${nonce}`

const withoutBytes = ({ id, name, type, size }: WaitingFileRow): WaitingFile => ({ id, name, type, size })

/** What is wrong with what was typed, in the order of the page. */
function faultsIn({ name, email, phone, words }: Filled): Fault[] {
  const faults: Fault[] = []
  if (words === '') faults.push({ field: 'words', what: 'missing' })
  else if (words.length > mostLetters.words) faults.push({ field: 'words', what: 'too-long' })
  if (name === '') faults.push({ field: 'name', what: 'missing' })
  else if (name.length > mostLetters.name) faults.push({ field: 'name', what: 'too-long' })
  if (email === '') faults.push({ field: 'email', what: 'missing' })
  else if (email.length > mostLetters.email || !z.email().safeParse(email).success)
    faults.push({ field: 'email', what: 'wrong' })
  if (phone.length > mostLetters.phone || (phone !== '' && !/^[\d\s()+./-]{3,}$/.test(phone)))
    faults.push({ field: 'phone', what: 'wrong' })
  return faults
}

/** Keeps the files that came along, so that no file is chosen twice for another field's sake. */
async function keepFiles(desk: Desk, org: string, stamp: Stamp, files: Filled['files']): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const file of files)
    await keepWaiting(desk, org, holderOf(stamp), file).catch((fault: unknown) => {
      if (!(fault instanceof Refusal)) throw fault
      const what = fault.code === 'too-large' ? 'too-large' : 'refused-file'
      faults.push({ field: 'files', what, file: file.name.slice(0, 100) })
    })
  return faults
}

type Along = { kept: readonly WaitingFileRow[]; doubt: string | null; stamp: Stamp; language: FormLanguage }

async function itemOf(
  desk: Desk,
  org: string,
  form: FormRow,
  filled: Filled,
  { kept, doubt, stamp, language }: Along,
): Promise<HandedOver> {
  const { name, email, phone, words } = filled
  const order = form.asks_order ? filled.order.slice(0, 100) : ''
  const topic = form.topics.includes(filled.topic) ? filled.topic : ''
  const country = phone ? await desk.db.withOrg(org, homeCountry) : null
  const number = phone && form.asks_phone ? (readPhoneNumber(phone, country).international ?? phone) : ''
  const besides = [topic, order, number].filter(Boolean).join(' · ')
  return {
    channel: 'web',
    externalId: sentAs(
      desk,
      stamp.nonce,
      [name, email, phone, filled.order, filled.topic, words],
      filled.files,
    ),
    at: desk.now().toString(),
    from: { name, email, ...(number && { phone: number }) },
    subject: [firstWords(words), topic, order].filter(Boolean).join(' · '),
    // What was chosen and filled in besides stands below the words, where whoever answers reads it.
    body: besides ? `${words}\n\n${besides}` : words,
    // The policy takes it where it knows such a topic.
    ...(topic && { facts: { topic: topic.toLowerCase().replaceAll(' ', '-') } }),
    tongue: { language, ...(isZone(filled.zone) && { zone: filled.zone }) },
    ...(doubt !== null && { doubt }),
    ...(kept.length > 0 && {
      files: kept.map((file) => ({ name: file.name, type: file.type, data: file.bytes.toString('base64') })),
    }),
  }
}

/** Whether a browser's word for its zone is one. */
function isZone(text: string): boolean {
  try {
    return text.length <= 60 && Temporal.Now.zonedDateTimeISO(text).timeZoneId !== ''
  } catch {
    return false
  }
}

async function take(
  desk: Desk,
  org: string,
  form: FormRow,
  stamp: Stamp,
  given: HandedOver,
  language: FormLanguage,
): Promise<Submitted> {
  const { itemId, outcome, caseId } = await takeFromPage(desk, org, form.connection_id, given)
  const token = statusToken(desk, itemId)
  const number = await desk.db.withOrg(org, async (tx) => {
    const at = desk.now().toString()
    await saveStatusLink(tx, { digest: statusDigest(token), item: itemId, language, at })
    const waiting = await waitingFiles(tx, holderOf(stamp))
    await dropWaitingFiles(
      tx,
      holderOf(stamp),
      waiting.map(({ id }) => id),
    )
    const kase = caseId === undefined ? undefined : await listedCase(tx, caseId)
    if (!kase) return null
    if (form.sends_receipt)
      await sendReceipt(desk, tx, { item: itemId, caseId: kase.id, number: kase.number, language })
    return kase.number
  })
  return { kind: 'taken', outcome, number, token }
}

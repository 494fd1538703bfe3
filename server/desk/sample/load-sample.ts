import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { readPolicy } from '#domain/policy/document.ts'
import { Refusal } from '#domain/refusal.ts'
import { nextToLookAt } from '#server/store/cases.ts'
import { commitLater } from '#server/store/commit-later.ts'
import { saveHomeCountry } from '#server/store/home-country.ts'
import { markSample, removeHalfLoaded, setLoading } from '#server/store/organisations.ts'
import { changeMember, saveMember } from '#server/store/members.ts'
import { savePolicy } from '#server/store/policies.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { organisationNamed } from '../set-up/found-organisation.ts'
import { countryOfZone } from '../people/phone-number.ts'
import { openPolicies } from '../policy/policies.ts'
import { saveForm } from '../forms/save-form.ts'
import { saveTemplate } from '../replies/templates.ts'
import { holdCase, recordTimePassed } from '../cases/record.ts'
import { momentsBefore, type Moments } from './moments.ts'
import { NotPlayed } from './not-played.ts'
import { playAct, playContact, type Stage, type Thread } from './play-step.ts'
import { readCompany, readStories, type Company, type Story } from './story.ts'

/** What became of the sample company: where it is, and the steps that the desk would not take. */
export type Sample = { org: string; administrator: string; agent: string; untaken: string[] }

const starter = new URL('../../../packs/policies/starter.yaml', import.meta.url)
/** Before the first story, so that the policy is in force when it begins. */
const weeksTold = Temporal.Duration.from({ hours: 24 * 60 })

/**
 * Founds the sample company and lets its three weeks pass, step by step and clock by clock, through the very functions
 * that a desk works by: its cases, chains and counters are as true as anybody's. Takes some ten seconds.
 */
export async function loadSample(
  desk: Desk,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Sample> {
  const company = await readCompany()
  // What a process that died has left half told is told anew.
  await desk.db.asOwner((tx) => removeHalfLoaded(tx, company.name))
  const { id: org, isNew } = await organisationNamed(desk.db, desk.masterKey, company.name, desk.now())
  const loaded = { org, administrator: company.seats.admin, agent: company.seats.agent }
  if (!isNew) return { ...loaded, untaken: [] }

  await desk.db.asOwner((tx) => setLoading(tx, org, true))
  const untaken = await live(desk, org, company, onProgress)
  await desk.db.asOwner(async (tx) => {
    await setLoading(tx, org, false)
    await markSample(tx, org, loaded.agent)
  })
  desk.nudge('changes')
  return { ...loaded, untaken }
}

/** Lives the three weeks through. */
async function live(
  desk: Desk,
  org: string,
  company: Company,
  onProgress: (done: number, of: number) => void,
): Promise<string[]> {
  const until = desk.now()
  const moments = momentsBefore(until, company.zone)
  const policy = z.looseObject({}).parse(parse(await readFile(starter, 'utf8')))
  const document = { ...policy, name: 'sample', ladder: company.ladder }
  readPolicy(document)
  const since = until.subtract(weeksTold).toString()
  await desk.db.withOrg(org, async (tx) => {
    for (const { handle, name, role } of company.members)
      await saveMember(tx, { handle, name, role, createdAt: since })
    await savePolicy(tx, document, since)
  })

  const boss: Agent = { org, handle: 'administrator', name: 'Administrator', role: 'admin', sees: null }
  await furnish(desk, boss, company)

  const clock = { at: Temporal.Instant.from(since) }
  const now = () => clock.at
  const past: Desk = {
    ...desk,
    db: commitLater(desk.db),
    now,
    policies: openPolicies(now),
    nudge: () => undefined,
  }
  const agents = new Map(
    company.members.map(({ handle, name, role }): [string, Agent] => [
      handle,
      { org, handle, name, role, sees: null },
    ]),
  )
  const stage: Stage = { desk: past, org, address: company.address, agents, moments }
  const steps = inOrder(await readStories(), moments, until)
  const untaken: string[] = []
  for (const [done, { at, thread, step }] of steps.entries()) {
    await passTime(past, clock, org, at)
    try {
      if ('says' in step) await playContact(stage, thread, step)
      else await playAct(stage, thread, step)
    } catch (fault) {
      // A story may ask for what the policy would not have: the desk's answer stands, and the story goes on.
      if (!(fault instanceof Refusal) && !(fault instanceof NotPlayed)) throw fault
      untaken.push(`${thread.story.story} ${step.at}: ${fault.message}`)
    }
    if (done % 20 === 0) onProgress(done, steps.length)
  }
  await passTime(past, clock, org, until)
  onProgress(steps.length, steps.length)
  return untaken
}

/** What the desk of the company has besides its cases: the administrator's name, templates, a web form. */
async function furnish(desk: Desk, boss: Agent, { members, templates, zone }: Company): Promise<void> {
  await desk.db.withOrg(boss.org, async (tx) => {
    await saveHomeCountry(tx, countryOfZone(zone))
    for (const { handle, name, role } of members)
      await changeMember(tx, { handle, name, role, email: `${handle}@aldera.example`, teams: [] })
  })
  for (const [place, template] of templates.entries())
    await saveTemplate(desk, boss, { ...template, key: `sample template ${place}` })
  await saveForm(desk, boss, {
    slug: 'aldera',
    title: 'Something went wrong? Tell us.',
    language: 'en',
    intro: 'A person reads this, and you hear from them by name.',
    asksOrder: true,
    asksPhone: true,
    topics: ['A product', 'A delivery', 'A bill', 'How I was treated'],
    origins: [],
    difficulty: 15,
    sendsReceipt: true,
    team: null,
    isActive: true,
    key: 'sample form',
  })
}

type Cue = { at: Temporal.Instant; thread: Thread; step: Story['steps'][number] }

/** Every step of every story in the order in which it happened. */
function inOrder(stories: readonly Story[], moments: Moments, until: Temporal.Instant): Cue[] {
  const cues = stories.flatMap((story) => {
    const thread: Thread = { story, caseId: null, lastKey: null, said: 0 }
    return story.steps.map((step, place): Cue => {
      // What a story tells of later today has just happened, a minute after each other.
      const latest = until.subtract({ minutes: 2 * (story.steps.length - place) })
      const at = moments.past(step.at)
      return { at: Temporal.Instant.compare(at, latest) > 0 ? latest : at, thread, step }
    })
  })
  return cues.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** Lets the clocks ring that fall due before a moment, each at its time. */
async function passTime(
  desk: Desk,
  clock: { at: Temporal.Instant },
  org: string,
  until: Temporal.Instant,
): Promise<void> {
  for (;;) {
    const due = await desk.db.withOrg(org, (tx) => nextToLookAt(tx, until))
    if (!due) break
    if (Temporal.Instant.compare(due.look_again_at, clock.at) > 0) clock.at = due.look_again_at
    await desk.db.withOrg(org, async (tx) => recordTimePassed(desk, tx, await holdCase(tx, due.id)))
  }
  if (Temporal.Instant.compare(until, clock.at) > 0) clock.at = until
}

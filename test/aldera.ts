import type { Agent } from '#server/desk/command.ts'
import { aDesk, type TestDesk } from './desk.ts'

const office = { 'mon-fri': ['08:00-18:00'] }
const hours = { zone: 'Europe/Berlin', ...office }

/** Who stands on the rungs of Aldera, from the front line up. */
const people = ['ann', 'abe', 'lee', 'sue', 'eva', 'ned', 'kim']

/**
 * The policy of a company in Berlin whose rungs are different people: two at the front, a team lead, a second line,
 * an executive office that somebody answers for round the clock, and a named chief executive.
 */
const aldera = {
  evenhand: 'policy/1',
  name: 'aldera',
  principles: {
    'harm-first': 'Whoever is in danger comes first.',
    'failures-climb': 'Each time we fail, somebody more senior answers.',
  },
  facts: {
    harm: {
      type: 'enum',
      values: ['none', 'loss', 'safety'],
      order: 'worse',
      unknown: true,
      label: 'matter',
    },
    failures: { type: 'integer', min: 0, order: 'worse', label: 'history' },
    missed: { type: 'integer', min: 0, order: 'worse', label: 'history' },
    followers: { type: 'integer', min: 0, unknown: true, label: 'visibility' },
  },
  tables: [
    {
      id: 'severity',
      kind: 'measure',
      hit: 'F',
      reads: ['harm'],
      gives: { severity: { type: 'integer', min: 1, max: 5, order: 'worse' } },
      rows: [
        { id: 'danger', when: { harm: '"safety"' }, then: { severity: 5 }, because: 'harm-first' },
        { id: 'any', when: {}, then: { severity: 2 } },
      ],
    },
    {
      id: 'attention',
      kind: 'attention',
      hit: 'C>',
      reads: ['severity', 'failures', 'missed', 'followers'],
      gives: {
        rung: {
          type: 'enum',
          values: ['front', 'lead', 'second-line', 'executive', 'chief'],
          order: 'worse',
        },
      },
      rows: [
        { id: 'any', when: {}, then: { rung: 'front' } },
        { id: 'danger', when: { severity: 5 }, then: { rung: 'executive' }, because: 'harm-first' },
        { id: 'missed', when: { missed: '>= 1' }, then: { rung: 'lead' }, because: 'failures-climb' },
        {
          id: 'second',
          when: { failures: '>= 2' },
          then: { rung: 'second-line' },
          because: 'failures-climb',
        },
        { id: 'third', when: { failures: '>= 3' }, then: { rung: 'executive' }, because: 'failures-climb' },
        { id: 'seen', when: { followers: '>= 250000' }, then: { rung: 'lead' } },
      ],
    },
    {
      id: 'clocks',
      kind: 'outcome',
      hit: 'U',
      reads: ['severity'],
      gives: {
        acknowledgeWithin: { type: 'duration', min: 'PT0S' },
        actWithin: { type: 'duration', min: 'PT0S' },
        updateEvery: { type: 'duration', min: 'PT0S' },
        followUpWithin: { type: 'duration', min: 'PT0S' },
        always: { type: 'boolean' },
      },
      rows: [
        {
          id: 'danger',
          when: { severity: '>= 5' },
          then: {
            acknowledgeWithin: 'PT30M',
            actWithin: 'PT2H',
            updateEvery: 'PT2H',
            followUpWithin: 'PT4H',
            always: true,
          },
        },
        {
          id: 'any',
          when: { severity: '< 5' },
          then: {
            acknowledgeWithin: 'PT4H',
            actWithin: 'PT8H',
            updateEvery: 'PT20H',
            followUpWithin: 'PT20H',
            always: false,
          },
        },
      ],
    },
  ],
  ladder: [
    {
      id: 'front',
      title: 'Front line',
      acceptWithin: 'PT30M',
      hours,
      rota: [
        { who: 'ann', ...office },
        { who: 'abe', ...office },
      ],
      climbsTo: 'lead',
    },
    {
      id: 'lead',
      title: 'Team lead',
      acceptWithin: 'PT1H',
      hours,
      rota: [{ who: 'lee', ...office }],
      climbsTo: 'second-line',
    },
    {
      id: 'second-line',
      title: 'Second line',
      acceptWithin: 'PT1H',
      hours,
      rota: [{ who: 'sue', ...office }],
      climbsTo: 'executive',
    },
    {
      id: 'executive',
      title: 'Executive office',
      acceptWithin: 'PT2H',
      hours: { zone: 'Europe/Berlin', 'mon-sun': ['00:00-24:00'] },
      rota: [
        { who: 'eva', ...office },
        { who: 'ned', 'mon-fri': ['00:00-08:00', '18:00-24:00'], 'sat-sun': ['00:00-24:00'] },
      ],
      climbsTo: 'chief',
    },
    { id: 'chief', title: 'Chief executive', acceptWithin: 'PT8H', hours, rota: [{ who: 'kim', ...office }] },
  ],
}

/** Puts Aldera's policy in force on a desk that has had no item yet. */
export async function underAldera(desk: TestDesk): Promise<TestDesk> {
  await desk.publish(aldera, people)
  return desk
}

/** Aldera's desk, on a Monday at ten in Berlin unless it says when. */
export const alderasDesk = async (at?: string): Promise<TestDesk> => underAldera(await aDesk(at))

/** One of Aldera's people. */
export const as = (desk: TestDesk, handle: string): Agent => ({
  org: desk.org,
  handle,
  name: handle,
  role: 'agent',
  sees: null,
})

/** What a desk lead sees of an escalation at a glance. */
export async function standing(desk: TestDesk, caseId: string) {
  const { owner, rung, offer, failures } = await desk.see(caseId)
  return { owner: owner.id, rung: rung.id, offered: offer && `${offer.to.id} on ${offer.rung.id}`, failures }
}

type Kind = Awaited<ReturnType<TestDesk['see']>>['deadlines'][number]['kind']

/** The newest date of a kind, as Berlin says it. */
export async function dateOf(desk: TestDesk, caseId: string, kind: Kind) {
  const found = (await desk.see(caseId)).deadlines.findLast((deadline) => deadline.kind === kind)
  return found && `${found.state}, due ${inBerlin(found.dueAt)}`
}

const inBerlin = (instant: string) =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO('Europe/Berlin')
    .toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' })

import {
  aDesk,
  attentionTable,
  clocksTable,
  deskFacts,
  entitlementTable,
  ladderOf,
  severityTable,
} from './a-desk.ts'

type Part = Readonly<Record<string, unknown>>
type Sound = { readonly name: string; readonly document: unknown }

const row = (id: string, when: Part, then: Part) => ({ id, when, then })

/** Ladders of two to five rungs, climbed from one to three failures on, by the first row or the highest. */
const climbing: Sound[] = [2, 3, 4, 5].flatMap((rungs) =>
  [1, 2, 3].map((failures) => ({
    name: `${rungs} rungs, from ${failures} failures on`,
    document: aDesk(
      { ladder: ladderOf(rungs) },
      { rungs, failures, hit: failures === 2 && rungs > 2 ? 'C>' : 'F' },
    ),
  })),
)

/** Clocks under the law of the shelf and a floor of their own, from the strictest that they keep to none. */
const lawful: Sound[] = [40, 60, 80, 96].flatMap((hours) =>
  ['uk.fca.disp', 'uk.fca.disp.psd'].map((regime) => ({
    name: `${hours} hours under ${regime}`,
    document: {
      ...aDesk(),
      tables: [
        severityTable(),
        attentionTable(),
        clocksTable({
          rows: [
            row('grave', { severity: '>= 4' }, { acknowledgeWithin: 'PT1H', answerWithin: 'PT20H' }),
            row('other', { severity: '< 4' }, { acknowledgeWithin: 'PT6H', answerWithin: `PT${hours}H` }),
          ],
        }),
        entitlementTable(),
      ],
      law: { regimes: [regime] },
      floor: { acknowledgeWithin: 'PT6H', upTo: 0, answerWithin: { n: 4, unit: 'w', calendar: 'GB-ENG' } },
    },
  })),
)

const withTables = (name: string, tables: readonly unknown[], different: Part = {}): Sound => ({
  name,
  document: aDesk({ tables: [severityTable(), attentionTable(), clocksTable(), ...tables], ...different }),
})

const remedies = { type: 'enum', values: ['refund', 'replacement', 'repair', 'apology'] }
const outcome = (
  id: string,
  hit: string,
  reads: readonly string[],
  gives: Part,
  rows: readonly unknown[],
) => ({
  id,
  kind: 'outcome',
  hit,
  reads,
  gives,
  rows,
})

/** What is read without effect, and what two ways lead to alike. */
const evenHanded: Sound[] = [
  withTables('a rung is read, and changes nothing', [
    outcome('entitlement', 'F', ['rung', 'loss'], { remedy: remedies }, [
      row('chief', { rung: '"chief"', loss: '> 0' }, { remedy: 'refund' }),
      row('lost', { loss: '> 0' }, { remedy: 'refund' }),
      row('any', {}, { remedy: 'apology' }),
    ]),
  ]),
  withTables('a tier of reach bears no weight with what is owed', [
    {
      id: 'tier',
      kind: 'attention',
      hit: 'F',
      reads: ['followers'],
      gives: { tier: { type: 'enum', values: ['few', 'many'] } },
      rows: [row('many', { followers: '>= 10000' }, { tier: 'many' }), row('few', {}, { tier: 'few' })],
    },
    outcome('entitlement', 'U', ['tier', 'loss'], { remedy: remedies }, [
      row('lost-few', { tier: '"few"', loss: '> 0' }, { remedy: 'refund' }),
      row('lost-many', { tier: '"many"', loss: '> 0' }, { remedy: 'refund' }),
      row('rest', { loss: '0, unknown' }, { remedy: 'apology' }),
    ]),
  ]),
  withTables('every way in leads to the same', [
    outcome('entitlement', 'F', ['channel', 'loss'], { remedy: remedies }, [
      row('post', { channel: '"social"', loss: '> 0' }, { remedy: 'refund' }),
      row('other', { channel: 'not("social")', loss: '> 0' }, { remedy: 'refund' }),
      row('any', {}, { remedy: 'apology' }),
    ]),
  ]),
  withTables('the higher a rung is, the more it signs, but no more is owed', [
    {
      id: 'authority',
      kind: 'permission',
      hit: 'F',
      reads: ['rung'],
      gives: { limit: { type: 'decimal', scale: 2, min: 0 } },
      rows: [
        row('chief', { rung: '"chief"' }, { limit: 100_000 }),
        row('lead', { rung: '"lead"' }, { limit: 500 }),
        row('front', {}, { limit: 50 }),
      ],
    },
    entitlementTable(),
  ]),
  withTables(
    'a request to have data deleted is a matter like others',
    [
      outcome('entitlement', 'F', ['topic', 'loss'], { remedy: remedies }, [
        row('data', { topic: '"data-deletion"' }, { remedy: 'repair' }),
        row('lost', { loss: '> 0' }, { remedy: 'refund' }),
        row('any', {}, { remedy: 'apology' }),
      ]),
    ],
    {
      facts: {
        ...deskFacts,
        topic: { type: 'enum', values: ['product', 'data-deletion', 'other'], label: 'matter' },
      },
    },
  ),
]

/** Every hit policy, and unknowns that are said to be something. */
const hitPolicies: Sound[] = [
  withTables('answers that agree where rows meet', [
    outcome('entitlement', 'A', ['harm', 'loss'], { remedy: remedies }, [
      row('lost', { loss: '> 0' }, { remedy: 'refund' }),
      row('much', { loss: '> 100', harm: '"loss"' }, { remedy: 'refund' }),
      row('rest', { loss: '0, unknown' }, { remedy: 'apology' }),
    ]),
  ]),
  withTables('the remedy that stands first', [
    outcome('entitlement', 'P', ['harm', 'loss'], { remedy: remedies }, [
      row('any', {}, { remedy: 'apology' }),
      row('hurt', { harm: '"distress"' }, { remedy: 'repair' }),
      row('lost', { loss: '> 0' }, { remedy: 'refund' }),
    ]),
  ]),
  withTables('rights as a list, which may be empty', [
    entitlementTable(),
    outcome(
      'rights',
      'C',
      ['harm', 'failures'],
      { right: { type: 'enum', values: ['second-look', 'call'] } },
      [
        row('look', { failures: '>= 1' }, { right: 'second-look' }),
        row('call', { harm: '"distress"' }, { right: 'call' }),
      ],
    ),
  ]),
  withTables('rights in the order of their rows', [
    entitlementTable(),
    outcome('rights', 'R', ['harm'], { right: { type: 'enum', values: ['second-look', 'call'] } }, [
      row('call', { harm: '"distress","safety"' }, { right: 'call' }),
      row('look', {}, { right: 'second-look' }),
    ]),
  ]),
  withTables('points that add up, and a table that reads them', [
    {
      id: 'points',
      kind: 'measure',
      hit: 'C+',
      reads: ['harm', 'failures'],
      gives: { points: { type: 'integer', min: 0, max: 9, order: 'worse' } },
      rows: [
        row('base', {}, { points: 1 }),
        row('harmed', { harm: 'not("none")' }, { points: 3 }),
        row('failed', { failures: '>= 2' }, { points: 2 }),
      ],
    },
    outcome('entitlement', 'F', ['points', 'loss'], { remedy: remedies }, [
      row('much', { points: '>= 5', loss: '> 0' }, { remedy: 'refund' }),
      row('some', { points: '[3..4]' }, { remedy: 'repair' }),
      row('any', {}, { remedy: 'apology' }),
    ]),
  ]),
  withTables('a count of reasons', [
    {
      id: 'reasons',
      kind: 'measure',
      hit: 'C#',
      reads: ['harm', 'vulnerable', 'failures'],
      gives: { reasons: { type: 'integer', min: 0, max: 9, order: 'worse' } },
      rows: [
        row('harmed', { harm: 'not("none")' }, { reasons: 1 }),
        row('needy', { vulnerable: true }, { reasons: 1 }),
        row('failed', { failures: '>= 2' }, { reasons: 1 }),
      ],
    },
    outcome('entitlement', 'U', ['reasons'], { remedy: remedies }, [
      row('many', { reasons: '>= 2' }, { remedy: 'replacement' }),
      row('few', { reasons: '< 2' }, { remedy: 'apology' }),
    ]),
  ]),
  withTables('the least of several waits', [
    outcome('visit', 'C<', ['harm', 'severity'], { visitWithin: { type: 'duration', min: 'PT0S' } }, [
      row('any', {}, { visitWithin: 'PT80H' }),
      row('grave', { severity: '>= 3' }, { visitWithin: 'PT40H' }),
      row('danger', { harm: '"safety"' }, { visitWithin: 'PT8H' }),
    ]),
    entitlementTable(),
  ]),
  withTables(
    'the unknown counts as the worst',
    [
      {
        id: 'care',
        kind: 'measure',
        hit: 'F',
        reads: ['wait'],
        gives: { care: { type: 'integer', min: 1, max: 3, order: 'worse' } },
        rows: [
          row('long', { wait: '>= duration("P2D"), unknown' }, { care: 3 }),
          row('short', { wait: '< duration("PT4H")' }, { care: 1 }),
          row('rest', {}, { care: 2 }),
        ],
      },
      entitlementTable(),
    ],
    {
      facts: {
        ...deskFacts,
        wait: { type: 'duration', min: 'PT0S', order: 'worse', unknown: 'worst', label: 'time' },
      },
    },
  ),
  withTables(
    'a combination that cannot happen needs no row',
    [
      outcome('entitlement', 'U', ['harm', 'warranty'], { remedy: remedies }, [
        row('broken', { harm: '"loss","distress"', warranty: true }, { remedy: 'replacement' }),
        row('danger', { harm: '"safety"' }, { remedy: 'refund' }),
        row('none', { harm: '"none"' }, { remedy: 'apology' }),
      ]),
    ],
    {
      facts: { ...deskFacts, warranty: { type: 'boolean', label: 'matter' } },
      impossible: [{ when: { harm: '"loss","distress"', warranty: false } }],
    },
  ),
  withTables(
    'dates and steps',
    [
      outcome('entitlement', 'U', ['bought', 'boxes'], { remedy: remedies }, [
        row('new', { bought: '>= date("2026-01-01")', boxes: '<= 6' }, { remedy: 'replacement' }),
        row('new-many', { bought: '>= date("2026-01-01")', boxes: '>= 12' }, { remedy: 'refund' }),
        row('old', { bought: '< date("2026-01-01")' }, { remedy: 'repair' }),
        row('unknown', { bought: 'unknown' }, { remedy: 'apology' }),
      ]),
    ],
    {
      facts: {
        ...deskFacts,
        bought: { type: 'date', unknown: true, label: 'matter' },
        boxes: { type: 'integer', min: 0, max: 60, step: 6, label: 'matter' },
      },
    },
  ),
]

/** Small desks on three continents, each with its own hours. */
const abroad: Sound[] = [
  'America/New_York',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
].map((zone) => ({ name: `a desk in ${zone}`, document: aDesk({}, { zone }) }))

/** Forty policies with nothing wrong with them. */
export const sound: readonly Sound[] = [...climbing, ...lawful, ...evenHanded, ...hitPolicies, ...abroad]

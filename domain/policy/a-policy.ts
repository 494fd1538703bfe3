type Part = Readonly<Record<string, unknown>>

/** A rung that is staffed on weekdays from eight to six in Berlin; tests say what is different. */
export const aRung = (id: string, different: Part = {}) => ({
  id,
  title: `The ${id} rung`,
  acceptWithin: 'PT30M',
  hours: { zone: 'Europe/Berlin', 'mon-fri': ['08:00-18:00'] },
  rota: [{ who: 'ann', 'mon-fri': ['08:00-18:00'] }],
  ...different,
})

/** A table that answers a yes for everybody; tests say what is different. */
export const aTable = (id: string, different: Part = {}) => ({
  id,
  kind: 'measure',
  hit: 'F',
  reads: ['loss'],
  gives: { answer: { type: 'integer' } },
  rows: [{ id: 'any', when: {}, then: { answer: 1 } }],
  ...different,
})

/** The policy document of the design, from which tests depart. */
export const aPolicy = (different: Part = {}) => ({
  evenhand: 'policy/1',
  name: 'aldera',
  principles: {
    'harm-first': 'Whoever is in danger comes first.',
    'same-for-all': 'The same matter is owed the same remedy.',
  },
  facts: {
    harm: {
      type: 'enum',
      values: ['none', 'inconvenience', 'loss', 'distress', 'safety'],
      order: 'worse',
      label: 'matter',
    },
    loss: { type: 'decimal', scale: 2, min: 0, order: 'worse', label: 'matter' },
    failures: { type: 'integer', min: 0, order: 'worse', label: 'history' },
    followers: { type: 'integer', min: 0, unknown: true, label: 'visibility' },
  },
  tables: [
    {
      id: 'severity',
      kind: 'measure',
      hit: 'F',
      reads: ['harm', 'failures'],
      gives: { severity: { type: 'integer', min: 1, max: 5, order: 'worse' } },
      rows: [
        { id: 's1', when: { harm: '"safety"' }, then: { severity: 5 }, because: 'harm-first' },
        { id: 's2', when: { failures: '>= 3' }, then: { severity: 4 } },
        { id: 's9', when: {}, then: { severity: 2 } },
      ],
    },
    {
      id: 'attention',
      kind: 'attention',
      hit: 'F',
      reads: ['severity', 'failures', 'followers'],
      gives: { rung: { type: 'enum', values: ['front', 'lead', 'chief'], order: 'worse' } },
      rows: [
        { id: 'a1', when: { severity: '>= 5' }, then: { rung: 'chief' } },
        { id: 'a2', when: { failures: '>= 3' }, then: { rung: 'chief' } },
        { id: 'a3', when: { followers: '>= 250000' }, then: { rung: 'lead' } },
        { id: 'a9', when: {}, then: { rung: 'front' } },
      ],
    },
    {
      id: 'entitlement',
      kind: 'outcome',
      hit: 'F',
      reads: ['harm', 'loss'],
      gives: {
        remedy: { type: 'enum', values: ['apology', 'repair', 'replacement', 'refund'] },
        upTo: { type: 'decimal', scale: 2, min: 0 },
      },
      rows: [
        { id: 'e1', when: { loss: '> 0' }, then: { remedy: 'refund', upTo: 500 }, because: 'same-for-all' },
        { id: 'e9', when: {}, then: { remedy: 'apology', upTo: 0 } },
      ],
    },
  ],
  ladder: [
    aRung('front', { climbsTo: 'lead' }),
    aRung('lead', {
      climbsTo: 'chief',
      acceptWithin: 'PT1H',
      rota: [{ who: 'lee', 'mon-fri': ['08:00-18:00'] }],
    }),
    aRung('chief', { acceptWithin: 'PT8H', rota: [{ who: 'kim', 'mon-fri': ['08:00-18:00'] }] }),
  ],
  ...different,
})

import { aDesk, attentionTable, clocksTable, deskFacts, severityTable } from '../a-desk.ts'
import { deskWith, row, type Planted } from './a-fault.ts'

const unlawful: Planted[] = [
  {
    kind: 'unlawful',
    name: 'fifteen business days, and the table takes two hundred hours',
    document: deskWith(
      clocksTable({ rows: [row('all', {}, { acknowledgeWithin: 'PT8H', answerWithin: 'PT200H' })] }),
      { law: { regimes: ['uk.fca.disp.psd'] } },
    ),
    table: 'clocks',
    names: ['answerWithin'],
  },
  {
    kind: 'unlawful',
    name: 'in time but over Christmas',
    document: deskWith(
      // Fifteen desk days of nine hours, and Saturdays count at the desk; but the desk closes from Christmas to Epiphany.
      clocksTable({ rows: [row('all', {}, { acknowledgeWithin: 'PT8H', answerWithin: 'PT126H' })] }),
      {
        law: { regimes: ['uk.fca.disp.psd'] },
        hours: { zone: 'Europe/London', 'mon-fri': ['09:00-18:00'] },
        holidays: [
          '2026-12-24',
          '2026-12-25',
          '2026-12-28',
          '2026-12-29',
          '2026-12-30',
          '2026-12-31',
          '2027-01-01',
        ],
      },
    ),
    table: 'clocks',
    names: ['answerWithin'],
  },
  {
    kind: 'unlawful',
    name: 'eight weeks are overrun where it is not grave',
    document: deskWith(
      clocksTable({
        rows: [
          row('grave', { severity: '>= 4' }, { acknowledgeWithin: 'PT2H', answerWithin: 'PT40H' }),
          row('other', { severity: '< 4' }, { acknowledgeWithin: 'PT8H', answerWithin: 'PT600H' }),
        ],
      }),
      { law: { regimes: ['uk.fca.disp'] } },
    ),
    table: 'clocks',
    names: ['other'],
  },
  {
    kind: 'unlawful',
    name: 'only the cases under one of two regimes are late',
    document: deskWith(
      clocksTable({
        reads: ['regime'],
        rows: [
          row(
            'payments',
            { regime: '"uk.fca.disp.psd"' },
            { acknowledgeWithin: 'PT8H', answerWithin: 'PT200H' },
          ),
          row(
            'rest',
            { regime: 'not("uk.fca.disp.psd")' },
            { acknowledgeWithin: 'PT8H', answerWithin: 'PT200H' },
          ),
        ],
      }),
      {
        facts: {
          ...deskFacts,
          regime: { type: 'enum', values: ['none', 'uk.fca.disp', 'uk.fca.disp.psd'], label: 'matter' },
        },
        law: { regimes: ['uk.fca.disp', 'uk.fca.disp.psd'], by: 'regime' },
      },
    ),
    table: 'clocks',
    names: ['payments'],
  },
]

const falls: Planted[] = [
  {
    kind: 'not-monotone',
    name: 'more failures, a lower rung',
    document: deskWith(
      attentionTable(
        {},
        {
          rows: [
            row('often', { failures: '>= 5' }, { rung: 'lead' }),
            row('again', { failures: '>= 2' }, { rung: 'chief' }),
            row('any', {}, { rung: 'front' }),
          ],
        },
      ),
    ),
    table: 'attention',
    names: ['often', 'again'],
  },
  {
    kind: 'not-monotone',
    name: 'the gravest wait longer',
    document: deskWith(
      clocksTable({
        rows: [
          row('grave', { severity: '>= 4' }, { acknowledgeWithin: 'PT9H', answerWithin: 'PT40H' }),
          row('other', { severity: '< 4' }, { acknowledgeWithin: 'PT8H', answerWithin: 'PT80H' }),
        ],
      }),
    ),
    table: 'clocks',
    names: ['acknowledgeWithin'],
  },
  {
    kind: 'not-monotone',
    name: 'who bears less is measured lower',
    document: deskWith(
      severityTable({
        hit: 'F',
        rows: [
          row('danger', { harm: '"safety"' }, { severity: 5 }),
          row('calm', { vulnerable: true, loss: '> 10' }, { severity: 1 }),
          row('loss', { loss: '> 10' }, { severity: 3 }),
          row('any', {}, { severity: 2 }),
        ],
      }),
    ),
    table: 'severity',
    names: ['calm', 'loss'],
  },
  {
    kind: 'not-monotone',
    name: 'a sum from which something worse takes away',
    document: deskWith({
      id: 'points',
      kind: 'measure',
      hit: 'C+',
      reads: ['harm', 'failures'],
      gives: { points: { type: 'integer', min: -99, max: 99, order: 'worse' } },
      rows: [
        row('base', {}, { points: 10 }),
        row('harmed', { harm: 'not("none")' }, { points: 5 }),
        row('failed', { failures: '>= 2' }, { points: -3 }),
      ],
    }),
    table: 'points',
    names: ['failures'],
  },
]

const floors: Planted[] = [
  {
    kind: 'below-floor',
    name: 'an acknowledgement later than the floor',
    document: aDesk({ floor: { acknowledgeWithin: 'PT4H' } }),
    table: 'clocks',
    names: ['other'],
  },
  {
    kind: 'below-floor',
    name: 'less than everybody is owed',
    document: aDesk({ floor: { upTo: 10 } }),
    table: 'entitlement',
    names: ['any'],
  },
  {
    kind: 'below-floor',
    name: 'four weeks on the calendar, and the table takes more where it is slight',
    document: deskWith(
      clocksTable({
        rows: [
          row('grave', { severity: '>= 4' }, { acknowledgeWithin: 'PT2H', answerWithin: 'PT40H' }),
          row('slight', { severity: '< 4' }, { acknowledgeWithin: 'PT8H', answerWithin: 'PT240H' }),
        ],
      }),
      { floor: { answerWithin: { n: 4, unit: 'w', calendar: 'GB-ENG' } } },
    ),
    table: 'clocks',
    names: ['slight'],
  },
  {
    kind: 'below-floor',
    name: 'a rung below the lowest that may answer',
    document: aDesk({ floor: { rung: 'lead' } }),
    table: 'attention',
    names: ['any'],
  },
]

/** Dates that come too late, and answers that fall. */
export const datesPlanted: readonly Planted[] = [...unlawful, ...falls, ...floors]

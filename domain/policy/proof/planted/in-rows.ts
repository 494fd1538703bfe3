import { attentionTable, clocksTable, severityTable } from '../a-desk.ts'
import { any, deskWith, entitlement, owed, row, type Planted } from './a-fault.ts'

const gaps: Planted[] = [
  {
    kind: 'gap',
    name: 'nobody thought of losses that are not known',
    document: deskWith(
      entitlement(
        [row('some', { loss: '> 0' }, owed('refund')), row('none', { loss: 0 }, owed('apology'))],
        ['loss'],
      ),
    ),
    table: 'entitlement',
    names: ['loss'],
  },
  {
    kind: 'gap',
    name: 'exactly one amount falls between two rows',
    document: deskWith(
      entitlement(
        [
          row('small', { loss: '< 100' }, owed('apology')),
          row('great', { loss: '> 100' }, owed('refund')),
          row('unknown', { loss: 'unknown' }, owed('apology')),
        ],
        ['loss'],
      ),
    ),
    table: 'entitlement',
    names: ['loss'],
  },
  {
    kind: 'gap',
    name: 'a severity that another table gives has no clock',
    document: deskWith(
      clocksTable({
        rows: [
          row('grave', { severity: '>= 4' }, { acknowledgeWithin: 'PT2H', answerWithin: 'PT40H' }),
          row('slight', { severity: '<= 2' }, { acknowledgeWithin: 'PT8H', answerWithin: 'PT80H' }),
        ],
      }),
    ),
    table: 'clocks',
    names: ['severity'],
  },
  {
    kind: 'gap',
    name: 'no row says who looks where nothing has failed yet',
    document: deskWith(
      attentionTable(
        {},
        {
          hit: 'C>',
          rows: [
            row('failed', { failures: '>= 1' }, { rung: 'lead' }),
            row('grave', { severity: '>= 2' }, { rung: 'front' }),
          ],
        },
      ),
    ),
    table: 'attention',
    names: ['failures', 'severity'],
  },
]

const overlaps: Planted[] = [
  {
    kind: 'overlap',
    name: 'a bound belongs to two rows',
    document: deskWith(
      clocksTable({
        rows: [
          row('grave', { severity: '>= 3' }, { acknowledgeWithin: 'PT2H', answerWithin: 'PT40H' }),
          row('other', { severity: '<= 3' }, { acknowledgeWithin: 'PT8H', answerWithin: 'PT80H' }),
        ],
      }),
    ),
    table: 'clocks',
    names: ['grave', 'other'],
  },
  {
    kind: 'overlap',
    name: 'two reasons of which both may hold',
    document: deskWith(
      entitlement(
        [
          row('lost', { loss: '> 0', harm: 'not("safety")' }, owed('refund')),
          row('hurt', { harm: '"distress"' }, owed('repair')),
          row('rest', { harm: '"none","loss"', loss: '0, unknown' }, owed('apology')),
          row('danger', { harm: '"safety"' }, owed('refund', 5000)),
        ],
        ['loss', 'harm'],
        { hit: 'U' },
      ),
    ),
    table: 'entitlement',
    names: ['lost', 'hurt'],
  },
  {
    kind: 'overlap',
    name: 'rows that ought to agree do not',
    document: deskWith(
      entitlement(
        [
          row('lost', { loss: '> 0' }, owed('refund')),
          row('more', { loss: '> 500' }, owed('refund', 500)),
          row('rest', { loss: '0, unknown' }, owed('apology')),
        ],
        ['loss'],
        { hit: 'A' },
      ),
    ),
    table: 'entitlement',
    names: ['lost', 'more'],
  },
  {
    kind: 'overlap',
    name: 'one by what happened, one by what another table gives',
    document: deskWith(
      entitlement(
        [
          row('danger', { severity: 5 }, owed('refund', 5000)),
          row('hurt', { harm: '"safety","distress"' }, owed('repair')),
          row('rest', { harm: '"none","loss"', severity: '< 5' }, owed('apology')),
        ],
        ['severity', 'harm'],
        { hit: 'U' },
      ),
    ),
    table: 'entitlement',
    names: ['danger', 'hurt'],
  },
]

const masked: Planted[] = [
  {
    kind: 'masked',
    name: 'a row behind a wider one',
    document: deskWith(
      entitlement(
        [
          row('lost', { loss: '> 0' }, owed('refund')),
          row('much', { loss: '> 500' }, owed('refund', 900)),
          any,
        ],
        ['loss'],
      ),
    ),
    table: 'entitlement',
    names: ['much'],
  },
  {
    kind: 'masked',
    name: 'a row behind two that cover it together',
    document: deskWith(
      entitlement(
        [
          row('cold', { vulnerable: 'true, unknown' }, owed('refund')),
          row('warm', { vulnerable: false, harm: 'not("none")' }, owed('repair')),
          row('lost', { harm: '"loss"' }, owed('replacement')),
          any,
        ],
        ['vulnerable', 'harm'],
      ),
    ),
    table: 'entitlement',
    names: ['lost'],
  },
  {
    kind: 'masked',
    name: 'a row for a severity that is never given',
    document: deskWith(attentionTable({}, { reads: ['severity', 'failures', 'followers', 'press'] }), {
      tables: [
        severityTable({
          hit: 'F',
          rows: [row('danger', { harm: '"safety"' }, { severity: 4 }), row('any', {}, { severity: 2 })],
        }),
        attentionTable(),
        clocksTable(),
        entitlement([any], ['harm']),
      ],
    }),
    table: 'attention',
    names: ['danger'],
  },
  {
    kind: 'masked',
    name: 'a lower rung for what asks for a higher one anyway',
    document: deskWith(
      attentionTable(
        {},
        {
          hit: 'C>',
          rows: [
            row('failed', { failures: '>= 1' }, { rung: 'chief' }),
            row('failed-often', { failures: '>= 3' }, { rung: 'lead' }),
            row('any', {}, { rung: 'front' }),
          ],
        },
      ),
    ),
    table: 'attention',
    names: ['failed-often'],
  },
]

/** What tables leave out, say twice, or never say. */
export const rowsPlanted: readonly Planted[] = [...gaps, ...overlaps, ...masked]

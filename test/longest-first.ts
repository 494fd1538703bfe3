import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The files that take half a minute or more, longest first: begun last, one of them would keep the others' workers idle.
 * Those that wait stand beside those that reckon.
 */
const long = [
  'test/browser/every-screen.test.ts',
  'test/browser/line.test.ts',
  'test/stories/black-hole.test.ts',
  'test/browser/policy.test.ts',
  'test/browser/public-thread.test.ts',
  'test/browser/together.test.ts',
  'test/browser/answer.test.ts',
  'test/browser/first-visit.test.ts',
  'test/stories/several-processes.test.ts',
  'test/attacks/scripts.test.ts',
  'server/desk/cases/heart-on-database.test.ts',
  'test/networks/bluesky.test.ts',
  'test/browser/remedies.test.ts',
  'test/browser/other-ways-in.test.ts',
  'test/sample.test.ts',
  'test/browser/lines.test.ts',
  'test/stories/roles.test.ts',
  'test/networks/every-channel.test.ts',
  'test/browser/find.test.ts',
  'test/browser/claims.test.ts',
  'test/browser/called.test.ts',
  'test/browser/settle.test.ts',
  'test/stories/bad-mail.test.ts',
  'test/browser/craft.test.ts',
  'domain/case/heart.test.ts',
  'domain/case/twins.test.ts',
]

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = long.findIndex((name) => moduleId.endsWith(name))
  return place < 0 ? long.length : place
}

/** Begins with the files that take longest, on a machine that has never run them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // The name is Vitest's: this sorts no array.
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

import { describe, expect, test } from 'vitest'
import { isSecondExchange, publicCourse, type Turn } from './public-course.ts'

const theirs: Turn = { direction: 'in', isPublic: true }
const ours: Turn = { direction: 'out', isPublic: true }
const theirsAlone: Turn = { direction: 'in', isPublic: false }
const oursAlone: Turn = { direction: 'out', isPublic: false }

describe('one short public reply, then private, then one closing note', () => {
  test.each([
    ['a mail has no public course', [theirsAlone], false, null],
    ['a post waits for its first answer', [theirs], false, 'answer'],
    ['a post that was answered in private alone still does', [theirs, oursAlone], false, 'answer'],
    ['after it one goes private', [theirs, ours], false, 'go-private'],
    ['also when they answer in public', [theirs, ours, theirs], false, 'go-private'],
    ['and stays there', [theirs, ours, oursAlone, theirsAlone], false, 'in-private'],
    ['until it is settled: then comes the closing note', [theirs, ours, oursAlone], true, 'close'],
    ['one of them', [theirs, ours, oursAlone, ours], true, 'done'],
    ['also where nothing had to be said in private', [theirs, ours, theirs], true, 'close'],
  ] as const)('%s', (_, turns, isSettled, next) => {
    expect(publicCourse(turns, { isSettled })).toBe(next)
  })
})

describe('a second public exchange with details is warned of', () => {
  const said = 'The part left our store on 3 March.'
  test.each([
    ['the first answer is none', [theirs], said, false, false],
    ['the second with details is', [theirs, ours, theirs], said, false, true],
    ['a word of thanks is none', [theirs, ours, theirs], 'Thank you, Ada. We wrote to you.', false, false],
    ['a long one is', [theirs, ours, theirs], 'We are sorry for that. '.repeat(8), false, true],
    ['the closing note is none', [theirs, ours, oursAlone], said, true, false],
    ['one more after it is', [theirs, ours, oursAlone, ours], said, true, true],
  ] as const)('%s', (_, turns, body, isSettled, isSecond) => {
    expect(isSecondExchange(turns, { body, isSettled })).toBe(isSecond)
  })
})

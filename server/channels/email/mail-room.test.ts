import { expect, test } from 'vitest'
import { openMailRoom } from './mail-room.ts'

const megabyte = 1024 * 1024
const room = () => openMailRoom(25 * megabyte)

test('one sender has a third of the room, and whoever comes from elsewhere has theirs all the same', () => {
  const { of } = room()
  const greedy = of('192.0.2.1')
  expect([greedy.take(25 * megabyte), greedy.take(25 * megabyte), greedy.take(1)]).toEqual([
    true,
    true,
    false,
  ])
  expect(of('192.0.2.2').take(25 * megabyte)).toBe(true)
})

test('a sender has one share, over however many connections', () => {
  const { of } = room()
  expect(of('192.0.2.1').take(50 * megabyte)).toBe(true)
  expect(of('192.0.2.1').take(1)).toBe(false)
})

test('all senders together have no more than the room', () => {
  const { of } = room()
  for (const sender of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
    expect(of(sender).take(50 * megabyte)).toBe(true)
  expect(of('192.0.2.4').take(1)).toBe(false)

  of('192.0.2.1').giveBack(50 * megabyte)
  expect(of('192.0.2.4').take(50 * megabyte)).toBe(true)
})

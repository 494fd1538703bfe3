import { describe, expect, test } from 'vitest'
import { blockOf, clientOf } from './address-block.ts'

describe('an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0', '0:0:0:0'],
  ])('%s is of the block %s, and its client is %s', (address, block, client) => {
    expect(blockOf(address)).toBe(block)
    expect(clientOf(address)).toBe(client)
  })
})

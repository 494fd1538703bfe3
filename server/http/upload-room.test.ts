import { request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { aFormDesk, fillIn } from '#test/form-desk.ts'
import { openUploadRoom } from './upload-room.ts'

const megabyte = 1024 * 1024

test('one address hands over no more than its share at once, and small forms of others always fit', () => {
  const room = openUploadRoom()
  const slow = room.begin('192.0.2.1', 100 * megabyte)
  expect(slow.take(60 * megabyte)).toBe(true)
  expect(() => slow.take(5 * megabyte)).toThrow('Too much is being sent at once.')
  expect(room.begin('192.0.2.2', 20 * megabyte).take(20 * megabyte)).toBe(true)

  slow.end()
  slow.end()
  expect(room.begin('192.0.2.1', 100 * megabyte).take(60 * megabyte)).toBe(true)
})

test('many small ones at once from one address are refused as well', () => {
  const room = openUploadRoom()
  const small = Array.from({ length: 20 }, () => room.begin('192.0.2.1', megabyte))
  expect(() => room.begin('192.0.2.1', megabyte)).toThrow('Too much is being sent at once.')
  expect(room.begin('192.0.2.2', megabyte).take(1000)).toBe(true)

  small[0]?.end()
  expect(room.begin('192.0.2.1', megabyte).take(1000)).toBe(true)
})

test('from many addresses there are only so many at once', () => {
  const room = openUploadRoom()
  for (let n = 0; n < 400; n += 1) room.begin(`192.0.2.${n % 40}`, megabyte)
  expect(() => room.begin('198.51.100.1', megabyte)).toThrow('Too much is being sent at once.')
})

test('whoever begins forms and never ends them keeps only themselves from sending one', async () => {
  const given = await aFormDesk()
  const begun = Array.from({ length: 20 }, () => {
    const headers = { ...given.headers, 'content-type': 'multipart/form-data; boundary=cut' }
    const form = request(given.at, { method: 'POST', headers, agent: false })
    form.on('error', () => undefined)
    form.write('--cut\r\ncontent-disposition: form-data; name="words"\r\n\r\nIt leaks')
    return form
  })
  onTestFinished(() => void begun.map((form) => form.destroy()))
  await expect.poll(async () => (await fillIn(given)).status, { timeout: 10_000 }).toBe(429)

  const elsewhere = { ...given, headers: { 'x-forwarded-for': '203.0.113.9' } }
  expect((await fillIn(elsewhere)).status).toBe(200)

  begun[0]?.destroy()
  await expect.poll(async () => (await fillIn(given)).status, { timeout: 10_000 }).toBe(200)
})

test('whoever begins files for what they write down and never ends them keeps only themselves from it', async () => {
  const { desk, url } = await aFormDesk()
  await desk.colleague('ann')
  const bearer = async (member: string, role: 'admin' | 'agent') =>
    `Bearer ${await makePass(desk, desk.org, { kind: 'token', member, role })}`
  const authorization = await bearer('administrator', 'admin')
  const at = `${url}/api/write-down/files`
  const begun = Array.from({ length: 20 }, () => {
    const headers = { authorization, 'content-type': 'multipart/form-data; boundary=cut' }
    const sending = request(at, { method: 'POST', headers, agent: false })
    sending.on('error', () => undefined)
    sending.write('--cut\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nIt leaks')
    return sending
  })
  onTestFinished(() => void begun.map((sending) => sending.destroy()))
  const add = async (as: string) => {
    const body = new FormData()
    body.set('file', new File([`It leaks, says ${crypto.randomUUID()}.`], 'note.txt'))
    return (await fetch(at, { method: 'POST', headers: { authorization: as }, body })).status
  }

  await expect.poll(() => add(authorization), { timeout: 10_000 }).toBe(429)
  expect(await add(await bearer('ann', 'agent'))).toBe(200)
})

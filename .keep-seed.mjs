import { chromium } from 'playwright-core'
import { createTransport } from 'nodemailer'
import { execFileSync } from 'node:child_process'
const env = { ...process.env, PORT: '4747', SMTP_PORT: '2747', EVENHAND_DATA: '/tmp/desk-keeping' }
const link = execFileSync('/work/main/bin/evenhand', ['sign-in'], { env }).toString().trim()
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const ctx = await b.newContext({ baseURL: 'http://127.0.0.1:4747' })
const page = await ctx.newPage()
page.on('pageerror', (e) => console.log('fault', e))
await page.goto(link)
await page.waitForTimeout(2500)
console.log(page.url(), (await page.locator('body').innerText()).slice(0, 200))
await page.getByRole('button', { name: /sign in/i }).click({ timeout: 3000 }).catch(() => console.log('no button'))
await page.waitForTimeout(2500)
console.log(page.url())
const post = (path, body) => page.evaluate(async ([p, d]) => { const r = await fetch('/api' + p, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(d) }); return [r.status, await r.json()] }, [path, body])
const at = (m) => new Date(Date.now() - m * 60000).toISOString()
let n = 0
const q = (subject, body, ch = 'web', m = 5) => post('/items', { channel: ch, externalId: 'q' + ++n, at: at(m), from: {}, subject, body })
await q('', 'The kettle hums at night. I left my number with the shop in Calle Mayor; they will know who I am.', 'counter', 90)
await q('Delivery of Tuesday', 'Nobody rang. The card says you were here at 11:40, and I sat at the window from ten until two.\n\nI will not take another day off.', 'web', 60)
await q('You have won', 'Claim your prize of 4000 EUR today.', 'chat', 30)
console.log(await q('Letter without a return address', 'The third page is missing. It speaks of a cooker whose door cracked, bought in March, and of a child who was near.', 'letter', 12))
const smtp = createTransport({ host: '127.0.0.1', port: 2747, ignoreTLS: true })
const aside = [
 ['Noor van Dijk <noor@example.nl>', 'Automatisch antwoord: uw klacht', 'Ik ben met vakantie tot maandag 30 november.', { 'Auto-Submitted': 'auto-replied' }],
 ['Shop News <news@example.org>', 'Ten kitchens we love this week', 'Unsubscribe below.', { 'List-Id': '<news.example.org>', 'List-Unsubscribe': '<https://example.org/u>' }],
 ['Owen Pryce <owen@example.com>', 'Out of office: Cracked hob', 'I am away. By the way, the hob you sent is cracked again and nobody has called me since Friday. Please ring my daughter on the number in your file.', { 'Auto-Submitted': 'auto-replied' }],
 ['Help <help@other.example>', 'We have received your mail [#4411]', 'Thank you. A colleague will answer within two days.', { 'Auto-Submitted': 'auto-replied' }],
 ['Davide Ferrante <davide@example.it>', 'Risposta automatica', 'Sono fuori ufficio.', { 'Auto-Submitted': 'auto-replied' }],
]
for (const [from, subject, text, headers] of aside) await smtp.sendMail({ from, to: 'help@desk.test', subject, text, headers })
for (let i = 0; i < 14; i++) await smtp.sendMail({ from: `List ${i} <list${i}@example.org>`, to: 'help@desk.test', subject: `Weekly digest ${i + 1}`, text: 'All the news of the week.', headers: { 'List-Id': `<l${i}.example.org>`, Precedence: 'list' } })
const people = [['Ruth Adeyemi', 'ruth@example.org', 'Washer drum, third contact', 'This is the third time I explain it. I do not want another visit window, I want a machine that spins.'], ['Benedek Szalai', 'benedek@example.hu', 'Oven glass shattered', 'The glass broke while my son stood beside it.']]
for (const [name, email, subject, body] of people) {
  const [, item] = await post('/items', { channel: 'email', externalId: 'c' + ++n, at: at(200), from: { name, email }, subject, body })
  console.log(await post(`/cases/${item.caseId}/replies`, { body: `Dear ${name.split(' ')[0]},\n\nI am sorry that we let you down. Our engineer comes tomorrow between 9 and 11 with the part, and I will call you myself when it is done.\n\nMara`, visibility: 'private', asks: false, seq: (await page.evaluate(async (id) => (await (await fetch('/api/cases/' + id)).json()).seq, item.caseId)), key: 'r' + n }))
}
await page.waitForTimeout(18000)
console.log(await page.evaluate(async () => (await (await fetch('/api/replies/in-doubt')).json())))
await ctx.storageState({ path: '/tmp/keep/state.json' })
await b.close()

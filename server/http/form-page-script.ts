// What the public pages run in a customer's browser, written here so that it is checked like everything else. Each function
// is sent as its own text, so it may use nothing from outside itself.

/**
 * On the form: does the work that tells a browser from a mill (hashcash over SHA-256) once somebody begins to type, notes
 * their time zone, and tells a page around it how high it is.
 */
function helpForm(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-nonce]')
  const field = (name: string) => form?.querySelector<HTMLInputElement>(`input[name=${name}]`) ?? null
  // Within, because what is sent is this function's own text.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const tell = () => {
    const origins = (document.body.dataset['origins'] ?? '').split(' ').filter(Boolean)
    const height = document.documentElement.offsetHeight
    if (parent !== window)
      for (const origin of origins) parent.postMessage({ evenhandHeight: height }, origin)
  }
  new ResizeObserver(tell).observe(document.documentElement)
  if (!form) return

  const zone = field('zone')
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  const proof = field('proof')
  const nonce = form.dataset['nonce'] ?? ''
  const bits = Number(form.dataset['bits'])

  const prove = async () => {
    for (let n = 0; ; n++) {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${nonce}:${n}`))
      if (bits === 0 || new DataView(digest).getUint32(0) < 2 ** (32 - bits)) return String(n)
      // Lets the page breathe: somebody is typing.
      if (n % 500 === 499) await new Promise((resolve) => setTimeout(resolve))
    }
  }
  let proving: Promise<void> | undefined
  const begin = () =>
    (proving ??=
      proof && !proof.value && 'subtle' in crypto
        ? prove().then((found) => void (proof.value = found))
        : Promise.resolve())
  form.addEventListener('input', () => void begin(), { once: true })

  let isSending = false
  form.addEventListener('submit', (event) => {
    if (isSending) return event.preventDefault()
    isSending = true
    const button = form.querySelector('button')
    if (button) button.textContent = button.dataset['sending'] ?? button.textContent
    if (!proof || proof.value) return undefined
    event.preventDefault()
    const longest = new Promise<void>((resolve) => setTimeout(resolve, 15_000))
    return void Promise.race([begin(), longest]).then(() => form.submit())
  })
  // Somebody who comes back by the browser's arrow may send again.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}

/** On a company's site: puts the form where the script stands, as high as it needs to be. */
function embedForm(): void {
  const script = document.currentScript
  if (!(script instanceof HTMLScriptElement)) return
  const place = new URL(script.src)
  const page = new URL(place.pathname.replace(/\/form\.js$/, ''), place.origin)
  page.search = place.search
  page.searchParams.set('embed', '')
  const frame = document.createElement('iframe')
  frame.src = page.href
  frame.title = script.dataset['title'] ?? 'Form'
  frame.loading = 'lazy'
  frame.style.cssText = 'display:block;width:100%;height:720px;border:0'
  script.after(frame)
  addEventListener('message', (event) => {
    if (event.origin !== place.origin || event.source !== frame.contentWindow) return
    const data: unknown = event.data
    const height =
      data !== null && typeof data === 'object' && 'evenhandHeight' in data ? data.evenhandHeight : null
    if (typeof height === 'number' && height > 0) frame.style.height = `${Math.ceil(height)}px`
  })
}

/** The script of the public pages. */
export const pageScript = `'use strict';(${String(helpForm)})()\n`

/** The script that a company's site loads; the same for every form. */
export const embedScript = `'use strict';(${String(embedForm)})()\n`

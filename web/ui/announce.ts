let region: HTMLElement | undefined

/** Says a sentence to whoever listens to the screen rather than sees it. */
export function announce(sentence: string): void {
  if (!region) {
    region = document.createElement('div')
    region.className = 'unseen'
    region.setAttribute('role', 'status')
    region.setAttribute('aria-live', 'polite')
    document.body.append(region)
  }
  region.textContent = sentence
}

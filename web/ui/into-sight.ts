/** Where places stand in one line on a phone, the one that is open is in sight; a `ref`. */
export const intoSight = (link: HTMLElement | null) =>
  link?.scrollIntoView({ block: 'nearest', inline: 'center' })

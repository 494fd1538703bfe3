import { say } from '#web/words/say.ts'

/**
 * A time to wait in words, from ISO 8601: `PT16H` is "16 h", `P3D` is "3 days", `PT0S` is "at once". Forty hours stay forty:
 * they are often hours of the desk, of which a day has eight. What is no time to wait comes back as it is.
 */
export function waitWords(iso: string): string {
  const wait = waitIn(iso)
  if (!wait) return iso
  const { days, hours, minutes, seconds } = wait
  const said = [
    days > 0 ? say('{days, plural, one {# day} other {# days}}', { days }) : '',
    hours > 0 ? say('{hours} h', { hours }) : '',
    minutes > 0 ? say('{minutes} min', { minutes }) : '',
    seconds > 0 ? say('{seconds} s', { seconds }) : '',
  ].filter(Boolean)
  return said.length === 0 ? say('at once') : said.join(' ')
}

/** Every time to wait that a text holds, in words: of a row on one line, of a part of the document. */
export const waitsInWords = (text: string): string =>
  text
    .replaceAll(/duration\("(P[^"]*)"\)/g, (_, iso: string) => waitWords(iso))
    .replaceAll(/(?<![\w-])P(?=[\dT])(?:\d+D)?(?:T[\dHMS.]+)?(?![\w-])/g, (iso) => waitWords(iso))

function waitIn(iso: string): Temporal.Duration | null {
  try {
    const wait = Temporal.Duration.from(iso)
    const isSaid =
      wait.sign >= 0 && wait.years + wait.months + wait.weeks + wait.milliseconds + wait.microseconds === 0
    return isSaid ? wait : null
  } catch {
    return null
  }
}

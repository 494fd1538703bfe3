import { say } from './words/say.ts'

/** In which browser somebody is signed in. */
export function browserWords({ browser, system }: { browser: string | null; system: string | null }): string {
  if (browser !== null && system !== null) return say('{browser} on {system}', { browser, system })
  return browser ?? system ?? say('A program that does not say what it is')
}

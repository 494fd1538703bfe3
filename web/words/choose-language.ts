import { languages, type Language } from './languages.ts'
import { listenIn } from './heard.ts'
import { speak } from './say.ts'

const setting = 'evenhand.language'

type Loaded = Promise<{ default: Record<string, string> }>

/** For each language what the screens say, and what they hear from the desk. */
const catalogues: Partial<
  Record<Language, { said: () => Loaded; heard: () => Promise<Record<string, string>> }>
> = {
  de: {
    said: () => import('./de.json', { with: { type: 'json' } }),
    heard: async () => (await import('./heard/in-german.ts')).heardInGerman,
  },
}

/** The language that was chosen here, else the first of the browser's that we speak, else English. */
export function chosenLanguage(): Language {
  const wanted = [localStorage.getItem(setting), ...navigator.languages]
  const found = wanted.flatMap((tag) => languages.filter(({ code }) => tag?.split('-')[0] === code))
  return found[0]?.code ?? 'en'
}

/** Speaks the chosen language from the first picture on. */
export async function speakChosen(): Promise<void> {
  const code = chosenLanguage()
  document.documentElement.lang = code
  const known = catalogues[code]
  const [said, heard] = await Promise.all([known?.said(), known?.heard()])
  speak(code, said?.default ?? {})
  listenIn(heard ?? {})
}

/** Chooses a language; everything on the screen is said anew. */
export function chooseLanguage(code: Language): void {
  localStorage.setItem(setting, code)
  location.reload()
}

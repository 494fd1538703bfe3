import { languages, type Language } from './languages.ts'
import { speak } from './say.ts'

const setting = 'evenhand.language'

const catalogues: Partial<Record<Language, () => Promise<{ default: Record<string, string> }>>> = {
  de: () => import('./de.json', { with: { type: 'json' } }),
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
  const load = catalogues[code]
  speak(code, load ? (await load()).default : {})
}

/** Chooses a language; everything on the screen is said anew. */
export function chooseLanguage(code: Language): void {
  localStorage.setItem(setting, code)
  location.reload()
}

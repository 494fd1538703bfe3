/** The languages that the screens speak, each by its own name. */
export const languages = [
  { code: 'en', name: 'English', locale: 'en-GB' },
  { code: 'de', name: 'Deutsch', locale: 'de-DE' },
] as const

export type Language = (typeof languages)[number]['code']

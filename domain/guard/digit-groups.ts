/** Digits that stand together, and where. */
type DigitGroup = { digits: string; from: number; to: number }

/** Groups of digits with no more than blanks, dashes, dots and the like between them: what may be one number. */
export type DigitRun = DigitGroup[]

const anyRun = /\d+(?:[ \t.\-/()_|,·]{1,3}\d+|\n\d+)*/g

/** The runs of digits of a text. */
export const digitRuns = (text: string): DigitRun[] =>
  [...text.matchAll(anyRun)].map(({ 0: run, index }) =>
    [...run.matchAll(/\d+/g)].map(({ 0: digits, index: at }) => ({
      digits,
      from: index + at,
      to: index + at + digits.length,
    })),
  )

/** Whether digits add up as a card's must (ISO/IEC 7812-1, annex B). */
export function addsUpByLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48
    const weighed = at % 2 === 1 ? digit * 2 : digit
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}

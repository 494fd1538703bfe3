/** A number of people as somebody writes it down in a hurry: `1,000,000`, `1.000.000`, `1 000 000`, `1m`, `250k`; null for none. */
export function readCount(text: string): number | null {
  const [, digits = '', rest = '', unit = ''] =
    /^\s*(\d{1,3}(?:[.,\s’']\d{3})+|\d{1,10})(?:[.,](\d{1,2}))?\s*(k|tsd\.?|m|mio\.?|million(?:en)?)?\s*$/i.exec(
      text,
    ) ?? []
  if (digits === '') return null
  const whole = Number(digits.replaceAll(/\D/g, ''))
  const times = factorOf(unit)
  // Half a person is none: a fraction is of thousands or millions.
  if (rest !== '' && times === 1) return null
  const count = Math.round((whole + Number(`0.${rest || '0'}`)) * times)
  return count <= 10_000_000_000 ? count : null
}

function factorOf(unit: string): number {
  if (/^(?:k|tsd)/i.test(unit)) return 1000
  return unit === '' ? 1 : 1_000_000
}

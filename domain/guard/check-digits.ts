/** Whether a German tax number for persons adds up (ISO/IEC 7064, MOD 11,10), and has its digits as such numbers do. */
export function isSteuerId(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false
  const counts = Array.from({ length: 10 }, (_, digit) => digits.slice(0, 10).split(String(digit)).length - 1)
  if (!counts.some((count) => count === 2 || count === 3) || counts.some((count) => count > 3)) return false
  let product = 10
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === Number(digits[10])
}

/** Whether a German pension insurance number adds up (VKVV § 4): area, birthday, letter, serial and check digit. */
export function isRentenNumber(text: string): boolean {
  if (!/^\d{8}[a-z]\d{3}$/.test(text)) return false
  const letter = String(text.charCodeAt(8) - 96).padStart(2, '0')
  const digits = text.slice(0, 8) + letter + text.slice(9, 11)
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
  const sum = weights.reduce((whole, weight, at) => {
    const product = weight * Number(digits[at])
    return whole + Math.floor(product / 10) + (product % 10)
  }, 0)
  return sum % 10 === Number(text[11])
}

/** Whether a French social security number adds up (Insee): 97 less the rest by 97, Corsica counted as 19 and 18. */
export function isNir(text: string): boolean {
  if (!/^[12]\d{4}(?:\d{2}|2[ab])\d{8}$/.test(text)) return false
  const body = text.slice(0, 13).replace('2a', '19').replace('2b', '18')
  return 97 - Number(BigInt(body) % 97n) === Number(text.slice(13))
}

/** Whether a Spanish identity number ends in its letter (Real Decreto 1553/2005), for citizens and foreigners. */
export function isDni(text: string): boolean {
  if (!/^(?:\d{8}|[xyz]\d{7})[a-z]$/.test(text)) return false
  const number = Number(text.slice(0, -1).replace('x', '0').replace('y', '1').replace('z', '2'))
  return 'trwagmyfpdxbnjzsqvhlcke'.charAt(number % 23) === text.slice(-1)
}

/** Whether a British health service number adds up (NHS data dictionary, modulus 11). */
export function isNhs(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const sum = Array.from(digits.slice(0, 9)).reduce(
    (whole, digit, at) => whole + Number(digit) * (10 - at),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  return check === Number(digits[9])
}

/** The dihedral group of order ten as Verhoeff's scheme multiplies in it. */
const product = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const turned = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Whether an Indian Aadhaar number adds up (UIDAI; Verhoeff 1969). */
export function isAadhaar(digits: string): boolean {
  if (!/^[2-9]\d{11}$/.test(digits)) return false
  let check = 0
  for (let at = 0; at < 12; at++) {
    const digit = Number(turned[at % 8]?.charAt(Number(digits[11 - at])))
    check = Number(product[check]?.charAt(digit))
  }
  return check === 0
}

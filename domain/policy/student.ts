/**
 * The value below which Student's t with so many degrees of freedom lies with a probability above one half. By Hill, CACM
 * 13 (1970) 619, Algorithm 396: right to six digits from five degrees of freedom on, and exact for one and two.
 */
export function studentQuantile(probability: number, freedom: number): number {
  const p = 2 * (1 - probability)
  if (freedom === 1) return Math.cos((p * Math.PI) / 2) / Math.sin((p * Math.PI) / 2)
  if (freedom === 2) return Math.sqrt(2 / (p * (2 - p)) - 2)
  const a = 1 / (freedom - 0.5)
  const b = 48 / a ** 2
  let c = ((20_700 * a) / b - 98) * a - 16
  c = c * a + 96.36
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * freedom
  let x = d * p
  let y = x ** (2 / freedom)
  if (y > 0.05 + a) {
    x = normalQuantile(p * 0.5)
    y = x ** 2
    if (freedom < 5) c += 0.3 * (freedom - 4.5) * (x + 0.6)
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    y = a * y ** 2
    y = y > 0.002 ? Math.exp(y) - 1 : 0.5 * y ** 2 + y
  } else {
    y =
      ((1 / (((freedom + 6) / (freedom * y) - 0.089 * d - 0.822) * (freedom + 2) * 3) + 0.5 / (freedom + 4)) *
        y -
        1) *
        ((freedom + 1) / (freedom + 2)) +
      1 / y
  }
  return Math.sqrt(freedom * y)
}

/**
 * The value below which a standard normal lies with a probability below one half: by Acklam's rational approximation,
 * right to nine digits.
 */
function normalQuantile(p: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239] // prettier-ignore
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572] // prettier-ignore
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783] // prettier-ignore
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return along(c, q) / (along(d, q) * q + 1)
  }
  const q = p - 0.5
  return (along(a, q * q) * q) / (along(b, q * q) * q * q + 1)
}

/** The value of a polynomial, the highest power first. */
const along = (coefficients: readonly number[], x: number) =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

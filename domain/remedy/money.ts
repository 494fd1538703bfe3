/**
 * How many decimals a currency has (ISO 4217): two of the euro, none of the yen. Amounts are whole numbers of its smallest
 * unit everywhere but in a policy, which writes 19.99.
 */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** What a policy writes as an amount, in the smallest unit of a currency; a part of one is not owed. */
export const inMinorUnits = (amount: number, currency: string): number =>
  Math.floor(Number((amount * 10 ** decimalsOf(currency)).toFixed(4)))

/** An amount in the smallest unit as a policy writes it. */
export const asPolicyWrites = (minor: number, currency: string): number => minor / 10 ** decimalsOf(currency)

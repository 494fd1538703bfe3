/** How many of a currency are about a euro (2026), in round figures; about one where nothing is said. */
const abouts: readonly (readonly [number, string])[] = [
  [2, 'AUD BAM BBD BND BSD BZD CAD FJD NZD PGK SBD SGD TOP WST'],
  [5, 'AED BRL BYN GEL ILS MYR PEN PLN QAR RON SAR TMT BOB GTQ TTD'],
  [10, 'BWP CNY DKK GHS HKD MAD MOP NOK SEK SCR TJS VES'],
  [20, 'CZK ERN LSL MDL MVR MXN MZN NAD SRD SZL ZAR ZMW ZWG HNL NIO SLE'],
  [50, 'EGP MKD MRU PHP THB TRY TWD UAH UYU DOP MUR'],
  [100, 'AFN ALL BDT BTN CVE GMD INR ISK JPY KGS NPR RSD RUB VUV XPF'],
  [200, 'DZD ETB GYD HTG JMD KES LRD'],
  [500, 'AMD AOA CRC HUF KMF KZT LKR PKR SDG SSP SOS CUP YER'],
  [1000, 'ARS CLP IQD KRW MWK NGN RWF TZS XAF XOF'],
  [5000, 'COP KHR MGA MMK MNT PYG UGX UZS BIF CDF GNF'],
  [20000, 'IDR LAK SYP VND'],
  [50000, 'IRR LBP'],
]

const byCurrency = new Map(
  abouts.flatMap(([about, currencies]) =>
    currencies.split(' ').map((currency) => [currency, about] as const),
  ),
)

/** A euro in a currency, in a round figure: for where somebody begins, never for what is owed. */
export const roundlyAEuro = (currency: string): number => byCurrency.get(currency) ?? 1

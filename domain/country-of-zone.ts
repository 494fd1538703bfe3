/** The first of some countries whose clocks show a zone; none for zones of no country, such as UTC. */
export function countryOfZone<Country extends string>(
  zone: string,
  countries: readonly Country[],
): Country | null {
  // A zone by its own name is found at once; only those that were renamed are looked for one by one.
  const named = countries.find((country) => zonesOf(country).includes(zone))
  if (named !== undefined || zone === 'UTC') return named ?? null
  const shown = Temporal.ZonedDateTime.from(`1970-01-01T00:00[${zone}]`)
  const isShown = (other: string) => shown.withTimeZone(other).equals(shown)
  return countries.find((country) => zonesOf(country).some(isShown)) ?? null
}

const found = new Map<string, readonly string[]>()

/** The zones of a country, asked once; a browser may not know them yet, and then the zone tells nothing. */
function zonesOf(country: string): readonly string[] {
  const known = found.get(country)
  if (known) return known
  const locale = new Intl.Locale('und', { region: country })
  const zones = 'getTimeZones' in locale ? (locale.getTimeZones() ?? []) : []
  found.set(country, zones)
  return zones
}

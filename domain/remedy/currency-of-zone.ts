import { countryOfZone } from '../country-of-zone.ts'
import { currencyOfCountry, payingCountries } from './currency-of-country.ts'

/** What is paid with where the clocks show this zone: what a house begins with unless it says another. */
export const currencyOfZone = (zone: string): string =>
  currencyOfCountry(countryOfZone(zone, payingCountries))

import type { Domain, Fact } from './fact.ts'

type Any<T> = T extends unknown
  ? Omit<T, 'low' | 'high' | 'step'> & Partial<Pick<Domain, 'low' | 'high' | 'step'>>
  : never

/** A domain without bounds, or of all its values; tests say what is different. */
export const aDomain = (domain: Any<Domain>): Domain => ({
  low: domain.type === 'enum' || domain.type === 'boolean' ? 0 : -Infinity,
  high: domain.type === 'enum' ? domain.values.length - 1 : domain.type === 'boolean' ? 1 : Infinity,
  step: 1,
  ...domain,
})

/** A fact of the matter that is always known; tests say what is different. */
export const aFact = (name: string, domain: Domain, different: Partial<Fact> = {}): Fact => ({
  name,
  domain,
  unknown: false,
  label: 'matter',
  upIsWorse: false,
  unknownIs: null,
  social: [],
  deletion: [],
  owed: null,
  ...different,
})

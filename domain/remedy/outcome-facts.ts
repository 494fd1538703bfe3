import { fittedTo, type Fact, type Facts } from '../policy/fact.ts'

/**
 * What may be known where it is decided what somebody gets: everything but who is looking. It is a type of its own, so that
 * the facts of a case, with reach and fame among them, can be handed to nothing that owes, bounds or signs an amount.
 */
export type OutcomeFacts = { readonly blindTo: 'visibility'; readonly known: Facts }

/** The facts of a case as of somebody whom nobody watches: what says who is looking is unknown, or has its least value. */
export const outcomeFacts = (declared: readonly Fact[], facts: Facts): OutcomeFacts => ({
  blindTo: 'visibility',
  known: Object.fromEntries(
    declared
      .filter(({ label }) => label !== null)
      .map((fact) => [
        fact.name,
        fittedTo(fact, fact.label === 'visibility' ? null : (facts[fact.name] ?? null)),
      ]),
  ),
})

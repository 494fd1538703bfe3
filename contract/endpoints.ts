import * as cases from './cases.ts'
import * as desk from './desk.ts'
import type { Endpoint } from './endpoint.ts'
import * as items from './items.ts'
import * as people from './people.ts'

/** Every endpoint there is, for OpenAPI and for the test that walks them all. */
export const endpoints: readonly Endpoint[] = [items, cases, people, desk].flatMap((area) =>
  Object.values(area),
)

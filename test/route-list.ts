import type { FastifyInstance } from 'fastify'

/** Every route that the server answers, as `GET /api/cases/:caseId`, read off the tree that it prints of itself. */
export function routeList(app: FastifyInstance): string[] {
  const path: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, part, methods] = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
      if (indent === undefined || part === undefined) return []
      path.splice(indent.length / 4, Infinity, part)
      const asked = methods?.split(', ').filter((method) => method !== 'HEAD' && method !== 'OPTIONS') ?? []
      return asked.map((method) => `${method} ${path.join('')}`)
    })
    .toSorted()
}

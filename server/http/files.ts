import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { deskRoles } from '#domain/role.ts'
import type { Desk } from '#server/desk/desk.ts'
import { showFile, showOriginal } from '#server/desk/show-file.ts'
import { agentOf } from './agent-of.ts'
import { refuseUnlessAllowed } from './serve.ts'

const File = z.object({ messageId: z.uuid(), part: z.coerce.number().int().min(0).max(10_000) })
const Original = z.object({ itemId: z.uuid() })

/**
 * Files that came from customers, and the originals of everything: always as a download of unknown type, never shown
 * in our origin, whatever the sender says they are.
 */
export function serveFiles(app: FastifyInstance, desk: Desk): void {
  app.get('/api/messages/:messageId/files/:part', async (request, reply) => {
    const agent = await agentOf(desk, request)
    refuseUnlessAllowed({ who: deskRoles }, agent)
    const { name, bytes } = await showFile(desk, agent, File.parse(request.params))
    return reply.headers(asDownload(name)).send(bytes)
  })
  app.get('/api/items/:itemId/original', async (request, reply) => {
    const agent = await agentOf(desk, request)
    refuseUnlessAllowed({ who: deskRoles }, agent)
    const { name, bytes } = await showOriginal(desk, agent, Original.parse(request.params))
    return reply.headers(asDownload(name)).send(bytes)
  })
}

const asDownload = (name: string) => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, escape)}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
})

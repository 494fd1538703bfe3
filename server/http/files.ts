import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { scopeOf } from '#contract/endpoint.ts'
import { saveDraft } from '#contract/writing.ts'
import { deskRoles } from '#domain/role.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import {
  addDraftFile,
  mostBytes,
  mostFiles,
  showDraftFile,
  tooLarge,
} from '#server/desk/replies/draft-files.ts'
import { showFile, showOriginal } from '#server/desk/cases/show-file.ts'
import { agentOf } from './agent-of.ts'
import { refuseUnlessAllowed } from './serve.ts'
import { openUploadRoom, readUpload } from './upload-room.ts'

const File = z.object({ messageId: z.uuid(), part: z.coerce.number().int().min(0).max(10_000) })
const Original = z.object({ itemId: z.uuid() })
const OfCase = z.object({ caseId: z.uuid() })
const OfDraft = OfCase.extend({ fileId: z.uuid() })

/**
 * Files that came from customers or go to them, and the originals of everything: always as a download of unknown type, never shown
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
  app.get('/api/cases/:caseId/draft/files/:fileId', async (request, reply) => {
    const agent = await agentOf(desk, request)
    refuseUnlessAllowed({ who: deskRoles }, agent)
    const { name, bytes } = await showDraftFile(desk, agent, OfDraft.parse(request.params))
    return reply.headers(asDownload(name)).send(bytes)
  })
  void app.register((scope) => takeDraftFiles(scope, desk))
}

/** Takes files for a draft as `multipart/form-data`, and answers `{ files }`: all that are with the draft now. */
async function takeDraftFiles(app: FastifyInstance, desk: Desk): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: mostFiles, parts: mostFiles, fields: 0, fileSize: mostBytes },
  })
  const room = openUploadRoom()
  app.post('/api/cases/:caseId/draft/files', async (request) => {
    const agent = await agentOf(desk, request)
    refuseUnlessAllowed({ who: deskRoles, scope: scopeOf(saveDraft) }, agent)
    const { caseId } = OfCase.parse(request.params)
    if (!request.isMultipart()) throw new Refusal('invalid', 'Files come as multipart/form-data.')
    let files: Awaited<ReturnType<typeof addDraftFile>> = []
    for await (const part of request.files()) {
      const upload = room.begin(`${agent.org} ${agent.handle}`, mostBytes)
      try {
        const bytes = await readUpload(part.file, upload)
        if (part.file.truncated) throw tooLarge(part.filename)
        files = await addDraftFile(desk, agent, { caseId, name: part.filename, bytes })
      } finally {
        upload.end()
      }
    }
    if (files.length === 0) throw new Refusal('invalid', 'No file came with this.')
    return { files }
  })
}

/** How a file is sent that somebody else made: to be saved, and never shown in our origin. */
export const asDownload = (name: string) => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, escape)}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
})

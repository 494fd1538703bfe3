import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { panelOrigins } from '#server/desk/line/line-panel.ts'

const Asked = z.object({ org: z.uuid() })

/**
 * The call screen as a panel of another system: the one screen that may stand in a frame, and only of the pages that the
 * organisation has named. Whoever is not among them is shown nothing, by the browser itself (CSP 3, frame-ancestors).
 */
export function servePanelPage(app: FastifyInstance, desk: Desk): void {
  app.get('/line/panel', async (request, reply) => {
    if (!app.hasReplyDecorator('sendFile')) throw new Refusal('not-found', 'The screens are not built.')
    const asked = Asked.safeParse(request.query).data
    const origins = asked ? await panelOrigins(desk, asked.org) : []
    const policy = reply.getHeader('content-security-policy')
    if (origins.length > 0 && typeof policy === 'string') {
      void reply.header(
        'content-security-policy',
        policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${origins.join(' ')}`),
      )
      // Which knows no list of origins, and where both are given the older one may win.
      void reply.removeHeader('x-frame-options')
    }
    return reply.sendFile('index.html')
  })
}

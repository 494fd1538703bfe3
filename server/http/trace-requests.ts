import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
} from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isKnownHere } from './agent-of.ts'

/**
 * Makes each request a span of a trace. That is the one that its caller names (W3C Trace Context) where their token or
 * session was good here before, and a new one for everybody else: a stranger may not write into traces of ours, nor have
 * all that they ask kept. It is named by its route's pattern and never by its address, which may name somebody.
 */
export function traceRequests(app: FastifyInstance): void {
  const tracer = trace.getTracer('evenhand')
  const spans = new WeakMap<FastifyRequest, Span>()
  app.addHook('onRequest', (request, _, done) => {
    const route = request.routeOptions.url ?? 'none'
    const attributes = { 'http.request.method': request.method, 'http.route': route }
    const caller = isKnownHere(request) ? propagation.extract(ROOT_CONTEXT, request.headers) : ROOT_CONTEXT
    const name = `${request.method} ${route}`
    spans.set(request, tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, caller))
    done()
  })
  // Only here: while a body is read, the context of its request is not kept.
  app.addHook('preHandler', (request, _, done) => {
    const span = spans.get(request)
    if (span) context.with(trace.setSpan(context.active(), span), done)
    else done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
    done()
  })
}

import { SpanStatusCode, trace } from '@opentelemetry/api'

/** Does a piece of work as a span of a trace, named by its kind and never by whom it is for; without a collector it is just done. */
export const traced = <T>(name: string, act: () => Promise<T>): Promise<T> =>
  trace.getTracer('evenhand').startActiveSpan(name, async (span) => {
    try {
      return await act()
    } catch (fault) {
      // By its name alone: a message may quote a row.
      span.setStatus({ code: SpanStatusCode.ERROR, message: fault instanceof Error ? fault.name : 'fault' })
      throw fault
    } finally {
      span.end()
    }
  })

import { type Attributes, SpanStatusCode, trace } from '@opentelemetry/api';

/** Costs next to nothing unless the operator has registered an OpenTelemetry SDK (see docs/traces.md). */
const tracer = trace.getTracer('upgrade-assistant');

/**
 * Does work within a span: what is done in it has it as parent.
 * @param attributes ids and kinds alone; no names of people
 * @returns what the work returns; a rejection is noted on the span, without its text, and goes on
 */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });
}

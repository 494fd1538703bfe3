import { z } from 'zod'

/** A currency by its three letters (ISO 4217), of those that amounts can be written in. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'is three letters, such as EUR')
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'is no currency that we know')

/** Why something that arrived is no complaint, as a colleague says it by one key. */
export const noComplaintReasons = ['spam', 'praise', 'joke', 'private', 'empty', 'elsewhere'] as const

export type NoComplaint = (typeof noComplaintReasons)[number]

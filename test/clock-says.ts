/** What a desk under test says when its clock has been set ahead. */
export const clockSays = (by: Temporal.Duration): string => `The clock is ahead by ${by.toString()}`

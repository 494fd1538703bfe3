/** A name without the marks that turn the direction of writing: among words of ours they would turn these as well. */
export const plainName = (name: string): string => name.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')

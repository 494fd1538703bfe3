/**
 * Whether a colleague may still grant a gesture of goodwill on a case: not once they have seen there how far the customer's voice
 * carries. What is owed does not ask for it: it is owed whoever has looked.
 */
export const mayGrantGesture = (
  { reachOpenedBy = [] }: { readonly reachOpenedBy?: readonly string[] },
  member: string,
): boolean => !reachOpenedBy.includes(member)

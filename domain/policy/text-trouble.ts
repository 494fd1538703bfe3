/**
 * What is wrong with a text that is no YAML, in a sentence to whoever wrote it, by the code under which the parser knows it.
 * What the parser says itself speaks of its own parts, and only in English.
 */
export function textTrouble({ code, message }: { code: string; message: string }): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'This name stands here twice.'
    case 'BAD_INDENT':
      return message.includes('end with')
        ? 'A bracket is opened here and not closed.'
        : 'Lines that belong together have to begin in the same column.'
    case 'TAB_AS_INDENT':
      return 'A line begins with a tab: indent it by spaces.'
    case 'BAD_SCALAR_START':
      return 'A text that begins with such a sign stands in quotation marks.'
    case 'BAD_DQ_ESCAPE':
      return 'A backslash in double quotation marks is written twice.'
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'There is a colon too many, or a line is not indented. A text with a colon in it stands in quotation marks.'
    case 'MISSING_CHAR':
      return missing(message)
    case 'UNEXPECTED_TOKEN':
    case 'BLOCK_IN_FLOW':
      return 'This does not belong here: look for a bracket, a comma or a quotation mark that is missing or too many.'
    default:
      return 'This cannot be read as YAML.'
  }
}

function missing(message: string): string {
  if (message.includes('quote')) return 'A quotation mark is opened here and not closed.'
  if (message.includes('map values')) return 'A name needs a colon and its value after it.'
  if (message.includes('Comments')) return 'A space is missing before the #.'
  return 'Something is missing here: a comma, a colon or a bracket.'
}

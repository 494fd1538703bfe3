/** Words for taking something away. */
const removing =
  /^(delet\w*|remov\w*|retract\w*|withdraw\w*|withdrew|withdrawn|erase\w*|unpublish\w*|take|taken|taking)$/
/** Words for what somebody published. */
const published =
  /^(posts?|posting|reviews?|videos?|tweets?|comments?|publication|publicity|story|stories|article|thread|online|public|content|critici[sz]m|songs?|down)$/
/** Words that say it all. */
const plain = /^(takedown|unpublish\w*|postdeleted|deletepost)$/

/** Whether a name, with one of its values, speaks of taking down what a customer published: `condition: delete-post`. */
export function meansDeletion(name: string, value = ''): boolean {
  const words = `${name} ${value}`
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
  if (words.some((word) => plain.test(word))) return true
  return words.some((word) => removing.test(word)) && words.some((word) => published.test(word))
}

/** Where people read a post: `at://did:plc:x/app.bsky.feed.post/y` is `https://bsky.app/profile/did:plc:x/post/y`. */
export function urlOfPost(uri: string): string | null {
  const [, did, key] = /^at:\/\/(did:[a-z]+:[\w.:%-]+)\/app\.bsky\.feed\.post\/([\w.~:-]+)$/.exec(uri) ?? []
  return did === undefined || key === undefined ? null : `https://bsky.app/profile/${did}/post/${key}`
}

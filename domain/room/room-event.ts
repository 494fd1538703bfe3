/** How whoever came into a room has shown whose it is: the mail reached them, or the code came from their account. */
export type Shown = 'mail' | 'post' | 'direct-message'

/** What an event of a room says: ids, codes and times. What is said in it is a message like any other. */
export type RoomEventData = {
  'room-offered': { room: string; message: string; needs: 'address' | 'handle'; until: string }
  /** With whether only the word of a program says that the code came from their account. */
  'room-entered': { room: string; shown: Shown; isTold?: true }
  /** Whoever held a link that is over has asked for a new one. */
  'room-link-wanted': { room: string }
  'room-closed': { room: string }
}

export type RoomEventType = keyof RoomEventData

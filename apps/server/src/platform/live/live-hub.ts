/** Carries events to subscribers of a topic on every instance; nothing is stored, a late subscriber reads the state first. */
export interface LiveHub {
  publish(topic: string, event: object): Promise<void>
  /** Returns the function that unsubscribes. */
  subscribe(topic: string, listener: (event: object) => void): () => void
  close(): Promise<void>
}

import { shallowRef } from 'vue'

/** Why the session could not be asked for (server away); the root shows it with a retry instead of an empty page. */
export const startProblem = shallowRef<unknown>(null)

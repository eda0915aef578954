/** The output cannot go where it should; the message says why and what to do. */
export class OutputError extends Error {
  override name = 'OutputError'
}

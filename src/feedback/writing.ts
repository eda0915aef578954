import { getPass } from '../delivery/pass.ts'
import { findPersonalData } from '../delivery/personal-data.ts'

/** What a reader who writes needs besides the form. It is loaded when they begin, so that those who only read do not pay for it. */
export interface Writing {
  /** A token for the comment; good for one. */
  takePass: () => Promise<object | undefined>
  /** Whether the text seems to hold an e-mail address, a phone, card or account number. */
  isPersonal: (text: string) => boolean
}

/** Asks for a token at once: it has to be some seconds old when the comment is sent. */
export function startWriting(url: string): Writing {
  let pass: Promise<object | undefined> | undefined = getPass(url)
  return {
    takePass: () => {
      const taken = pass ?? getPass(url)
      pass = undefined
      return taken
    },
    isPersonal: (text) => findPersonalData(text).length > 0,
  }
}

import type { Finding } from '../checks/contract.ts'

/** How far a build is. Articles are counted, for they are most of its pages. */
export interface BuildStage {
  stage: 'check' | 'prepare' | 'articles' | 'search' | 'publish'
  done?: number
  total?: number
}

/** A line for the end of a build, from the process that makes the pages. */
export interface BuildNote {
  note: string
}

/** Why there is no site, from the process that would have made it. */
export interface BuildRefusal {
  findings: Finding[]
}

const TITLES: Record<BuildStage['stage'], string> = {
  check: 'Checking the content',
  prepare: 'Preparing',
  articles: 'Making pages',
  search: 'Making the search index',
  publish: 'Moving the site into place',
}
/** Clears the line and goes back to its beginning. */
const CLEAR = '\r\u001b[K'
const number = new Intl.NumberFormat('en')

/** One line of a terminal that says how far a build is. Elsewhere, as in CI, it is silent until the end. */
export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #start = performance.now()

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show({ stage, done, total }: BuildStage): void {
    if (!this.#stream.isTTY) return
    const count = done === undefined || total === undefined ? '' : `  ${number.format(done)} of ${number.format(total)}`
    this.#stream.write(`${CLEAR}${TITLES[stage]}${count}  ${this.seconds} s`)
  }

  /** Takes the line away, for something else to be written. */
  clear(): void {
    if (this.#stream.isTTY) this.#stream.write(CLEAR)
  }

  /** Whole seconds since the build began. */
  get seconds(): string {
    return number.format(Math.round((performance.now() - this.#start) / 1000))
  }
}

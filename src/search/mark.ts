import type { Term } from './analysis.ts'
import type { TextPiece } from './contract.ts'

/** Cuts a text into what the search means and what it does not. */
export function markTerms(text: string, readTerms: (text: string) => Term[], isMeant: (term: Term) => boolean): TextPiece[] {
  const pieces: TextPiece[] = []
  let position = 0
  const add = (to: number, isMarked: boolean) => {
    if (to <= position) return
    const last = pieces.at(-1)
    const part = text.slice(position, to)
    if (last?.isMarked === isMarked) last.text += part
    else pieces.push({ text: part, isMarked })
    position = to
  }
  const meant = readTerms(text).filter(isMeant)
  meant.sort((a, b) => a.start - b.start || a.end - b.end)
  for (const { start, end } of meant) {
    add(start, false)
    add(end, true)
  }
  add(text.length, false)
  return pieces
}

/** A place of a text with what stands for a searched word. */
export interface Place {
  place: number
  /** Number of the word in the search. */
  word: number
  /** What it is worth there. */
  weight: number
}

/** Neighbours in the search that are neighbours in the text. Measured on twelve sets: 0.2 points of Success@3. */
const NEIGHBOURS = 0.3
/** Two words of the text may stand between two neighbours: with one, 0.2 points of Success@1 less. */
const APART = 3
/** The searched words that one stretch of the text has, in any order. Measured: 0.2 points of Success@3, 0.4 of Success@1. */
const TOGETHER = 0.3
/** Words of such a stretch. */
const STRETCH = 8

/** What an article's score is multiplied with, for words that are as close to each other in it as in the search; `weights` are those of the words. */
export function closeness(places: Place[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0 || places.length === 0) return 1
  places.sort((a, b) => a.place - b.place || a.word - b.word)
  return (1 + (NEIGHBOURS * neighbours(places)) / total) * (1 + (TOGETHER * together(places, weights)) / total)
}

/** The weight of the searched words that follow each other in the text as in the search. */
function neighbours(places: Place[]): number {
  const counted = new Set<number>()
  let sum = 0
  for (let index = 1; index < places.length; index++) {
    const here = places[index]!
    const before = places[index - 1]!
    if (here.word !== before.word + 1 || here.place - before.place > APART || counted.has(here.word)) continue
    counted.add(here.word)
    sum += Math.min(here.weight, before.weight)
  }
  return sum
}

/** The most that any stretch has. */
function together(places: Place[], weights: readonly number[]): number {
  const counts = weights.map(() => 0)
  let sum = 0
  let best = 0
  let first = 0
  for (const { place, word } of places) {
    if (counts[word]!++ === 0) sum += weights[word]!
    for (; places[first]!.place < place - STRETCH; first++) {
      const left = places[first]!.word
      if (--counts[left]! === 0) sum -= weights[left]!
    }
    best = Math.max(best, sum)
  }
  return best
}

/** A number and what it counts, for a terminal: `1 article`, `2 articles`. */
export const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`

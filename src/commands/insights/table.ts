/** What would steer a terminal or turn its line around; readers wrote some of the cells. */
const STEERING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu

/** Rows in columns that line up in a terminal. */
export function writeTable(head: string[], written: string[][]): string {
  const rows = written.map((row) => row.map((cell) => cell.replace(STEERING, '')))
  const widths = head.map((name, column) => Math.max(...[name, ...rows.map((row) => row[column] ?? '')].map(measure)))
  const line = (cells: string[]) =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - measure(cell)))).join('  ')
  return [head, ...rows].map((cells) => line(cells).trimEnd()).join('\n')
}

/** Characters as a reader counts them. */
const measure = (text: string) => [...new Intl.Segmenter().segment(text)].length

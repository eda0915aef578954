/** Characters as people count them; those of Chinese, Japanese and Korean take the room of two. */
export function measure(text: string): number {
  let width = 0
  for (const { segment } of SEGMENTER.segment(text)) width += WIDE.test(segment) ? 2 : 1
  return width
}

const SEGMENTER = new Intl.Segmenter()
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

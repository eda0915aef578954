import { styleText } from 'node:util'

/** Colours for a terminal, or nothing where there is none. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string

export const painter =
  (colours: boolean): Paint =>
  (format, text) =>
    colours ? styleText(format, text, { validateStream: false }) : text

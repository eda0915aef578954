/** A node of a parsed article, as far as the rules look at it. */
export interface TextNode {
  type: string
  name?: string | null
  value?: string
  attributes?: JsxAttribute[]
  children?: TextNode[]
  position?: { start: TextPoint; end: TextPoint }
}

export interface TextPoint {
  line: number
  column: number
  offset: number
}

/** A property as written. `value` is null for a bare name, an object for an expression in braces. */
export interface JsxAttribute {
  type: string
  name?: string
  value?: string | null | { value: string }
}

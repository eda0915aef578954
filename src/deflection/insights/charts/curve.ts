import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { html } from 'hono/html'
import type { Markup } from '../../insights-layout.ts'

export interface CurvePoint {
  /** For the axis and for who asks what a point is. */
  label: string
  /** Null leaves a gap: nothing was measured. */
  value: number | null
  /** The same point of the period before, drawn behind. */
  before?: number | null | undefined
}

export interface CurveChart {
  /** What the curve shows, for who does not see it; the table has the figures. */
  title: string
  points: CurvePoint[]
  format: (value: number) => string
  /** Smallest top of the scale, so that one message in a month does not look like a mountain. */
  atLeast: number
  /** Points at which something happened, e.g. an edit. */
  markers?: { index: number; label: string }[]
  isRightToLeft: boolean
}

/** Units of the inner drawing, which is stretched to the width it finds; strokes and texts are not. */
const [WIDTH, HEIGHT] = [1000, 160]
/** Where the inner drawing begins and the text below the axis stands, in pixels. */
const [TOP, AXIS] = [22, 200]
/** Room for the figures of the axis, in pixels, outside the drawing: see `.curve` in insights-page.css. */
const MARGIN = 40

/** A curve over time as SVG without scripts and inline styles. Time runs in the direction of reading. */
export function renderCurve({ title, points, format, atLeast, markers = [], isRightToLeft }: CurveChart): Markup {
  const values = points.flatMap(({ value, before }) => [value ?? 0, before ?? 0])
  const y = scaleLinear([0, Math.max(atLeast, ...values)], [HEIGHT, 0]).nice(3)
  // A single day stands in the middle.
  const place = (index: number) => (points.length < 2 ? 0.5 : index / (points.length - 1))
  const share = (index: number) => (isRightToLeft ? 1 - place(index) : place(index))
  const x = (_: unknown, index: number) => share(index) * WIDTH
  const draw = (read: (point: CurvePoint) => number | null | undefined) =>
    line<CurvePoint>()
      .defined((point) => typeof read(point) === 'number')
      .x(x)
      .y((point) => y(read(point) ?? 0))(points) ?? ''
  const filled =
    area<CurvePoint>()
      .defined(({ value }) => value !== null)
      .x(x)
      .y0(HEIGHT)
      .y1(({ value }) => y(value ?? 0))(points) ?? ''
  const percent = (index: number) => `${(share(index) * 100).toFixed(2)}%`
  const start = isRightToLeft ? '100%' : '0%'
  const lone = points.flatMap(({ value }, index) =>
    value !== null && typeof points[index - 1]?.value !== 'number' && typeof points[index + 1]?.value !== 'number' ? [{ value, index }] : [],
  )
  const labelled = [...new Set(points.length < 3 ? points.keys() : [0, Math.floor((points.length - 1) / 2), points.length - 1])]
  return html`<figure><figcaption>${title}</figcaption><svg class="curve" width="100%" height="${AXIS + 8}" role="img" aria-label="${title}" focusable="false">
${y.ticks(3).map(
  (tick) => html`<line class="grid" x1="0%" x2="100%" y1="${TOP + y(tick)}" y2="${TOP + y(tick)}"></line>
<text x="${start}" dx="${isRightToLeft ? MARGIN : -MARGIN}" y="${TOP + y(tick) + 4}">${format(tick)}</text>`,
)}
<svg x="0" y="${TOP}" width="100%" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
<path class="fill" d="${filled}"></path>
<path class="before" d="${draw(({ before }) => before)}" vector-effect="non-scaling-stroke"></path>
<path class="line" d="${draw(({ value }) => value)}" vector-effect="non-scaling-stroke"></path>
</svg>
${lone.map(({ value, index }) => html`<circle class="point" cx="${percent(index)}" cy="${TOP + y(value)}" r="3.5"></circle>`)}
${markers.map(
  ({ index, label }) => html`<g class="marker"><line x1="${percent(index)}" x2="${percent(index)}" y1="${TOP - 8}" y2="${TOP + HEIGHT}"></line>
<circle cx="${percent(index)}" cy="${TOP - 10}" r="4"><title>${label}</title></circle></g>`,
)}
${labelled.map((index) => html`<text class="time" x="${percent(index)}" y="${AXIS}" text-anchor="${anchorOf(place(index))}">${points[index]?.label}</text>`)}
</svg></figure>`
}

const anchorOf = (place: number) => (place < 0.1 ? 'start' : place > 0.9 ? 'end' : 'middle')

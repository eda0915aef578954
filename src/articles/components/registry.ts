import type { ArticleComponent } from '../component.ts'
import { accordion } from './accordion.ts'
import { button } from './button.ts'
import { callout } from './callout.ts'
import { figure } from './figure.ts'
import { guide } from './guide.ts'
import { kbd } from './kbd.ts'
import { snippet } from './snippet.ts'
import { steps } from './steps.ts'
import { tab, tabs } from './tabs.ts'
import { term } from './term.ts'
import { video } from './video.ts'

/** Every component writers may use, by the name they write. */
export const COMPONENTS: ReadonlyMap<string, ArticleComponent> = new Map(
  [accordion, button, callout, figure, guide, kbd, snippet, steps, tab, tabs, term, video].map((component) => [
    component.name,
    component as unknown as ArticleComponent,
  ]),
)

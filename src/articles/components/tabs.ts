import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/**
 * Alternatives of which the reader needs one. Radio buttons do the switching, so that it works by
 * keyboard and without JavaScript; print shows every panel under its label.
 */
export const tabs = defineComponent({
  name: 'Tabs',
  placement: 'block',
  props: z.strictObject({ label: z.string().optional() }),
  render({ props, children, context }) {
    const group = context.uniqueId('tabs')
    let index = 0
    const panels = children.flatMap((child) => {
      if (child.type !== 'element' || child.properties['dataTab'] === undefined) return []
      const label = String(child.properties['dataTab'])
      const id = `${group}-${++index}`
      return [
        h('input', { type: 'radio', name: group, id, className: ['tab-input'], checked: index === 1 }),
        h('label', { htmlFor: id, className: ['tab-label'] }, label),
        h('div', { className: ['tab-panel'] }, [h('p', { className: ['tab-print'], ariaHidden: 'true' }, label), ...child.children]),
      ]
    })
    const legend = props.label ?? context.translator.t('component.tabs')
    return [h('fieldset', { className: ['tabs'] }, [h('legend', { className: ['sr-only'] }, legend), ...panels])]
  },
})

/** One alternative inside `<Tabs>`. */
export const tab = defineComponent({
  name: 'Tab',
  placement: 'block',
  parent: 'Tabs',
  props: z.strictObject({ label: z.string().min(1) }),
  render: ({ props, children }) => [h('div', { dataTab: props.label }, children)],
})

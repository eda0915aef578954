import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/**
 * A film. A file plays in place; an address elsewhere is a link until the reader presses play,
 * so that nothing is loaded from, or told to, another host before.
 */
export const video = defineComponent({
  name: 'Video',
  placement: 'block',
  props: z.strictObject({
    src: z
      .string()
      .min(1)
      .refine(
        (src) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(src) || isWebAddress(src),
        'Write a web address that begins with https://, or a file such as ./clip.mp4.',
      ),
    title: z.string().min(1),
    /** WebVTT captions of a file. */
    captions: z.string().optional(),
  }),
  render({ props, context }) {
    const { t, locale } = context.translator
    if (!isWebAddress(props.src)) {
      const track = props.captions ? [h('track', { kind: 'captions', src: context.link(props.captions), srcLang: locale.code, default: true })] : []
      return [
        h('figure', { className: ['figure'] }, [
          h('video', { src: context.link(props.src), controls: true, preload: 'none', ariaLabel: props.title }, track),
          h('figcaption', props.title),
        ]),
      ]
    }
    const embed = findEmbed(props.src)
    const allowed = embed && context.videoHosts.includes(embed.host) ? embed.href : undefined
    return [
      h('p', { className: ['video'] }, [
        h('a', { href: props.src, rel: ['noopener'], dataEmbed: allowed, dataTitle: props.title }, t('component.videoPlay', { title: props.title })),
        h('small', { className: ['video-hint'] }, t(allowed ? 'component.videoHint' : 'component.videoOpens', { host: new URL(allowed ?? props.src).host })),
      ]),
    ]
  },
})

const isWebAddress = (src: string) => /^https?:\/\//.test(src) && URL.canParse(src)

/** Address of the player that a page may frame; it differs from the film's own on some hosts. Undefined for a file of the content. */
export function findEmbed(src: string): URL | undefined {
  if (!isWebAddress(src)) return undefined
  const url = new URL(src)
  const youtube = url.host === 'youtu.be' ? url.pathname.slice(1) : /(^|\.)youtube\.com$/.test(url.host) ? url.searchParams.get('v') : undefined
  if (youtube) return new URL(`https://www.youtube-nocookie.com/embed/${encodeURIComponent(youtube)}?autoplay=1`)
  const vimeo = /(^|\.)vimeo\.com$/.test(url.host) ? /^\/(\d+)/.exec(url.pathname)?.[1] : undefined
  if (vimeo) return new URL(`https://player.vimeo.com/video/${vimeo}?autoplay=1&dnt=1`)
  return url
}

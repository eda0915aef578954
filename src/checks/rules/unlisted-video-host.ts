import { findEmbed } from '../../articles/components/video.ts'
import type { Rule } from '../rule.ts'

/** A film on a host that the settings do not list: readers get a link that takes them away instead of a player. */
export const unlistedVideoHost: Rule = {
  id: 'unlisted-video-host',
  severity: 'warning',
  check(content, report) {
    const { videoHosts } = content.tree.readable
    if (!videoHosts) return
    for (const text of content.texts) {
      for (const { name, props, place } of text.tags) {
        const src = props['src']
        const embed = name === 'Video' && typeof src === 'string' ? findEmbed(src) : undefined
        if (!embed || videoHosts.includes(embed.host)) continue
        const listed = videoHosts.length === 0 ? 'none' : videoHosts.join(', ')
        report(
          text,
          `<Video> plays from "${embed.host}", which "videoHosts" in settings.yml does not list (${listed}). Readers get a link that leaves the page. Add the host there, or put the film beside the article.`,
          place,
        )
      }
    }
  },
}

import CMS from '@sveltia/cms'

const answer = await fetch('config.json', { cache: 'no-cache' })
CMS.init({ config: await answer.json() })

import { startArticle } from '../articles/browser.ts'
import { countView } from '../deflection/browser.ts'
import { createId } from '../delivery/browser.ts'
import { startFeedback } from '../feedback/browser.ts'
import { startLanguages } from '../languages/browser.ts'
import '../search/browser.ts'

// Names this view of the page; kept in memory only.
const pageView = createId()
startLanguages()
startArticle()
startFeedback(pageView)
countView(pageView)

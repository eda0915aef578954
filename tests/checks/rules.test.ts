import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import type { ExternalAnswer } from '../../src/checks/external/contract.ts'
import { RULES } from '../../src/checks/all-rules.ts'
import { applyFixes } from '../../src/checks/fix.ts'
import { checkContent } from '../../src/checks/run.ts'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'

const KEY = 'guides/en/lost-key.yml'
const RESET = 'articles/en/account/reset.mdx'

const NOON = Date.UTC(2026, 10, 22, 12)

/** What each rule says about its failing fixture: where, and the words that tell what to do. */
const EXPECTED: Record<string, [place: string, words: string][]> = {
  'address-not-public': [['settings.yml:15', '"http://localhost:4321/", which readers cannot open']],
  'arabic-letter': [
    ['articles/fa/account/reset.mdx:2', 'Persian writes "کلید"'],
    ['articles/fa/account/reset.mdx:6', '"كنيد" has ك ي of Arabic. Persian writes "کنید"'],
    ['articles/fa/account/reset.mdx:6', 'Persian writes "۴۵"'],
  ],
  'avoided-word': [
    [`${RESET}:6`, '"Utilise" is a word to avoid. Write instead: use'],
    [`${RESET}:6`, 'Write instead: sign in'],
    [`${RESET}:9`, '"utilise"'],
  ],
  'broken-link': [
    [`${RESET}:6`, '"[the start] (./sign-in.mdx)" is not read as a link. Remove the space'],
    [`${RESET}:6`, '"(here)[./sign-in.mdx]" is not read as a link. Words stand in square'],
    [`${RESET}:6`, 'each space in the address as %20'],
    [`${RESET}:8`, '"[all](./sign-in.mdx" is not read as a link. Write )'],
  ],
  'broken-table': [
    [`${RESET}:8`, 'This row has 3 cells and the head of the table 2, so readers miss the last 1.'],
    [`${RESET}:9`, 'This row has 1 of 2 cells'],
    [`${RESET}:11`, 'the line below the head is missing. Write it below this line: | --- | --- |'],
    [`${RESET}:14`, 'the head has 2 cells and the line of dashes below it 1'],
  ],
  'control-character': [
    [`${RESET}:2`, 'The character U+0001 is a sign that nobody sees'],
    [`${RESET}:6`, 'The character U+0007'],
    [`${RESET}:8`, 'The character U+202E turns the direction of the text and is not ended'],
    [`${RESET}:12`, 'The character U+0007'],
    [`${RESET}:12`, 'The character U+202E turns'],
  ],
  'dead-anchor': [
    [`${RESET}:6`, 'has no section "failed". Did you mean "fails"?'],
    [`${RESET}:6`, 'This article has no section "nowhere"'],
  ],
  'dead-external-link': [
    [`${RESET}:6`, 'There is nothing at "https://www.gnu.org/gone" any more: its server answers 404. Find where it is now'],
    [`${RESET}:6`, 'There is no server of the name "nobody.gnu.org"'],
  ],
  'dead-link': [
    [`${RESET}:6`, 'Did you mean "./sign-in.mdx"?'],
    [`${RESET}:6`, 'There is no page "/nowhere/"'],
    [`${RESET}:6`, 'There is no file "./plan.pdf" beside the article'],
    [`${RESET}:6`, 'There is no article "billing/sign-in" in any language. Did you mean "./sign-in.mdx"?'],
  ],
  'direction-mark-in-code': [
    [`${RESET}:6`, 'U+200E stands in code: a mark of direction that nobody sees and that is copied, too. Remove it'],
    [`${RESET}:6`, 'U+200F stands in an address'],
    [`${RESET}:9`, 'U+200E stands in code'],
    [`${RESET}:10`, 'U+200F stands in code'],
    [`${RESET}:13`, 'U+200E stands in the id of a heading'],
    [`${RESET}:15`, 'U+200E stands in an address'],
    [`${RESET}:15`, 'U+200E stands in an address'],
  ],
  'duplicate-article': [['articles/en/account/sign-in.mdx:1', 'have the same address']],
  'duplicate-category': [['categories.yml:5', 'The category "account" is listed twice']],
  'duplicate-description': [
    ['articles/en/account/sign-in.mdx:3', 'The description is the same as that of "account/reset"'],
    ['articles/en/billing/pay.mdx:3', 'repeats the title'],
  ],
  'duplicate-heading-id': [[`${RESET}:10`, 'which the heading on line 6 has already']],
  'duplicate-synonym': [
    ['synonyms/en.yml:3', '"Sign-in" stands in this group twice'],
    ['synonyms/en.yml:4', '"log in" is in group 1 already. Join the two groups'],
    ['synonyms/en.yml:6', '"sign in" and "log in" are in one group'],
    ['synonyms/en.yml:7', '"error" is a word that "crash" finds anyway'],
  ],
  'duplicate-title': [['articles/en/billing/sign-in.mdx:2', 'The title "sign  In" is that of ']],
  'empty-heading': [
    [`${RESET}:6`, 'This heading has no words. Write them after ##'],
    [`${RESET}:10`, 'after ###'],
    [`${RESET}:12`, 'This heading has no words'],
  ],
  'empty-link-text': [
    [`${RESET}:6`, 'The link to "./sign-in.mdx" has no words'],
    [`${RESET}:6`, 'Say where it leads: [words](./sign-in.mdx)'],
    [`${RESET}:8`, 'The link to "https://example.com" has no words'],
  ],
  'file-runs-code': [
    [`${RESET}:6`, '"./tool.mjs" is a program that browsers run, and nothing that an article offers may run on the site. Offer it in a .zip file'],
    [`${RESET}:6`, '"./form.html" is a page of its own'],
    [`${RESET}:8`, 'The picture "./map.svg" holds <script>. A picture may not run or load anything. Export it again'],
    [`${RESET}:10`, '"./map.svg" holds <script>, and nothing'],
    ['settings.yml:11', 'The picture "mark.svg" holds the property "onload"'],
  ],
  'foreign-quotes': [
    [`${RESET}:6`, '«app» is not how English quotes. Write “app”.'],
    ['articles/fa/account/reset.mdx:2', 'Write «تازه»'],
    ['articles/fa/account/reset.mdx:6', '“کلید” is not how Persian quotes. Write «کلید».'],
    ['articles/fa/account/reset.mdx:8', 'Write «کتاب»'],
  ],
  'guide-dead-end': [
    [`${KEY}:11`, 'The step "mail" leads nowhere. Add "choices" to its question'],
    [`${KEY}:13`, 'The step "both" both goes on and ends'],
    [`${KEY}:16`, 'The step "silent" has choices and asks nothing'],
  ],
  'guide-duplicate': [
    [`${KEY}:9`, 'The step "start" offers "Yes" twice'],
    [`${KEY}:13`, 'The step "mail" is there twice'],
  ],
  'guide-loop': [[`${KEY}:12`, 'Readers walk in a circle: "mail" → "again" → "mail"']],
  'guide-unknown-target': [
    [`${KEY}:3`, 'There is no category "acount". Did you mean "account"?'],
    [`${KEY}:8`, 'There is no step "mial". Did you mean "mail"?'],
    [`${KEY}:11`, '"account/sign-inn" is no article'],
    [`${KEY}:12`, '"account/sing-in" is no article. Did you mean "account/sign-in"?'],
    [`${KEY}:13`, 'There is no step "nobody"'],
  ],
  'guide-unreachable-step': [[`${KEY}:14`, 'No answer leads to the step "forgotten"']],
  'guide-untranslated-step': [
    ['guides/lv/lost-key.yml:4', 'The original has a step that this translation lacks: "person"'],
    ['guides/lv/lost-key.yml:4', 'The step "start" leads elsewhere than in the original'],
    ['guides/lv/lost-key.yml:5', '"question" of the step "start" is word for word the original'],
  ],
  'hard-to-read': [[`${RESET}:1`, 'This article is very hard to read:']],
  'heading-order': [
    [`${RESET}:6`, 'Write ## instead of #.'],
    [`${RESET}:10`, 'Write ### instead of ####.'],
  ],
  'heading-without-id': [
    [
      `${RESET}:6`,
      '2 headings have no id, so links to the section and a change of language lose the place: "First" (line 6), "Third" (line 14). Give each one',
    ],
    ['articles/lv/account/reset.mdx:10', 'A heading has no id'],
  ],
  'heading-without-space': [
    [`${RESET}:6`, 'Write ## Reset the key. If the signs are meant, write \\##Reset'],
    [`${RESET}:9`, '"##Then this" is no heading'],
    [`${RESET}:11`, 'Write ## Ask a person'],
    [`${RESET}:13`, 'there are six levels'],
  ],
  'heavy-image': [[`${RESET}:6`, 'The picture "./plan.png" has 4200 × 8 pixels']],
  'impossible-date': [
    ['articles/en/account/change.mdx:5', '"updated" is 2026-01-31, before the article was published, 2026-02-01.'],
    [`${RESET}:5`, '"updated" is 2062-11-20, which is still to come.'],
    ['articles/lv/account/change.mdx:4', 'before the article was published, 2026-02-01'],
  ],
  'incomplete-address': [
    [`${RESET}:6`, 'The address "mailto:" lacks an e-mail address'],
    [`${RESET}:6`, '"https://" lacks the name of a site'],
    [`${RESET}:6`, '"tel:" lacks a number'],
    [`${RESET}:8`, '"mailto:?subject=Key" lacks'],
    [`${RESET}:8`, '"http:///keys" lacks'],
    [`${RESET}:10`, '"//evil.example/x" lacks "https:" at its beginning'],
    [`${RESET}:10`, '"http://%5B::1" lacks the name of a site'],
    [`${RESET}:10`, 'names a user before the "@"'],
  ],
  'invalid-property': [
    [`${RESET}:6`, 'Did you mean "note"? It must be one of note, tip, warning, danger.'],
    [`${RESET}:12`, 'Write <Accordion title="…">.'],
  ],
  'link-leaves-locale': [
    [`${RESET}:6`, 'so an English reader would land in Latvian. Write ./sign-in.mdx and every language finds its own copy.'],
    [`${RESET}:6`, 'This link goes to /lv/account/sign-in, so'],
  ],
  'localised-text-missing': [['categories.yml:3', 'is missing in lv']],
  'long-description': [[`${RESET}:3`, 'The description has 165 characters']],
  'long-sentence': [
    [`${RESET}:6`, 'This sentence has 51 words: "Press the key and then …"'],
    [`${RESET}:8`, '51 words'],
  ],
  'long-title': [
    [`${RESET}:2`, 'The title has 77 characters'],
    ['articles/en/billing/pay.mdx:2', 'The title has 66 characters'],
  ],
  'malformed-heading-id': [
    [`${RESET}:6`, '"{#Reset It}" is no id for the heading "Reset it": an id is one word. Write {#reset-it}.'],
    [`${RESET}:10`, 'Write {#then}'],
  ],
  'mdx-syntax': [
    ['articles/en/account/less.mdx:6', 'write \\<'],
    ['articles/en/account/mail.mdx:6', 'Write [help@acme.example](mailto:help@acme.example)'],
    [`${RESET}:6`, 'write \\{'],
    ['articles/en/account/tag.mdx:8', 'Write </Callout> after its content'],
    ['articles/en/account/word.mdx:6', 'The value of class has no quotes. Write class="MsoNormal".'],
  ],
  'message-plural': [['messages/lv.json:7', 'lacks the plural form "count_zero". This language needs']],
  'message-syntax': [['messages/lv.json:4', 'This is not valid JSON at line 4, column 5: Expected']],
  'message-variables': [
    ['messages/lv.json:4', 'asks for {{autor}}, which no page gives. Did you mean "author"?'],
    ['messages/lv.json:4', 'lacks {{author}}'],
  ],
  'misplaced-component': [
    [`${RESET}:6`, '<Tab> stands outside <Tabs>'],
    [`${RESET}:12`, '<Callout> stands inside a sentence'],
  ],
  'misplaced-file': [
    ['articles/billing/refund.md:1', 'articles/en/billing/refund.mdx.'],
    ['articles/en/account/keys/reset.mdx:1', 'articles/en/account/reset.mdx.'],
    ['articles/en/account/sign-out.MDX:1', 'articles/en/account/sign-out.mdx.'],
    ['articles/en/reset.mdx:1', 'articles/en/<category>/reset.mdx.'],
    ['articles/lv/account/notes.txt:1', 'articles/lv/account/notes.mdx.'],
    ['glossary/lv.yaml:1', 'glossary/lv.yml.'],
    ['snippets/lv/help.md:1', 'snippets/lv/help.mdx.'],
  ],
  'missing-alt': [
    [`${RESET}:6`, 'Say what the reader learns from it'],
    [`${RESET}:8`, 'alt="text"'],
  ],
  'missing-image': [
    [`${RESET}:6`, 'There is no image "./form.svg" beside the article'],
    [`${RESET}:6`, 'is on another site'],
    ['settings.yml:11', 'There is no picture "mark.svg" beside settings.yml'],
    ['settings.yml:12', 'Other sites show no "/logo.svg" beside a link'],
  ],
  'missing-joiner': [
    ['articles/fa/account/reset.mdx:6', '"می کنید" lacks a zero-width non-joiner (U+200C). Write "می‌کنید".'],
    ['articles/fa/account/reset.mdx:6', 'Write "می‌توانید"'],
    ['articles/fa/account/reset.mdx:8', 'Write "کتاب‌هایی"'],
    ['articles/fa/account/reset.mdx:8', 'Write "بزرگ‌ترین"'],
    ['articles/fa/account/reset.mdx:8', 'Write "شده‌اند"'],
  ],
  'missing-message': [['messages/lv.json:2', 'The text "site.home" is missing. Add it; in English it is "Home".']],
  'missing-questions': [
    [`${RESET}:1`, 'The article has no "questions"'],
    ['articles/lv/account/reset.mdx:1', 'as customers ask'],
  ],
  'moved-external-link': [[`${RESET}:6`, '"https://www.gnu.org/old" has moved for good. Write its new address: https://www.gnu.org/new#part']],
  'near-duplicate': [['articles/en/billing/pay.mdx:1', 'of this article is word for word in "account/reset"']],
  niqqud: [['articles/he/account/reset.mdx:6', 'הַמַּפְתֵּחַ, שָׁלוֹם: written with vowel points']],
  'no-contact-channel': [['settings.yml:12', 'The settings name no contact channel for readers of lv']],
  'orphan-article': [[`${RESET}:1`, 'No other text leads to "account/reset"']],
  'other-digits': [
    ['articles/fa/account/reset.mdx:3', 'Write "۲" ("digits: native" in settings.yml)'],
    ['articles/fa/account/reset.mdx:6', 'Write "۴۵"'],
  ],
  'redirect-hides-page': [
    ['redirects.yml:1', '"account/sign-in" is an article'],
    ['redirects.yml:3', '"/lv/billing" is a category'],
    ['redirects.yml:5', '"/contact/" is part of what the site has'],
    ['redirects.yml:7', '"/logo.svg" is a file in public/'],
  ],
  'redirect-leads-nowhere': [
    ['redirects.yml:2', 'There is no article "account/sing-in", so readers of "account/log-in" find nothing. Did you mean "account/sign-in"?'],
    ['redirects.yml:5', '"et" is no locale of this help centre. Locales are en, lv.'],
    ['redirects.yml:7', '"account/new" is a draft'],
  ],
  'redirect-loop': [
    ['redirects.yml:2', 'Readers of "account/a" are sent to "account/b" and in a circle'],
    ['redirects.yml:4', 'Readers of "account/b"'],
  ],
  'related-draft': [
    [`${RESET}:4`, '"account/new" is a draft, or its day has not come, so the built site leaves it out here'],
    ['settings.yml:16', 'is a draft'],
  ],
  'reserved-category': [
    ['categories.yml:3', 'A category cannot be called "api"'],
    ['categories.yml:5', 'the articles of that language'],
  ],
  'reserved-id': [
    [`${RESET}:6`, 'belongs to the page around the article. Write another, e.g. "feedback-form"'],
    [`${RESET}:12`, 'The id "page--content" belongs to the page'],
  ],
  'review-overdue': [[`${RESET}:5`, 'Somebody was to read this article again by 2026-11-20.']],
  'runs-code': [
    [`${RESET}:6`, 'begins with "import"'],
    [`${RESET}:8`, '{1 + 1} is code'],
    [`${RESET}:10`, 'The property "title" of <Callout> holds code'],
    [`${RESET}:16`, 'runs code'],
  ],
  'steps-not-a-list': [
    [`${RESET}:6`, 'must hold one numbered list'],
    ['articles/en/account/written.mdx:6', '"Step 1" and "Step 2" are steps in plain paragraphs. Write them as a numbered list'],
  ],
  'too-deep': [
    ['articles/en/account/braces.mdx:8', 'more than 1,000 braces or quotes are open'],
    ['articles/en/account/quote.mdx:6', 'This is the 41st level of lists, quotes or tags in one another'],
    [`${RESET}:6`, 'Write it with fewer levels'],
    ['articles/en/account/stars.mdx:8', '20,000 stars and underscores'],
    ['articles/en/account/tags.mdx:6', 'tags in one another'],
    ['guides/en/lost-key.yml:10', 'fewer levels'],
  ],
  'translation-behind': [
    [
      'articles/lv/account/reset.mdx:1',
      'English changed in 2 of 5 blocks since this was translated. See them with "npm run translate -- diff lv account/reset"',
    ],
  ],
  'translation-link': [['articles/lv/account/reset.mdx:6', '"./sign-in.mdx" in English is "https://example.com/key" here']],
  'translation-orphan': [['articles/lv/account/resets.mdx:1', 'There is no English article "account/resets"']],
  'translation-parts': [
    ['articles/lv/account/reset.mdx:1', '"<Callout type="tip">" in English is "<Callout type="danger">" here'],
    ['articles/lv/account/reset.mdx:6', '"{{count}}" in English is "{{skaits}}" here'],
    ['articles/lv/account/reset.mdx:6', '"key --force"'],
    ['articles/lv/account/reset.mdx:8', '"#fails" in English is "#neizdodas" here'],
    ['articles/lv/account/reset.mdx:18', '"/logo.svg" in English is "/zime.svg" here'],
    ['articles/lv/account/reset.mdx:20', '"key --new" in English is "key --jauna" here'],
  ],
  'translation-record': [
    ['translations/lv/account/gone.json:1', 'There is no translation lv/account/gone'],
    ['translations/lv/account/reset.json:1', 'Commands write this file, nobody else'],
  ],
  'translation-structure': [['articles/lv/account/reset.mdx:10', 'lacks what English has on line 9 (item) and has on line 10 what English lacks (heading)']],
  'translation-unpublished': [['articles/lv/account/reset.mdx:1', 'This is not published: 40 % is translated and up to date, 60 % is needed']],
  'unexplained-abbreviation': [[`${RESET}:6`, '"SLA" is explained neither here nor in']],
  'unexplained-jargon': [[`${RESET}:6`, '"Webhook" is jargon, and']],
  'unfinished-move': [['.move.json:1', 'Finish it: npm run move -- --finish']],
  'unknown-category': [['articles/en/biling/refund.mdx:1', 'There is no category "biling". Did you mean "billing"? Categories are listed in']],
  'unknown-check': [
    ['settings.yml:17', 'There is no rule "long-sentense". Did you mean "long-sentence"?'],
    ['settings.yml:18', '"mdx-syntax" is an error always'],
  ],
  'unknown-component': [
    [`${RESET}:6`, 'Did you mean "Callout"?'],
    [`${RESET}:12`, '<script> is no HTML element that articles may use'],
  ],
  'unknown-guide': [[`${RESET}:6`, 'There is no guide "lost-kye". Did you mean "lost-key"?']],
  'unknown-icon': [['categories.yml:2', 'There is no icon "usr". Did you mean']],
  'unknown-locale': [
    ['articles/lt/account/sign-in.mdx:1', 'Did you mean "lv"? Locales are en, lv'],
    ['guides/lt/lost-key.yml:1', 'rename the folder'],
    ['messages/lt.json:1', 'so no page shows these texts. Did you mean "lv"?'],
    ['synonyms/lt.yml:1', 'rename the file'],
  ],
  'unknown-message': [['messages/lv.json:5', 'The product has no text "site.hom" any more. Did you mean "site.home"?']],
  'unknown-notice-category': [['notices/late.yml:2', 'There is no category "biling", so nobody would see this notice. Did you mean "billing"?']],
  'unknown-popular': [
    ['glossary/en.yml:4', '"account/sing-in" in "article" is no article. Did you mean "account/sign-in"?'],
    ['notices/late.yml:2', '"account/sing-up" in "workaround" is no article.'],
    ['settings.yml:15', 'Did you mean "account/sign-in"?'],
  ],
  'unknown-property': [
    [`${RESET}:6`, 'Did you mean "type"?'],
    [`${RESET}:12`, 'no property "style"'],
  ],
  'unknown-related': [[`${RESET}:7`, '"account/sing-in" in "related" is no article. Did you mean "account/sign-in"?']],
  'unknown-snippet': [[`${RESET}:6`, 'There is no snippet "halp". Did you mean "help"?']],
  'unknown-term': [[`${RESET}:6`, 'The glossary has no term "tokn". Did you mean "token"?']],
  'unlisted-video-host': [[`${RESET}:6`, '<Video> plays from "player.vimeo.com", which "videoHosts" in settings.yml does not list (none)']],
  'unread-content': [
    ['artciles:undefined', 'Nothing reads the folder "artciles". Did you mean "articles"?'],
    [
      'notes.txt:undefined',
      'Nothing reads the file "notes.txt". Waymark reads settings.yml, categories.yml, redirects.yml, said-and-done.yml and the folders articles,',
    ],
    ['plans:undefined', 'Move it elsewhere, or begin its name with "_"'],
    ['setings.yml:undefined', 'Did you mean "settings.yml"?'],
  ],
  'unresolved-reference': [
    [`${RESET}:6`, '"[the keys][keyz]" is no link, because nothing says where "keyz" leads. Did you mean "keys"?'],
    [`${RESET}:6`, 'where "plans" leads'],
    [`${RESET}:6`, '"![a key][picture]" is no'],
    [`${RESET}:6`, 'There is no note "1"'],
    [`${RESET}:10`, 'where "list" leads'],
  ],
  'untranslated-block': [['articles/lv/account/reset.mdx:6', 'This is in English and on line 9: "Open the app and press the key."']],
  'untranslated-text': [
    ['glossary/lv.yml:3', 'The definition of "token" is word for word the one in English'],
    ['messages/lv.json:3', '2 texts are word for word the same as in English: "site.ask" (line 3), "site.copied" (line 5)'],
    ['snippets/lv/help.mdx:1', 'This snippet is word for word the one in English'],
  ],
  'vague-link-text': [
    [`${RESET}:6`, 'The link "Here" does not say'],
    [`${RESET}:6`, 'The link "read more…"'],
    [`${RESET}:6`, 'this one'],
    ['articles/lv/account/reset.mdx:6', 'šeit'],
  ],
}

/** What became of the links to other sites in the fixtures. */
const EXTERNAL = new Map<string, ExternalAnswer>([
  ['https://www.gnu.org/', { kind: 'found' }],
  ['https://www.gnu.org/gone', { kind: 'gone', status: 404 }],
  ['https://nobody.gnu.org/', { kind: 'nameless' }],
  ['https://www.gnu.org/old', { kind: 'moved', to: 'https://www.gnu.org/new' }],
  ['https://www.gnu.org/busy', { kind: 'unknown', why: 'it answered 503' }],
])

const fixtures = (rule: string, kind: 'fails' | 'passes') => join(import.meta.dirname, '../fixtures', rule, kind)

function check(over: string | Record<string, string | Uint8Array>) {
  const { dir, options } = makeContentTree(over)
  const findings = checkContent(readContentTree(dir), { ...options, now: NOON, external: EXTERNAL })
  return findings.map((finding) => ({ ...finding, file: relative(dir, finding.file) }))
}

describe('every rule', () => {
  for (const rule of RULES) {
    it(`${rule.id} finds what is wrong, where it is, and says what to do`, () => {
      const findings = check(fixtures(rule.id, 'fails'))
      const own = findings.filter((finding) => finding.rule === rule.id)
      expect(own.map((finding) => `${finding.file}:${finding.line}`)).toEqual(EXPECTED[rule.id]?.map(([place]) => place))
      for (const [index, [, words]] of (EXPECTED[rule.id] ?? []).entries()) expect(own[index]?.message).toContain(words)
    })

    it(`${rule.id} finds nothing in content that is right`, () => {
      expect(readdirSync(fixtures(rule.id, 'passes'))).not.toEqual([])
      expect(check(fixtures(rule.id, 'passes'))).toEqual([])
    })
  }
})

describe('what only one thing can be meant by', () => {
  it.each(['arabic-letter', 'missing-joiner', 'foreign-quotes'])('%s mends itself', (rule) => {
    const { dir, options } = makeContentTree(fixtures(rule, 'fails'))
    const findings = () => checkContent(readContentTree(dir), { ...options, now: NOON }).filter((finding) => finding.rule === rule)
    // Two changes of one line take two rounds.
    for (let round = 0; round < 5 && applyFixes(findings()) > 0; round++);
    expect(findings()).toEqual([])
  })

  it('leaves a file that is not UTF-8 as it is, because its letters would be lost', () => {
    const latin1 = Buffer.from('---\ntitle: Caf\xe9\ndescription: D.\n---\n\nA caf\xe9.\n\n##Menu\n', 'latin1')
    const { dir, options } = makeContentTree({ [RESET]: latin1 })
    const findings = checkContent(readContentTree(dir), { ...options, now: NOON })
    expect(findings.filter(({ fix }) => fix).length).toBeGreaterThan(0)
    expect(applyFixes(findings)).toBe(0)
    expect(readFileSync(join(dir, RESET))).toEqual(latin1)
  })

  it('direction-mark-in-code mends itself but where the mark may belong to the words', () => {
    const { dir, options } = makeContentTree(fixtures('direction-mark-in-code', 'fails'))
    const findings = () => checkContent(readContentTree(dir), { ...options, now: NOON }).filter((finding) => finding.rule === 'direction-mark-in-code')
    for (let round = 0; round < 5 && applyFixes(findings()) > 0; round++);
    expect(findings().map(({ line, column }) => [line, column])).toEqual([
      [10, 7],
      [15, 63],
    ])
    expect(readFileSync(join(dir, RESET), 'utf8')).toContain('Run `npm start` and read [the guide](https://example.com/guide).')
  })
})

it('says once how many texts a language lacks that has only begun', () => {
  const text = '{ en: A, lv: A }'
  const entries = ['account', 'billing', 'orders'].map(
    (id) => `- id: ${id}\n  icon: key\n  title: ${text}\n  description: ${id === 'orders' ? '{ en: A }' : text}\n`,
  )
  const settings = SETTINGS.replace('contact:', '  - code: fa\n    name: فارسی\ncontact:')
  const findings = check({ 'settings.yml': settings, 'categories.yml': entries.join('') }).filter(({ rule }) => rule === 'localised-text-missing')
  expect(findings.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    expect.stringMatching(/^categories\.yml:3 6 texts are missing in fa: "title" \(line 3\), .* and 1 more\. .* Add "fa: …" to each\.$/),
    expect.stringMatching(/^categories\.yml:12 The text "description" is missing in lv\./),
  ])
})

describe('the check as a whole', () => {
  it('finds nothing wrong with a sound help centre', () => {
    expect(check({})).toEqual([])
  })

  it('reports every finding of every file, by file and line', () => {
    const article = (title: string) => `---\ntitle: ${title}\ndescription: X.\n---\n\n[a](./gone.mdx)\n\n<Calout />\n`
    const findings = check({
      'articles/en/account/a.mdx': article('A'),
      'articles/en/account/b.mdx': '---\ntitle: X\n---\n\n{ broken\n',
      'articles/en/billing/c.mdx': article('C'),
    })
    expect(findings.map((finding) => `${finding.file}:${finding.line} ${finding.rule}`)).toEqual([
      'articles/en/account/a.mdx:6 dead-link',
      'articles/en/account/a.mdx:8 unknown-component',
      'articles/en/account/b.mdx:2 invalid-field',
      'articles/en/account/b.mdx:5 mdx-syntax',
      'articles/en/billing/c.mdx:6 dead-link',
      'articles/en/billing/c.mdx:8 unknown-component',
    ])
  })

  it('follows a link into the fallback when the target is not translated', () => {
    const body = (hash: string) => `---\ntitle: X\ndescription: X.\n---\n\n[a](./sign-in.mdx#${hash})\n`
    const files = (hash: string) => ({ 'articles/en/account/reset.mdx': body('fails'), 'articles/lv/account/reset.mdx': body(hash) })
    expect(check(files('fails'))).toEqual([])
    expect(check(files('gone')).map((finding) => finding.rule)).toContain('dead-anchor')
  })

  it('says that a link to a draft leads nowhere once the site is built', () => {
    const findings = check({
      'articles/en/account/new.mdx': '---\ntitle: New\ndescription: New.\ndraft: true\n---\n\nText.\n',
      'articles/en/account/reset.mdx': '---\ntitle: X\ndescription: X.\n---\n\n[new](./new.mdx)\n',
    })
    expect(findings.map((finding) => finding.message)).toEqual([expect.stringContaining('is a draft')])
  })

  it('builds on after an update of the product: its new texts are there, its old ones are only a warning', () => {
    const findings = check({ 'messages/lv.json': JSON.stringify({ site: { home: 'Mājas', goodbye: 'Uz redzēšanos' } }) })
    expect(findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`)).toEqual([
      expect.stringContaining('warning unknown-message The product has no text "site.goodbye" any more. Remove it'),
    ])
  })

  it('names every text that a language of its own lacks', () => {
    const settings = SETTINGS.replace('code: lv\n    name: Latviešu', 'code: et\n    name: Eesti')
    const findings = check({
      'settings.yml': settings,
      'categories.yml': '- { id: account, title: A }\n- { id: billing, title: B }\n',
      'messages/et.json': '{ "site": { "home": "Avaleht" } }',
    })
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      expect.stringMatching(/^missing-message The text "(site.by|search.count)" is missing/),
      expect.stringMatching(/^missing-message The text "(site.by|search.count)" is missing/),
    ])
    expect(
      check({ 'settings.yml': settings, 'categories.yml': '- { id: account, title: A }\n- { id: billing, title: B }\n' }).map(({ message }) => message),
    ).toEqual([expect.stringContaining('There are no interface texts for "et"')])
  })

  it('tells of a picture that every reader has to load as it is', () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><title>${'x'.repeat(400_000)}</title></svg>`
    const article = '---\ntitle: X\ndescription: X.\n---\n\n![A map](./map.svg)\n'
    const findings = check({ 'articles/en/account/map.svg': svg, 'articles/en/account/reset.mdx': article })
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      expect.stringContaining('heavy-image The picture "./map.svg" has 0.4 MB, and every reader loads all of it'),
    ])
  })

  it('only warns of an embedding that is left open, which ends with its paragraph', () => {
    const article = '---\ntitle: X\ndescription: X.\n---\n\nA \u202Bturn.\n\nAn \u202Eoverride.\n'
    const findings = check({ 'articles/en/account/reset.mdx': article })
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      expect.stringContaining('warning The character U+202B'),
      expect.stringContaining('error The character U+202E'),
    ])
  })

  it('takes the severity of a rule from the settings', () => {
    const article = '---\ntitle: X\ndescription: X.\n---\n\n[a](./gone.mdx) and [here](./sign-in.mdx)\n\n## One\n\n#### Two\n'
    const findings = check({
      'settings.yml': `${SETTINGS}checks:\n  dead-link: warning\n  heading-order: off\n  vague-link-text: error\n`,
      'articles/en/account/reset.mdx': article,
    })
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['warning dead-link', 'error vague-link-text'])
  })

  it('blames a broken glossary alone, not the words that cannot be looked up in it', () => {
    const article = '---\ntitle: X\ndescription: X.\n---\n\n<Term id="token">a</Term> and <Term id="key">b</Term>\n'
    const findings = check({
      'glossary/en.yml': '- id: token\n  term: [\n',
      'articles/en/account/reset.mdx': article,
      'articles/lv/account/reset.mdx': article,
    })
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual(['glossary/en.yml yaml-syntax'])
  })

  it('suggests a language only when it is near', () => {
    const near = (locale: string) => check({ [`articles/${locale}/account/reset.mdx`]: '---\ntitle: X\ndescription: X.\n---\n\nText.\n' })[0]?.message
    expect(near('ne')).toContain('Did you mean "en"?')
    expect(near('lt')).toContain('Did you mean "lv"?')
    expect(near('de')).not.toContain('Did you mean')
  })

  it('does not make a draft of an article because its translation is one', () => {
    const article = (fields: string) => `---\ntitle: New\ndescription: New.\n${fields}---\n\nText.\n`
    const link = '---\ntitle: X\ndescription: X.\n---\n\n[new](./new.mdx)\n'
    const rules = (en: string, lv: string) =>
      check({ 'articles/en/account/new.mdx': article(en), 'articles/lv/account/new.mdx': article(lv), 'articles/en/account/reset.mdx': link }).map(
        ({ rule }) => rule,
      )
    expect(rules('', 'draft: true\n')).toEqual([])
    expect(rules('draft: true\n', '')).toEqual(['dead-link'])
  })

  it('says that a file is not UTF-8, and on which line', () => {
    const latin1 = Buffer.from('---\ntitle: Kassa\ndescription: Kas jaunais.\n---\n\nK\xe2 maks\xe2t?\n', 'latin1')
    const json = Buffer.from('{ "site": { "home": "S\xe2kums" } }', 'latin1')
    const findings = check({
      'articles/en/account/pay.mdx': '---\ntitle: Checkout\ndescription: What is new.\n---\n\nHow to pay?\n',
      'articles/lv/account/pay.mdx': latin1,
      'messages/lv.json': json,
      'glossary/lv.yml': Buffer.from('- id: a\n  term: K\xe2\n  definition: b\n', 'latin1'),
    })
    expect(findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      'articles/lv/account/pay.mdx:6 not-utf-8',
      'glossary/lv.yml:2 not-utf-8',
      'messages/lv.json:1 message-syntax',
    ])
    for (const { message } of findings) expect(message).toContain('UTF-8')
  })

  it('reads UTF-16 as its writer does, and says of data no more than that it is no text', () => {
    const article = '---\ntitle: Checkout\ndescription: What is new.\n---\n\nHow to [pay](./nope.mdx)?\n'
    const findings = check({
      'articles/en/account/pay.mdx': Buffer.from(`\uFEFF${article}`, 'utf16le'),
      'articles/en/account/picture.mdx': Buffer.from([0x89, 0x50, 0, 1, 2, 3, 0x7b, 0x1b, 0xff]),
    })
    expect(findings.map(({ file, line, rule, message }) => `${file}:${line} ${rule} ${message.slice(0, 34)}`)).toEqual([
      'articles/en/account/pay.mdx:1 not-utf-8 This file is saved as UTF-16, not ',
      'articles/en/account/pay.mdx:6 dead-link There is no article "account/nope"',
      'articles/en/account/picture.mdx:1 missing-front-matter The file does not start with front',
      'articles/en/account/picture.mdx:1 not-utf-8 This is no text file but data of a',
    ])
  })

  it('takes no picture that is written into its address as SVG', () => {
    const article = '---\ntitle: X\ndescription: X.\n---\n\n![Plan](data:image/svg+xml,abc)\n'
    expect(check({ 'articles/en/account/reset.mdx': article })).toMatchObject([{ rule: 'missing-image', line: 6 }])
  })

  it('takes no interface text that would change what objects inherit', () => {
    const findings = check({ 'messages/lv.json': '{ "__proto__": { "a": "b" } }' })
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'message-syntax', line: 1, message: expect.stringContaining('"__proto__" cannot') }))
  })

  it('says which texts are not read because they are links or folders', () => {
    const { dir, options } = makeContentTree({ 'articles/en/account/folder.mdx/a.png': '' })
    symlinkSync(join(dir, 'articles/en/account/sign-in.mdx'), join(dir, 'articles/en/account/linked.mdx'))
    const findings = checkContent(readContentTree(dir), { ...options, now: NOON })
    expect(findings.map(({ rule, severity, message }) => [rule, severity, message.split(',')[0]])).toEqual([
      ['unread-content', 'warning', '"folder.mdx" is a folder with the name of a file'],
      ['unread-content', 'warning', '"linked.mdx" is a symbolic link'],
    ])
  })
})

import { addressNotPublic } from './rules/address-not-public.ts'
import { arabicLetter } from './rules/arabic-letter.ts'
import { avoidedWord } from './rules/avoided-word.ts'
import { brokenLink } from './rules/broken-link.ts'
import { brokenTable } from './rules/broken-table.ts'
import { controlCharacter } from './rules/control-character.ts'
import { deadAnchor } from './rules/dead-anchor.ts'
import { deadExternalLink } from './rules/dead-external-link.ts'
import { deadLink } from './rules/dead-link.ts'
import { directionMarkInCode } from './rules/direction-mark-in-code.ts'
import { duplicateArticle } from './rules/duplicate-article.ts'
import { duplicateCategory } from './rules/duplicate-category.ts'
import { duplicateDescription } from './rules/duplicate-description.ts'
import { duplicateHeadingId } from './rules/duplicate-heading-id.ts'
import { duplicateSynonym } from './rules/duplicate-synonym.ts'
import { duplicateTitle } from './rules/duplicate-title.ts'
import { emptyHeading } from './rules/empty-heading.ts'
import { emptyLinkText } from './rules/empty-link-text.ts'
import { fileRunsCode } from './rules/file-runs-code.ts'
import { foreignQuotes } from './rules/foreign-quotes.ts'
import { guideDeadEnd } from './rules/guide-dead-end.ts'
import { guideDuplicate } from './rules/guide-duplicate.ts'
import { guideLoop } from './rules/guide-loop.ts'
import { guideUnknownTarget } from './rules/guide-unknown-target.ts'
import { guideUnreachableStep } from './rules/guide-unreachable-step.ts'
import { guideUntranslatedStep } from './rules/guide-untranslated-step.ts'
import { hardToRead } from './rules/hard-to-read.ts'
import { headingOrder } from './rules/heading-order.ts'
import { headingWithoutId } from './rules/heading-without-id.ts'
import { headingWithoutSpace } from './rules/heading-without-space.ts'
import { heavyImage } from './rules/heavy-image.ts'
import { impossibleDate } from './rules/impossible-date.ts'
import { incompleteAddress } from './rules/incomplete-address.ts'
import { invalidProperty } from './rules/invalid-property.ts'
import { linkLeavesLocale } from './rules/link-leaves-locale.ts'
import { localisedTextMissing } from './rules/localised-text-missing.ts'
import { longDescription } from './rules/long-description.ts'
import { longSentence } from './rules/long-sentence.ts'
import { longTitle } from './rules/long-title.ts'
import { malformedHeadingId } from './rules/malformed-heading-id.ts'
import { mdxSyntax } from './rules/mdx-syntax.ts'
import { messagePlural } from './rules/message-plural.ts'
import { messageSyntax } from './rules/message-syntax.ts'
import { messageVariables } from './rules/message-variables.ts'
import { misplacedComponent } from './rules/misplaced-component.ts'
import { misplacedFile } from './rules/misplaced-file.ts'
import { missingAlt } from './rules/missing-alt.ts'
import { missingImage } from './rules/missing-image.ts'
import { missingJoiner } from './rules/missing-joiner.ts'
import { missingMessage } from './rules/missing-message.ts'
import { missingQuestions } from './rules/missing-questions.ts'
import { movedExternalLink } from './rules/moved-external-link.ts'
import { nearDuplicate } from './rules/near-duplicate.ts'
import { niqqud } from './rules/niqqud.ts'
import { noContactChannel } from './rules/no-contact-channel.ts'
import { orphanArticle } from './rules/orphan-article.ts'
import { otherDigits } from './rules/other-digits.ts'
import { redirectHidesPage } from './rules/redirect-hides-page.ts'
import { redirectLeadsNowhere } from './rules/redirect-leads-nowhere.ts'
import { redirectLoop } from './rules/redirect-loop.ts'
import { relatedDraft } from './rules/related-draft.ts'
import { reservedCategory } from './rules/reserved-category.ts'
import { reservedId } from './rules/reserved-id.ts'
import { reviewOverdue } from './rules/review-overdue.ts'
import { runsCode } from './rules/runs-code.ts'
import { stepsNotAList } from './rules/steps-not-a-list.ts'
import { tooDeep } from './rules/too-deep.ts'
import { translationBehind } from './rules/translation-behind.ts'
import { translationLink } from './rules/translation-link.ts'
import { translationOrphan } from './rules/translation-orphan.ts'
import { translationParts } from './rules/translation-parts.ts'
import { translationRecord } from './rules/translation-record.ts'
import { translationStructure } from './rules/translation-structure.ts'
import { translationUnpublished } from './rules/translation-unpublished.ts'
import { unexplainedAbbreviation } from './rules/unexplained-abbreviation.ts'
import { unexplainedJargon } from './rules/unexplained-jargon.ts'
import { unfinishedMove } from './rules/unfinished-move.ts'
import { unknownCategory } from './rules/unknown-category.ts'
import { unknownCheck } from './rules/unknown-check.ts'
import { unknownComponent } from './rules/unknown-component.ts'
import { unknownGuide } from './rules/unknown-guide.ts'
import { unknownIcon } from './rules/unknown-icon.ts'
import { unknownLocale } from './rules/unknown-locale.ts'
import { unknownMessage } from './rules/unknown-message.ts'
import { unknownNoticeCategory } from './rules/unknown-notice-category.ts'
import { unknownPopular } from './rules/unknown-popular.ts'
import { unknownProperty } from './rules/unknown-property.ts'
import { unknownRelated } from './rules/unknown-related.ts'
import { unknownSnippet } from './rules/unknown-snippet.ts'
import { unknownTerm } from './rules/unknown-term.ts'
import { unlistedVideoHost } from './rules/unlisted-video-host.ts'
import { unreadContent } from './rules/unread-content.ts'
import { unresolvedReference } from './rules/unresolved-reference.ts'
import { untranslatedBlock } from './rules/untranslated-block.ts'
import { untranslatedText } from './rules/untranslated-text.ts'
import { vagueLinkText } from './rules/vague-link-text.ts'
import type { Rule } from './rule.ts'

/** Every rule, by id. A new rule is one more file in rules/ and one line here. */
export const RULES: readonly Rule[] = [
  addressNotPublic,
  arabicLetter,
  avoidedWord,
  brokenLink,
  brokenTable,
  controlCharacter,
  deadAnchor,
  deadExternalLink,
  deadLink,
  directionMarkInCode,
  duplicateArticle,
  duplicateCategory,
  duplicateDescription,
  duplicateHeadingId,
  duplicateSynonym,
  duplicateTitle,
  emptyHeading,
  emptyLinkText,
  fileRunsCode,
  foreignQuotes,
  guideDeadEnd,
  guideDuplicate,
  guideLoop,
  guideUnknownTarget,
  guideUnreachableStep,
  guideUntranslatedStep,
  hardToRead,
  headingOrder,
  headingWithoutId,
  headingWithoutSpace,
  heavyImage,
  impossibleDate,
  incompleteAddress,
  invalidProperty,
  linkLeavesLocale,
  localisedTextMissing,
  longDescription,
  longSentence,
  longTitle,
  malformedHeadingId,
  mdxSyntax,
  messagePlural,
  messageSyntax,
  messageVariables,
  misplacedComponent,
  misplacedFile,
  missingAlt,
  missingImage,
  missingJoiner,
  missingMessage,
  missingQuestions,
  movedExternalLink,
  nearDuplicate,
  niqqud,
  noContactChannel,
  orphanArticle,
  otherDigits,
  redirectHidesPage,
  redirectLeadsNowhere,
  redirectLoop,
  relatedDraft,
  reservedCategory,
  reservedId,
  reviewOverdue,
  runsCode,
  stepsNotAList,
  tooDeep,
  translationBehind,
  translationLink,
  translationOrphan,
  translationParts,
  translationRecord,
  translationStructure,
  translationUnpublished,
  unexplainedAbbreviation,
  unexplainedJargon,
  unfinishedMove,
  unknownCategory,
  unknownCheck,
  unknownComponent,
  unknownGuide,
  unknownIcon,
  unknownLocale,
  unknownMessage,
  unknownNoticeCategory,
  unknownPopular,
  unknownProperty,
  unknownRelated,
  unknownSnippet,
  unknownTerm,
  unlistedVideoHost,
  unreadContent,
  unresolvedReference,
  untranslatedBlock,
  untranslatedText,
  vagueLinkText,
]

/** Figures that others publish. They are shown for comparison and say nothing about cause: who gave up counts as helped. */
export interface SelfService {
  /** Visits for each ticket; null without tickets. */
  score: number | null
  /** “That solved it” ÷ (that + tickets of those who saw suggestions), 0–1; null without either. Only what readers said. */
  explicit: number | null
  /** Visits that opened the form and sent no ticket ÷ visits that opened it. Usually published as deflection. */
  implicit: number | null
}

export function measureSelfService(counts: {
  visits: number
  tickets: number
  /** Visits that said that a suggestion solved it, and tickets of visits that saw suggestions. */
  solved: number
  ticketsAfterSuggestions: number
  opened: number
  openedWithTicket: number
}): SelfService {
  const { visits, tickets, solved, ticketsAfterSuggestions, opened, openedWithTicket } = counts
  return {
    score: tickets === 0 ? null : visits / tickets,
    explicit: solved + ticketsAfterSuggestions === 0 ? null : solved / (solved + ticketsAfterSuggestions),
    implicit: opened === 0 ? null : 1 - openedWithTicket / opened,
  }
}

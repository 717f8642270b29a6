/** What needs somebody's attention. */
export const overview = {
  title: "Overview",
  lead: "What expires, what is due, what fails, and how much is read.",
  all: "Show all",
  expiring: {
    title: "Expiring in 30 days",
    empty: "Nothing expires in the next 30 days.",
    path: "Secret",
    when: "Expires",
  },
  due: {
    title: "Due for rotation within a week",
    empty: "Nothing is due within a week.",
    path: "Secret",
    policy: "Policy",
    when: "Due",
    overdue: "overdue",
  },
  failing: {
    title: "Failing",
    empty: "Every vault and every webhook that was tried works.",
    name: "Name",
    kind: "Kind",
    status: "State",
    vault: "Vault",
    webhook: "Webhook",
  },
  reads: {
    title: "Values given, last 30 days",
    plot: "Values given and calls refused, day by day",
    given: "given",
    refused: "refused",
    total: (reads: string, events: string, failed: string) =>
      `${reads} values given. ${events} calls in all, ${failed} of them refused.`,
    table: "The same as numbers",
    day: "Day",
    empty: "Nothing happened in the last 30 days.",
  },
  nothing: {
    title: "Your token has no view of these numbers",
    text: "What it may do stands in the navigation. Its scopes decide that.",
  },
};

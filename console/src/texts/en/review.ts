/** A change, looked at before it is saved. */
export const review = {
  title: "Review the changes",
  label: "Changes",
  field: "Field",
  before: "Now",
  after: "After saving",
  submit: "Save",
  nothing: "Nothing is changed yet.",
  conflict: "Somebody was faster",
  conflictText:
    "These fields were changed by somebody else after you opened this page. Nothing of yours is saved yet. What they changed besides stays as it is.",
  opened: "When you opened it",
  theirs: "Theirs",
  mine: "Yours",
  takeTheirs: "Take theirs",
  applyMine: "Apply mine on top",
};

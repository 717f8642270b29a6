/**
 * While the console is worked at: whoever comes back to the page, by focus or with the pointer, finds it loaded anew when another one
 * was built meanwhile, which its files' names tell. It does not ask by itself: every request is a line in the terminal.
 */
export function reloadOnChange(): void {
  let known: string | undefined;
  const look = async () => {
    const text = await fetch("/console/").then(
      (answer) => answer.text(),
      () => known,
    );
    if (known !== undefined && text !== known) location.reload();
    known = text;
  };
  void look();
  addEventListener("focus", () => void look());
  document.documentElement.addEventListener("pointerenter", () => void look());
}

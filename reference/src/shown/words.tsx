/** A description's words: what stands in backticks is code, and links lead to this host alone. All else is text. */
export function Words({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(`[^`]*`|\[[^\]]*\]\(\/[^)/][^)]*\))/).map((piece) => {
        const link = /^\[([^\]]*)\]\((.*)\)$/.exec(piece);
        if (link) return <a href={link[2]}>{link[1]}</a>;
        return /^`.*`$/s.test(piece) ? <code>{piece.slice(1, -1)}</code> : piece;
      })}
    </>
  );
}

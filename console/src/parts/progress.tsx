/** How far a long piece of work is; without `of`, that it is under way: nobody knows how long it takes. */
export function Progress(props: { readonly label: string; readonly done?: number; readonly of?: number }) {
  const { label, done = 0, of } = props;
  const how = of === undefined ? {} : { value: Math.min(done, of), max: Math.max(of, 1) };
  return (
    <div class="progress">
      <progress aria-label={label} {...how} />
      <span class="small">{label}</span>
    </div>
  );
}

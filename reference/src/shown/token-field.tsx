/** Where a token is typed. It lives in the page alone. */
export function TokenField({ token, onToken }: { readonly token: string; readonly onToken: (token: string) => void }) {
  return (
    <div class="field token">
      <label for="token">Bearer token</label>
      <input
        id="token"
        type="password"
        class="code"
        autocomplete="off"
        spellcheck={false}
        value={token}
        onInput={({ currentTarget }) => onToken(currentTarget.value.trim())}
      />
      <span class="hint">
        For requests that this page sends. It is kept until the page is closed or loaded again, and stands in no sample.
      </span>
    </div>
  );
}

import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
const KEY = "postern-theme";
const isTheme = (text: string | null): text is Theme => text === "light" || text === "dark" || text === "system";

/** The one thing that is kept in the browser: how the page looks. */
export const theme = signal<Theme>(stored());

function stored(): Theme {
  const kept = localStorage.getItem(KEY);
  return isTheme(kept) ? kept : "system";
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  localStorage.setItem(KEY, chosen);
  applyTheme();
}

export function applyTheme(): void {
  if (theme.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
}

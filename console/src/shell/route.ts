import { type ComponentType, h } from "preact";
import { lazy } from "preact-iso";

/** An address of the console and the page that answers there. */
export interface PageRoute {
  /** As preact-iso has it, from the root: `/console/credentials/:id`. */
  readonly path: string;
  readonly component: ComponentType<PageProps>;
}
/** What the address says, decoded. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}

type Loaded = Readonly<{ default: ComponentType<PageProps> }>;

/**
 * A page that is loaded when somebody comes to it. One record's page shares nothing with another's: no dialog, draft or answer of the one
 * stays where the address comes to name the other.
 */
export function page(path: string, load: () => Promise<Loaded>): PageRoute {
  const Later = lazy(() => load().catch(brokenPage));
  return { path, component: (props) => h(Later, { key: JSON.stringify(props.params), ...props }) };
}

/** In the place of one that can't be loaded, because the network or, after an update, its file is gone: what is around pages tells it. */
const brokenPage = (fault: unknown): Loaded => ({
  default: () => {
    throw fault;
  },
});

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ApiError, toApiError } from "../api/error.ts";
import { ErrorNotice } from "./notice.tsx";
import type { PlotProps } from "./plot.tsx";

/** A plot whose library is loaded beside the page that shows it; until then its place is kept. */
export function PlotLater(props: PlotProps) {
  const [Plot, setPlot] = useState<ComponentType<PlotProps>>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    let isHere = true;
    import("./plot.tsx").then(
      (loaded) => isHere && setPlot(() => loaded.Plot),
      (fault: unknown) => isHere && setError(toApiError(fault)),
    );
    return () => {
      isHere = false;
    };
  }, []);
  if (error) return <ErrorNotice error={error} />;
  return Plot ? <Plot {...props} /> : <div class="plot plot-place" />;
}

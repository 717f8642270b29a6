/** Files that import each other in a loop, each loop as a list (Tarjan: strongly connected components of more than one file). */
export function circlesOf(sources) {
  const order = new Map();
  const low = new Map();
  const stack = [];
  const circles = [];
  const visit = (path) => {
    order.set(path, order.size);
    low.set(path, order.get(path));
    stack.push(path);
    for (const next of sources.get(path)?.imports ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(path, Math.min(low.get(path), low.get(next)));
    }
    if (low.get(path) !== order.get(path)) return;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1) circles.push(circle);
  };
  for (const path of sources.keys()) if (!order.has(path)) visit(path);
  return circles;
}

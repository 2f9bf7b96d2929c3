/** Calls `work` as often as it fits into `ms`, `atOnce` at a time. @returns calls a second */
export async function perSecond(work, { ms = 2_000, atOnce = 1, warmUp = 20 } = {}) {
  for (let n = 0; n < warmUp; n += 1) await work(n);
  const start = performance.now();
  let calls = 0;
  const one = async () => {
    while (performance.now() - start < ms) await work(calls++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (calls * 1000) / (performance.now() - start);
}

export function row(name, unit, ours, than, theirs) {
  const round = (value) => Number(value.toPrecision(3));
  return { name, unit, ours: round(ours), than, theirs: round(theirs), ratio: round(ours / theirs) };
}

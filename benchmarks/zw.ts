import { makeInstance } from "./instances.js";
import { shortestPaths } from "../src/solve/shortestPaths.js";
import { readProblem } from "../src/solve/readProblem.js";
import { packStages } from "../src/solve/objective.js";
import { toKernelProblem } from "../src/solve/toKernelProblem.js";
for (const [f, n] of [["ment",500],["unif",500],["ment",1000],["ties",1000]] as any) {
  const inst: any = makeInstance(f, { rows: n, columns: n, capacity: 1 });
  const p = readProblem({ rows: inst.rows, columns: inst.columns, data: inst.scores }, { capacities: inst.capacities }); const k = toKernelProblem(p, packStages(p.stages, p.seats, p.largest));
  const g = globalThis as any; g.B = g.P = g.R = 0; let tB = 0;
  shortestPaths.solve(k); for (let i = 0; i < 10; i++) shortestPaths.solve(k);
  g.B = g.P = g.R = 0; let ticks = 0; let first = 0; const t = performance.now();
  shortestPaths.solve(k, () => { ticks++; first ||= performance.now() - t; });
  console.log(f, n, "bids", g.B, "scan", g.B * n, "paths", ticks, "pops", g.P, "relax", g.R, "bid ms", first.toFixed(2), "all", (performance.now() - t).toFixed(2));
}

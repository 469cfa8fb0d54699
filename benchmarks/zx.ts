import { makeInstance } from "./instances.js";
import { munkres } from "./runner.js";
import { shortestPaths } from "../src/solve/shortestPaths.js";
import { readProblem } from "../src/solve/readProblem.js";
import { packStages } from "../src/solve/objective.js";
import { toKernelProblem } from "../src/solve/toKernelProblem.js";
import { lowestPrices } from "../src/solve/prices.js";
import { findViolations } from "../src/solve/verify.js";
import { solveAssignment } from "telemachus";
for (const [f, n, m, c] of [["ment",500,500,1],["ment",4000,1000,8]] as any) {
  const inst: any = makeInstance(f, { rows: n, columns: m, capacity: c });
  const sc = { rows: inst.rows, columns: inst.columns, data: inst.scores };
  const run = n === 500 ? munkres.prepare(inst) : { solve() {} };
  const t: Record<string, number[]> = {};
  const time = (name: string, fn: () => any) => { const a = performance.now(); const r = fn(); (t[name] ??= []).push(performance.now() - a); return r; };
  for (let r = 0; r < 25; r++) {
    const p = time("read", () => readProblem(sc, inst && { capacities: inst.capacities })); const pk = packStages(p.stages, p.seats, p.largest); const k = time("kp", () => toKernelProblem(p, pk));
    const a = time("kernel", () => shortestPaths.solve(k));
    const pr = time("lowest", () => lowestPrices(k, a.columnOfRow, a.columnPrices!));
    const un = (x: Float64Array) => { const parts = Array.from(x, pk.unpack); return p.stages.map((_: any, i: number) => Float64Array.from(parts, (y: any) => y[i])); };
    time("verify", () => findViolations(p, { columnOfRow: a.columnOfRow, rowPrices: un(pr.row), columnPrices: un(pr.column) }));
    time("all", () => solveAssignment(sc, { capacities: inst.capacities }));
    time("munkres", () => run.solve());
  }
  const med = (v: number[]) => v.slice(5).sort((a, b) => a - b)[10].toFixed(2);
  console.log(f, n, Object.entries(t).map(([k, v]) => `${k} ${Math.min(...v).toFixed(2)}/${med(v)}`).join("  "));
}

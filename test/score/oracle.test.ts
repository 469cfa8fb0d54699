import fc from "fast-check";
import { type People, type Policy, scorePair, scorePairs } from "telemachus";
import { test } from "vitest";
import { naiveScores } from "../support/naiveScores.js";
import { programmes } from "../support/programmes.js";

test("diff", () => {
  const stat: Record<string, Record<string, number>> = {};
  const ex: Record<string, unknown[]> = {};
  const list = fc.sample(programmes({ mentees: 6, mentors: 6 }), { numRuns: 1500, seed: 20160801 });
  let pairs = 0,
    wrong = 0;
  const bump = (k: string, w: string) => {
    (stat[k] ??= {})[w] = (stat[k][w] ?? 0) + 1;
  };
  for (const { people, policy } of list) {
    const { rules, bans, pins, ...bare } = policy;
    const calm = <T extends { requests?: any }>(p: T) =>
      p.requests ? { ...p, requests: { ...p.requests, avoid: [] } } : p;
    const ppl = { mentees: people.mentees.map(calm), mentors: people.mentors.map(calm) } as People;
    let table;
    try {
      table = scorePairs(ppl, bare as Policy);
    } catch (e) {
      bump("ERR " + (e as Error).message.slice(0, 80), "n");
      continue;
    }
    const naive = naiveScores(ppl, bare as Policy);
    naive.forEach((n, at) => {
      if (n.mentee === n.mentor) return;
      pairs++;
      if (n.score !== table.scores[at]) wrong++;
      const p = scorePair(ppl, bare as any, { mentee: n.mentee, mentor: n.mentor });
      if (Math.round(p.score * 1e6) !== table.scores[at]) bump("ROWPATH", "differs");
      const crit = new Map((p.criteria as any[]).map((c) => [c.criterion, c]));
      for (const [name, c] of crit) {
        const part = n.parts.find((x) => x.name === name);
        const k = c.evidence.kind;
        const st = part ? part.status : "absent";
        if (c.weight > 0 !== !!part || (c.weight > 0 && st !== c.status)) {
          bump(k, `status naive=${st} lib=${c.status} w=${c.weight > 0}`);
          (ex[k + st + c.status] ??= []).length < 2 &&
            ex[k + st + c.status].push({
              c: (bare as any).criteria[name],
              me: ppl.mentees.find((x) => x.id === n.mentee),
              mo: ppl.mentors.find((x) => x.id === n.mentor),
              lib: c,
              part,
            });
          continue;
        }
        if (!part) {
          bump(k, "not applied");
          continue;
        }
        if (part.score > 0 && part.score < 1 && st === "scored") bump(k, "inner");
        const same = Math.abs(part.score - c.score) < 1e-12;
        bump(k, same ? (part.score === c.score ? "same" : "same but bits") : "SCORE DIFFERS");
        if (!same)
          (ex[k] ??= []).length < 3 &&
            ex[k].push({
              c: (bare as any).criteria[name],
              me: ppl.mentees.find((x) => x.id === n.mentee),
              mo: ppl.mentors.find((x) => x.id === n.mentor),
              lib: c,
              part,
            });
      }
    });
  }
  console.log(pairs, wrong, JSON.stringify(stat, null, 1));
  for (const [k, v] of Object.entries(ex))
    console.log(k, v.map((x: any) => JSON.stringify({ ...x, lib: x.lib })).join("\n   "));
}, 600000);

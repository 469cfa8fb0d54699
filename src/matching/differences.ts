import { canonicalJson } from "../numeric/digest.js";
import type { Manifest, Matching } from "./matching.js";

/** A part in which two runs differ. */
export interface Difference {
  /** From the outside in: `["manifest", "input"]`. */
  readonly path: readonly string[];
  /** What each has there; nothing where a part is left out. */
  readonly recorded: unknown;
  readonly replayed: unknown;
}

/** The parts of a manifest in the order in which one follows from those before it: the first that differs tells best why. */
const parts: readonly (keyof Manifest)[] = [
  ...(["engine", "version", "keyed", "policy", "fields", "projection", "input", "seed", "rarity"] as const),
  ...(["status", "counts", "stages", "lottery", "warnings", "result"] as const),
];

/** Every part in which two manifests differ, the first one first. */
export function manifestDifferences(recorded: Manifest, replayed: Manifest): Difference[] {
  return parts.flatMap((part) => difference(recorded, replayed, [part])).map(within("manifest"));
}

/** The first part in which two matchings differ, their manifests first; undefined where they are the same. */
export function firstDifference(recorded: Matching, replayed: Matching): Difference | undefined {
  const ofManifest = manifestDifferences(recorded?.manifest, replayed.manifest);
  // the name of the kernel makes no difference, nor who confirmed it
  const paths = [
    ...Object.keys(replayed.certificate)
      .filter((part) => part !== "method")
      .map((part) => ["certificate", part]),
    ...Object.keys(replayed)
      .filter((part) => !["certificate", "decision", "manifest"].includes(part))
      .map((part) => [part]),
  ];
  return [...ofManifest, ...paths.flatMap((path) => difference(recorded, replayed, path))][0];
}

function difference(recorded: object, replayed: object, path: readonly string[]): Difference[] {
  const at = (whole: unknown) =>
    path.reduce((part, key) => (part as Record<string, unknown> | null | undefined)?.[key], whole);
  const found = { path, recorded: at(recorded), replayed: at(replayed) };
  return canonicalJson(found.recorded ?? null) === canonicalJson(found.replayed ?? null) ? [] : [found];
}

function within(key: string): (found: Difference) => Difference {
  return (found) => ({ ...found, path: [key, ...found.path] });
}

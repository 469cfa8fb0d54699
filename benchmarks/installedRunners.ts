import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Driver, prepareDriver } from "./driver.js";
import { makeFolder } from "./instanceFiles.js";
import type { Instance } from "./instances.js";
import { projectPath } from "./project.js";
import { hasCapacities, type Runner } from "./runner.js";

export const scipy = "SciPy";
export const networkSimplex = "LEMON network simplex";
export const costScaling = "LEMON cost scaling";

/** Solvers in C++ that are on this machine, or why one is not among them. */
export interface Installed {
  readonly runners: readonly Runner[];
  /** A line for each library: its version, or that it is left out. */
  readonly lines: readonly string[];
}

/** Beyond so many pairs the networks and the copied columns take gigabytes or minutes. */
const MOST_PAIRS = { network: 5_500_000, scaling: 5_500_000, copies: 100_000_000, sparseCopies: 5_000_000 };

/** Looks for SciPy in `python3`, and for LEMON's headers, against which the driver is compiled. */
export function findInstalled(): Installed {
  const python = findScipy();
  const lemon = compileLemon();
  return {
    runners: [...python.runners, ...lemon.runners],
    lines: [...python.lines, ...lemon.lines],
  };
}

function findScipy(): Installed {
  const asked = spawnSync("python3", ["-c", "import scipy; print(scipy.__version__)"], { encoding: "utf8" });
  if (asked.status !== 0) return { runners: [], lines: ["SciPy: not installed, left out"] };
  const driver: Driver = {
    name: scipy,
    command: "python3",
    before: [projectPath("benchmarks/drivers/scipy_driver.py")],
    after: [],
  };
  return { runners: [{ ...runnerOf(driver), supports: scipySupports }], lines: [`SciPy ${asked.stdout.trim()}`] };
}

function compileLemon(): Installed {
  const headers = ["-E", "-dM", "-x", "c++", "-include", "lemon/config.h", "-include", "lemon/core.h", "/dev/null"];
  const version = /^#define LEMON_VERSION "(.*)"$/m.exec(spawnSync("g++", headers, { encoding: "utf8" }).stdout ?? "");
  if (version === null) return { runners: [], lines: ["LEMON: not installed (or no g++), left out"] };
  const command = join(makeFolder().folder, "lemon");
  const source = projectPath("benchmarks/drivers/lemon_driver.cpp");
  const compiled = spawnSync("g++", ["-O3", "-std=c++14", "-o", command, source], { encoding: "utf8" });
  if (compiled.status !== 0) throw new Error(`Expected ${source} to compile against LEMON.\n${compiled.stderr}`);
  const simplex: Driver = { name: networkSimplex, command, before: [], after: ["simplex"] };
  const scaling: Driver = { name: costScaling, command, before: [], after: ["scaling"] };
  return {
    runners: [
      { ...runnerOf(simplex), supports: ({ scores }) => scores.length <= MOST_PAIRS.network },
      { ...runnerOf(scaling), supports: (instance) => scalingSupports(instance) },
    ],
    lines: [`LEMON ${version[1]}, compiled by g++ with -O3`],
  };
}

function runnerOf(driver: Driver): Pick<Runner, "name" | "prepare"> {
  return { name: driver.name, prepare: (instance) => prepareDriver(driver, instance) };
}

/** Sparse copies: the pairs times the seats of their columns. */
function scipySupports({ form, rows, columns, scores, capacities }: Instance): boolean {
  const seats = capacities.reduce((sum, capacity) => sum + capacity, 0);
  if (form === "dense") return rows * seats <= MOST_PAIRS.copies;
  return (scores.length * seats) / columns <= MOST_PAIRS.sparseCopies;
}

/** Where its structure pays: with capacities. */
function scalingSupports(instance: Instance): boolean {
  return hasCapacities(instance) && instance.scores.length <= MOST_PAIRS.scaling;
}

import fc from "fast-check";

/** Every property draws the same cases in every run; `FAST_CHECK_SEED` draws others. */
fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 20_160_801) });

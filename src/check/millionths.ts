import { MILLIONTHS } from "../score/weights.js";

/** A public number as the whole millionths that it stands for; undefined where it stands for none exactly. */
export function exactMillionths(number: number): number | undefined {
  const whole = Math.round(number * MILLIONTHS);
  return whole / MILLIONTHS === number ? whole : undefined;
}
